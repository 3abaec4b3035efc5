import { unimplemented } from '../../types/oracle-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { LIMITS } from '../limits.ts';
import { type ColumnMetadata, decodeColumnMetadata } from './column-metadata.ts';

const OPTION = {
  parse: 0x01,
  bind: 0x08,
  define: 0x10,
  execute: 0x20,
  fetch: 0x40,
  commit: 0x100,
  describe: 0x20000,
  batchErrors: 0x80000,
} as const;

/** The call that parses, describes, defines, executes and fetches, in any combination. Bind rows follow it. */
export type ExecuteRequest = {
  kind: 'execute';
  /** 0: a new one. */
  cursorId: number;
  /** Absent where the cursor has it already. */
  text: string | undefined;
  isParse: boolean;
  isDescribe: boolean;
  isDefine: boolean;
  isExecute: boolean;
  isFetch: boolean;
  isCommit: boolean;
  hasBatchErrors: boolean;
  wantsRowCounts: boolean;
  /** What the client takes the statement for. */
  isQuery: boolean;
  /** Rows to send with the reply. */
  fetchRows: number;
  /** Of non-queries. */
  iterations: number;
  /** Of binds, or of columns where `isDefine`. */
  metadata: ColumnMetadata[];
};

export function decodeExecute(reader: ByteReader): ExecuteRequest {
  reader.message = 'EXECUTE';
  const options = reader.ub4();
  const cursorId = reader.ub4();
  const hasText = reader.ub1() !== 0;
  reader.ub4(); // text length
  reader.ub1();
  const vectorLength = reader.ub4();
  reader.skip(2);
  reader.ub4(); // prefetch buffer size
  const fetchRows = reader.ub4();
  reader.ub4(); // longest LONG
  const bindCount = readCount(reader);
  reader.skip(5);
  const defineCount = readCount(reader);
  const hasRegistration = reader.ub4() !== 0;
  reader.skip(3);
  reader.ub4();
  reader.ub1();
  reader.ub4();
  const hasRegistrationHigh = reader.ub4() !== 0;
  if (hasRegistration || hasRegistrationHigh) throw unimplemented('continuous query notification');
  const wantsRowCounts = reader.ub1() !== 0;
  reader.ub4();
  reader.ub1();
  reader.ub1(); // SQL signature
  reader.ub4();
  reader.ub1(); // SQL id
  reader.ub4();
  reader.ub1();
  reader.ub1(); // chunk ids
  reader.ub4();
  const text = hasText ? reader.text() : undefined;
  const vector = readVector(reader, vectorLength);
  const isDefine = (options & OPTION.define) !== 0;
  const metadata: ColumnMetadata[] = [];
  const count = isDefine ? defineCount : bindCount;
  for (let index = 0; index < count; index++) metadata.push(decodeColumnMetadata(reader));
  return {
    kind: 'execute',
    cursorId,
    text,
    isParse: (options & OPTION.parse) !== 0,
    isDescribe: (options & OPTION.describe) !== 0,
    isDefine,
    isExecute: (options & OPTION.execute) !== 0,
    isFetch: (options & OPTION.fetch) !== 0,
    isCommit: (options & OPTION.commit) !== 0,
    hasBatchErrors: (options & OPTION.batchErrors) !== 0,
    wantsRowCounts,
    isQuery: vector[7] === 1,
    fetchRows,
    iterations: vector[1] ?? 0,
    metadata,
  };
}

function readCount(reader: ByteReader): number {
  const isPresent = reader.ub1() !== 0;
  const count = reader.ub4();
  if (count > LIMITS.maxBinds) throw reader.fail(`${count} binds or columns, at most ${LIMITS.maxBinds} allowed`);
  return isPresent ? count : 0;
}

function readVector(reader: ByteReader, length: number): number[] {
  if (length > 64) throw reader.fail(`${length} execution parameters`);
  return Array.from({ length }, () => reader.ub4());
}
