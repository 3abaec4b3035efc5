import type { OutputBuffer, SessionState } from '../session/session-state.ts';
import { VARCHAR2 } from '../types/data-type.ts';
import { byteLength } from '../types/text.ts';
import { CollectionValue, type Value } from '../types/values.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { integerOf, outputs, procedure, textOf } from './native-values.ts';
import { applicationError } from './package-errors.ts';

/** DBMS_OUTPUT ("PL/SQL Packages and Types Reference"): a buffer of lines, which a program writes and its client reads afterwards. */

const SPECIFICATION = `PACKAGE DBMS_OUTPUT AS
  TYPE CHARARR IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
  PROCEDURE ENABLE(BUFFER_SIZE IN INTEGER DEFAULT 20000);
  PROCEDURE DISABLE;
  PROCEDURE PUT(A IN VARCHAR2);
  PROCEDURE PUT_LINE(A IN VARCHAR2);
  PROCEDURE NEW_LINE;
  PROCEDURE GET_LINE(LINE OUT VARCHAR2, STATUS OUT INTEGER);
  PROCEDURE GET_LINES(LINES OUT CHARARR, NUMLINES IN OUT INTEGER);
END DBMS_OUTPUT;`;

const LINE_LIMIT = 32_767;
const LEAST_BUFFER = 2000;
const MOST_BUFFER = 1_000_000;

/** Sessions that have read since they last wrote: what they left unread goes with the next write. */
const readers = new WeakSet<SessionState>();
/** Bytes in the buffer. */
const sizes = new WeakMap<OutputBuffer, number>();

function enable({ session }: NativeCall, [size]: Value[]): undefined {
  const limit = integerOf(size);
  session.output.isEnabled = true;
  session.output.limit = limit === null ? undefined : Math.min(Math.max(limit, LEAST_BUFFER), MOST_BUFFER);
}

function disable({ session }: NativeCall): undefined {
  session.output.isEnabled = false;
  clear(session);
}

function clear(session: SessionState): void {
  session.output.lines = [];
  session.output.partial = '';
  sizes.delete(session.output);
}

function write(session: SessionState, text: string): void {
  const { output } = session;
  if (readers.delete(session)) clear(session);
  if (byteLength(output.partial) + byteLength(text) > LINE_LIMIT) {
    output.partial = '';
    throw applicationError('ORU-10028: line length overflow, limit of 32767 bytes per line');
  }
  const size = (sizes.get(output) ?? 0) + byteLength(text);
  if (output.limit !== undefined && size > output.limit) {
    throw applicationError(`ORU-10027: buffer overflow, limit of ${output.limit} bytes`);
  }
  sizes.set(output, size);
  output.partial += text;
}

function endLine(session: SessionState): void {
  const { output } = session;
  if (readers.delete(session)) clear(session);
  output.lines.push(output.partial);
  output.partial = '';
}

function putLine({ session }: NativeCall, [text]: Value[]): undefined {
  if (!session.output.isEnabled) return;
  write(session, textOf(text) ?? '');
  endLine(session);
}

/** Status 0 with a line, 1 where none is left. */
function getLine({ session }: NativeCall) {
  const line = takeLines(session, 1)[0];
  return outputs({ 0: line ?? null, 1: line === undefined ? 1 : 0 });
}

function getLines({ session }: NativeCall, [target, wanted]: Value[]) {
  const lines = takeLines(session, Math.max(0, integerOf(wanted) ?? 0));
  const collection = new CollectionValue(target instanceof CollectionValue ? target.type : LINES_TYPE);
  for (const [index, line] of lines.entries()) collection.elements.set(index + 1, line === '' ? null : line);
  collection.highest = lines.length;
  return outputs({ 0: collection, 1: lines.length });
}

const LINES_TYPE = {
  kind: 'COLLECTION',
  name: 'SYS.DBMS_OUTPUT.CHARARR',
  shape: 'ASSOCIATIVE ARRAY',
  element: { ...VARCHAR2, length: LINE_LIMIT },
  indexBy: { kind: 'PLS_INTEGER' },
} as const;

function takeLines(session: SessionState, count: number): string[] {
  const { output } = session;
  readers.add(session);
  const lines = output.lines.splice(0, count);
  const taken = lines.reduce((total, line) => total + byteLength(line), 0);
  sizes.set(output, Math.max(0, (sizes.get(output) ?? 0) - taken));
  return lines;
}

export const DBMS_OUTPUT: NativePackage = {
  name: 'DBMS_OUTPUT',
  specification: SPECIFICATION,
  subprograms: {
    ENABLE: enable,
    DISABLE: disable,
    PUT: procedure(({ session }, [text]) => {
      if (session.output.isEnabled) write(session, textOf(text) ?? '');
    }),
    PUT_LINE: putLine,
    NEW_LINE: procedure(({ session }) => {
      if (session.output.isEnabled) endLine(session);
    }),
    GET_LINE: getLine,
    GET_LINES: getLines,
  },
};
