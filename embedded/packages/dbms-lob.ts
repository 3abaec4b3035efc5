import { OracleError } from '../types/oracle-error.ts';
import { findOccurrence } from '../types/standard-functions/character.ts';
import { compareBinary } from '../types/text.ts';
import { Lob, type Value } from '../types/values.ts';
import { characterSetById, decodeText, encodeText } from './character-sets.ts';
import { DBMS_LOB_SPECIFICATION, FILE_SUBPROGRAMS } from './dbms-lob-specification.ts';
import {
  appendContent,
  fillContent,
  type LobContent,
  lobArgument,
  overwriteContent,
  sliceContent,
  writeContent,
} from './lob-content.ts';
import type { NativeCall, NativeOutcome, NativePackage } from './native-package.ts';
import { integerOf, lobOf, outputs, returns } from './native-values.ts';
import { invalidArgument, refuse } from './package-errors.ts';

const MOST_BUFFER = 32_767;
/** Usable bytes of a block of 8 KB. */
const CHUNK_BYTES = 8132;
/** LOBMAXSIZE as an amount means: to the end. */
const MOST_AMOUNT = 2 ** 64;

const openLobs = new WeakSet<Lob>();

/** An amount or offset of at least 1. `position` is the argument's, for ORA-21560. */
function positive(value: Value | undefined, position: number, most = MOST_AMOUNT): number {
  const number = integerOf(value);
  if (number === null || number < 1 || number > most) throw invalidArgument(position);
  return number;
}

function bufferOf(value: Value | undefined, position: number): LobContent {
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  throw invalidArgument(position);
}

async function append(call: NativeCall, [destination, source]: Value[]): Promise<NativeOutcome> {
  const lob = lobArgument(destination);
  await appendContent(call.sql, lob, lobArgument(source).content);
  return outputs({ 0: lob });
}

async function write(call: NativeCall, [locator, amount, offset, buffer]: Value[]): Promise<NativeOutcome> {
  const lob = lobArgument(locator);
  const count = positive(amount, 2, MOST_BUFFER);
  const start = positive(offset, 3) - 1;
  const data = bufferOf(buffer, 4);
  if (count > data.length) throw invalidArgument(2);
  await writeContent(call.sql, lob, overwriteContent(lob.content, start, sliceContent(data, 0, count)));
  return outputs({ 0: lob });
}

async function writeAppend(call: NativeCall, [locator, amount, buffer]: Value[]): Promise<NativeOutcome> {
  const lob = lobArgument(locator);
  const count = positive(amount, 2, MOST_BUFFER);
  const data = bufferOf(buffer, 3);
  if (count > data.length) throw invalidArgument(2);
  await appendContent(call.sql, lob, sliceContent(data, 0, count));
  return outputs({ 0: lob });
}

/** ORA-01403 at the end. */
function read([locator, amount, offset]: Value[]): NativeOutcome {
  const lob = lobArgument(locator);
  const count = positive(amount, 2, MOST_BUFFER);
  const start = positive(offset, 3) - 1;
  if (start >= lob.content.length) throw new OracleError(1403, 'no data found');
  const data = sliceContent(lob.content, start, start + count);
  return outputs({ 1: data.length, 3: data });
}

/** NULL for arguments out of range. */
function substring([locator, amount, offset]: Value[]): NativeOutcome {
  const lob = lobOf(locator);
  const count = integerOf(amount);
  const position = integerOf(offset);
  if (lob === null || count === null || position === null) return returns(null);
  if (count < 1 || count > MOST_BUFFER || position < 1) return returns(null);
  return returns(sliceContent(lob.content, position - 1, position - 1 + count));
}

function instr([locator, pattern, offset, nth]: Value[]): NativeOutcome {
  const lob = lobOf(locator);
  const position = integerOf(offset);
  const occurrence = integerOf(nth);
  if (lob === null || !(typeof pattern === 'string' || Buffer.isBuffer(pattern))) return returns(null);
  if (position === null || occurrence === null || position < 1 || occurrence < 1) return returns(null);
  return returns(findOccurrence(lob.content, pattern, position, occurrence));
}

function compare([first, second, amount, offset1, offset2]: Value[]): NativeOutcome {
  const [a, b] = [lobOf(first), lobOf(second)];
  const count = integerOf(amount);
  const [start1, start2] = [integerOf(offset1), integerOf(offset2)];
  if (a === null || b === null || count === null || start1 === null || start2 === null) return returns(null);
  if (count < 1 || start1 < 1 || start2 < 1) return returns(null);
  const left = sliceContent(a.content, start1 - 1, start1 - 1 + count);
  const right = sliceContent(b.content, start2 - 1, start2 - 1 + count);
  if (typeof left === 'string' && typeof right === 'string') return returns(compareBinary(left, right));
  return returns(Buffer.compare(Buffer.from(left), Buffer.from(right)));
}

