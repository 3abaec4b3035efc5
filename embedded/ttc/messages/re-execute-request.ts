import type { ByteReader } from '../byte-reader.ts';

const COMMIT = 0x1;

/** Runs a cursor again, with binds of the same types. Bind rows follow it. */
export type ReExecuteRequest = {
  kind: 'reExecute';
  cursorId: number;
  /** Rows to send with the reply; 0 for the form without a fetch. */
  fetchRows: number;
  iterations: number;
  isCommit: boolean;
};

export function decodeReExecute(reader: ByteReader): ReExecuteRequest {
  reader.message = 'RE-EXECUTE';
  const { cursorId, count, isCommit } = decodeBody(reader);
  return { kind: 'reExecute', cursorId, fetchRows: 0, iterations: count, isCommit };
}

/** The same for a query, whose first rows come with the reply. */
export function decodeReExecuteAndFetch(reader: ByteReader): ReExecuteRequest {
  reader.message = 'RE-EXECUTE AND FETCH';
  const { cursorId, count, isCommit } = decodeBody(reader);
  return { kind: 'reExecute', cursorId, fetchRows: count, iterations: 1, isCommit };
}

function decodeBody(reader: ByteReader): { cursorId: number; count: number; isCommit: boolean } {
  const cursorId = reader.ub4();
  const count = reader.ub4();
  reader.ub4();
  return { cursorId, count, isCommit: (reader.ub4() & COMMIT) !== 0 };
}
