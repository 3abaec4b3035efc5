import { createHash, randomBytes } from 'node:crypto';
import type { ScalarType } from '../data-type.ts';
import { NUMBER, VARCHAR2 } from '../data-type.ts';
import { Decimal } from '../number.ts';
import { OracleError } from '../oracle-error.ts';
import type { StandardFunction } from '../standard-function.ts';
import { byteLength } from '../text.ts';
import { Lob, OracleDate, OracleTimestamp, type ScalarValue } from '../values.ts';
import { define, type Inputs, sqlOnly } from './define.ts';

const HASHES: Record<string, string> = {
  SHA1: 'sha1',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
  MD5: 'md5',
};

function standardHash(inputs: Inputs): Buffer {
  const method = inputs.isGiven(1) ? (inputs.text(1) ?? '').toUpperCase() : 'SHA1';
  const algorithm = HASHES[method];
  if (algorithm === undefined) throw new OracleError(1760, 'illegal argument for function');
  return createHash(algorithm).update(bytesOf(inputs)).digest();
}

/** The bytes that are hashed: UTF-8 of texts; numbers and dates by their text, which keeps equal values equal. */
function bytesOf(inputs: Inputs): Buffer {
  const value = inputs.value(0);
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Lob) return Buffer.from(value.content as string);
  return Buffer.from(inputs.text(0) ?? '', 'utf8');
}

/** ORA_HASH(expr, max_bucket, seed): spreads over 0..max_bucket. The numbers are not those of a real server. */
function bucketHash(inputs: Inputs): Decimal | null {
  const most = inputs.integer(1, 4_294_967_295);
  const seed = inputs.integer(2, 0);
  if (most === null || seed === null) return null;
  const digest = createHash('sha1').update(`${seed}\n`).update(bytesOf(inputs)).digest();
  return new Decimal(digest.readUInt32BE(0) % (most + 1));
}

/** Bytes that a value takes when stored. */
function storedSize(value: ScalarValue, inputs: Inputs): number | null {
  if (value === null) return null;
  if (value instanceof OracleDate) return 7;
  if (value instanceof OracleTimestamp) return value.offsetMinutes !== undefined ? 13 : value.nanos === 0 ? 7 : 11;
  if (value instanceof Decimal) return numberSize(value);
  if (typeof value === 'number') return inputs.type(0).kind === 'BINARY_FLOAT' ? 4 : 8;
  if (Buffer.isBuffer(value)) return value.length;
  return byteLength(inputs.text(0) ?? '');
}

/** One byte for the exponent, one for every base-100 digit, one more for negative ones of less than 20 digits. */
function numberSize(value: Decimal): number {
  if (value.isZero()) return 1;
  const { digits, exponent } = { digits: value.precision(), exponent: value.e };
  const lead = (exponent & 1) === 0 ? 1 : 0;
  const pairs = Math.ceil((digits + lead) / 2);
  return 1 + pairs + (value.isNegative() && pairs < 20 ? 1 : 0);
}

function contextValue(inputs: Inputs): string | null {
  const namespace = inputs.text(0);
  const name = inputs.text(1);
  if (namespace === null || name === null) return null;
  const value = inputs.context.contextValue(namespace.toUpperCase(), name.toUpperCase());
  const limit = inputs.integer(2, 256) ?? 256;
  return value === null || value === '' ? null : value.slice(0, limit);
}

const emptyLob = (kind: 'CLOB' | 'BLOB'): StandardFunction =>
  define(`EMPTY_${kind}`, [0, 0], { kind }, () => new Lob(kind, kind === 'CLOB' ? '' : Buffer.alloc(0)));

const NAME: ScalarType = { ...VARCHAR2, length: 128 };

export const MISCELLANEOUS_FUNCTIONS: StandardFunction[] = [
  define('USER', [0, 0], NAME, ({ context }) => context.user),
  define('UID', [0, 0], NUMBER, ({ context }) => {
    const id = context.contextValue('USERENV', 'SESSION_USERID');
    return id === null ? null : new Decimal(id);
  }),
  define('SYS_CONTEXT', [2, 3], { ...VARCHAR2, length: 4000 }, contextValue),
  define('USERENV', [1, 1], { ...VARCHAR2, length: 64 }, (inputs) => {
    const name = inputs.text(0)?.toUpperCase();
    return name === undefined ? null : inputs.context.contextValue('USERENV', name);
  }),
  define('SYS_GUID', [0, 0], { kind: 'RAW', length: 16 }, () => randomBytes(16)),
  emptyLob('CLOB'),
  emptyLob('BLOB'),
  sqlOnly(
    define('STANDARD_HASH', [1, 2], { kind: 'RAW', length: 64 }, (inputs) =>
      inputs.value(0) === null ? null : standardHash(inputs),
    ),
  ),
  sqlOnly(define('ORA_HASH', [1, 3], NUMBER, bucketHash)),
  sqlOnly(
    define('VSIZE', [1, 1], NUMBER, (inputs) => {
      const size = storedSize(inputs.value(0), inputs);
      return size === null ? null : new Decimal(size);
    }),
  ),
];
