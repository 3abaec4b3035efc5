import { gunzipSync, gzipSync } from 'node:zlib';
import { OracleError } from '../types/oracle-error.ts';
import { Lob, type Value } from '../types/values.ts';
import { lobArgument, writeContent } from './lob-content.ts';
import type { NativeCall, NativeOutcome, NativePackage } from './native-package.ts';
import { integerOf, outputs, rawOf, returns } from './native-values.ts';
import { refuse } from './package-errors.ts';

const SPECIFICATION = `PACKAGE UTL_COMPRESS AS
  INVALID_ARGUMENT EXCEPTION;
  PRAGMA EXCEPTION_INIT(INVALID_ARGUMENT, -29261);
  BUFFER_TOO_SMALL EXCEPTION;
  PRAGMA EXCEPTION_INIT(BUFFER_TOO_SMALL, -29293);
  DATA_ERROR EXCEPTION;
  PRAGMA EXCEPTION_INIT(DATA_ERROR, -29294);
  STREAM_ERROR EXCEPTION;
  PRAGMA EXCEPTION_INIT(STREAM_ERROR, -29295);
  FUNCTION LZ_COMPRESS(SRC IN RAW, QUALITY IN BINARY_INTEGER DEFAULT 6) RETURN RAW;
  FUNCTION LZ_COMPRESS(SRC IN BLOB, QUALITY IN BINARY_INTEGER DEFAULT 6) RETURN BLOB;
  PROCEDURE LZ_COMPRESS(SRC IN BLOB, DST IN OUT NOCOPY BLOB, QUALITY IN BINARY_INTEGER DEFAULT 6);
  FUNCTION LZ_UNCOMPRESS(SRC IN RAW) RETURN RAW;
  FUNCTION LZ_UNCOMPRESS(SRC IN BLOB) RETURN BLOB;
  PROCEDURE LZ_UNCOMPRESS(SRC IN BLOB, DST IN OUT NOCOPY BLOB);
  FUNCTION LZ_COMPRESS_OPEN(DST IN OUT NOCOPY BLOB, QUALITY IN BINARY_INTEGER DEFAULT 6) RETURN BINARY_INTEGER;
  FUNCTION LZ_UNCOMPRESS_OPEN(SRC IN BLOB) RETURN BINARY_INTEGER;
END UTL_COMPRESS;`;

const BEST_QUALITY = 9;

function compress(data: Buffer, quality: Value | undefined): Buffer {
  const level = integerOf(quality);
  if (level === null || level < 1 || level > BEST_QUALITY) throw invalidArgument();
  return gzipSync(data, { level });
}

function uncompress(data: Buffer): Buffer {
  try {
    return gunzipSync(data);
  } catch (cause) {
    throw new OracleError(29294, 'A data error occurred during compression or uncompression.', { cause });
  }
}

function invalidArgument(): OracleError {
  return new OracleError(29261, 'bad argument');
}

function raw(value: Value | undefined): Buffer {
  const bytes = rawOf(value);
  if (bytes === null) throw invalidArgument();
  return bytes;
}

function blob(value: Value | undefined): Buffer {
  if (!(value instanceof Lob) || !Buffer.isBuffer(value.content)) throw invalidArgument();
  return value.content;
}

/** The overloads: a RAW, a BLOB, and a BLOB into another one, which is the second argument. */
async function transformed(
  call: NativeCall,
  [source, target]: Value[],
  transform: (data: Buffer) => Buffer,
): Promise<NativeOutcome> {
  if (call.overload === 1) return returns(transform(raw(source)));
  const content = transform(blob(source));
  if (call.overload === 2) return returns(new Lob('BLOB', content));
  const lob = lobArgument(target);
  await writeContent(call.sql, lob, content);
  return outputs({ 1: lob });
}

/** What is compressed is in the format of gzip. */
export const UTL_COMPRESS: NativePackage = {
  name: 'UTL_COMPRESS',
  specification: SPECIFICATION,
  subprograms: {
    LZ_COMPRESS: (call, inputs) => transformed(call, inputs, (data) => compress(data, inputs.at(-1))),
    LZ_UNCOMPRESS: (call, inputs) => transformed(call, inputs, uncompress),
    LZ_COMPRESS_OPEN: refuse('UTL_COMPRESS.LZ_COMPRESS_OPEN'),
    LZ_UNCOMPRESS_OPEN: refuse('UTL_COMPRESS.LZ_UNCOMPRESS_OPEN'),
  },
};