async function copy(call: NativeCall, inputs: Value[]): Promise<NativeOutcome> {
  const [destination, source, amount, destinationOffset, sourceOffset] = inputs;
  const lob = lobArgument(destination);
  const from = lobArgument(source);
  const count = positive(amount, 3);
  const to = positive(destinationOffset, 4) - 1;
  const start = positive(sourceOffset, 5) - 1;
  if (start >= from.content.length && from.content.length > 0) throw invalidArgument(5);
  const data = sliceContent(from.content, start, start + count);
  await writeContent(call.sql, lob, overwriteContent(lob.content, to, data));
  return outputs({ 0: lob });
}

/** What is erased becomes blanks or zero bytes; the length stays. */
async function erase(call: NativeCall, [locator, amount, offset]: Value[]): Promise<NativeOutcome> {
  const lob = lobArgument(locator);
  const start = positive(offset, 3) - 1;
  const count = Math.max(0, Math.min(positive(amount, 2), lob.content.length - start));
  await writeContent(call.sql, lob, overwriteContent(lob.content, start, fillContent(lob.content, count)));
  return outputs({ 0: lob, 1: count });
}

async function trim(call: NativeCall, [locator, newLength]: Value[]): Promise<NativeOutcome> {
  const lob = lobArgument(locator);
  const length = integerOf(newLength);
  if (length === null || length < 0) throw invalidArgument(2);
  if (length > lob.content.length) {
    throw new OracleError(22926, "specified trim length is greater than current LOB value's length");
  }
  await writeContent(call.sql, lob, sliceContent(lob.content, 0, length));
  return outputs({ 0: lob });
}

/** The first overload of each pair is the one for BLOB. */
function createTemporary(call: NativeCall): NativeOutcome {
  return outputs({ 0: call.overload === 1 ? new Lob('BLOB', Buffer.alloc(0)) : new Lob('CLOB', '') });
}

function open([locator]: Value[]): NativeOutcome {
  const lob = lobArgument(locator);
  if (openLobs.has(lob)) throw new OracleError(22293, 'LOB already opened in the same transaction');
  openLobs.add(lob);
  return outputs({ 0: lob });
}

function close([locator]: Value[]): NativeOutcome {
  const lob = lobArgument(locator);
  if (!openLobs.delete(lob)) throw new OracleError(22289, 'cannot perform CLOSE operation on an unopened file or LOB');
  return outputs({ 0: lob });
}

/** Both directions of CONVERTTO…: offsets and amount count in the unit of their own side. */
async function convert(call: NativeCall, inputs: Value[]): Promise<NativeOutcome> {
  const [destination, source, amount, destinationOffset, sourceOffset, characterSetId] = inputs;
  const lob = lobArgument(destination);
  const from = lobArgument(source).content;
  const count = positive(amount, 3);
  const to = positive(destinationOffset, 4);
  const start = positive(sourceOffset, 5);
  const characterSet = characterSetById(integerOf(characterSetId) ?? 0);
  if (start > from.length && from.length > 0)
    throw new OracleError(22994, 'source offset is beyond the end of the source LOB');
  const piece = sliceContent(from, start - 1, start - 1 + count);
  const data = typeof piece === 'string' ? encodeText(piece, characterSet) : decodeText(piece, characterSet);
  await writeContent(call.sql, lob, overwriteContent(lob.content, to - 1, data));
  return outputs({ 0: lob, 3: to + data.length, 4: start + piece.length, 6: 0, 7: 0 });
}

const lengthOf = (value: Value | undefined): NativeOutcome => returns(lobOf(value)?.content.length ?? null);

export const DBMS_LOB: NativePackage = {
  name: 'DBMS_LOB',
  specification: DBMS_LOB_SPECIFICATION,
  subprograms: {
    APPEND: append,
    WRITE: write,
    WRITEAPPEND: writeAppend,
    READ: (_call, inputs) => read(inputs),
    SUBSTR: (_call, inputs) => substring(inputs),
    INSTR: (_call, inputs) => instr(inputs),
    GETLENGTH: (_call, [locator]) => lengthOf(locator),
    COMPARE: (_call, inputs) => compare(inputs),
    COPY: copy,
    ERASE: erase,
    TRIM: trim,
    CREATETEMPORARY: createTemporary,
    FREETEMPORARY: (_call, [locator]) => {
      lobArgument(locator);
      return outputs({ 0: null });
    },
    OPEN: (_call, inputs) => open(inputs),
    CLOSE: (_call, inputs) => close(inputs),
    ISOPEN: (_call, [locator]) => returns(openLobs.has(lobArgument(locator)) ? 1 : 0),
    ISTEMPORARY: (_call, [locator]) => {
      const lob = lobOf(locator);
      return returns(lob === null ? null : lob.origin === undefined ? 1 : 0);
    },
    GETCHUNKSIZE: (_call, [locator]) => returns(lobOf(locator) === null ? null : CHUNK_BYTES),
    GET_STORAGE_LIMIT: () => returns(4_294_967_295 * CHUNK_BYTES),
    CONVERTTOBLOB: convert,
    CONVERTTOCLOB: convert,
    ...Object.fromEntries(FILE_SUBPROGRAMS.map((name) => [name, refuse(`DBMS_LOB.${name}`)])),
  },
};
