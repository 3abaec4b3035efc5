import type { TransactionId } from '../../catalog/pending-transactions.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import type { ByteReader } from '../byte-reader.ts';

/** Start, end, prepare, commit, roll back, forget: the calls of two-phase commit. */
export type TransactionRequest = {
  kind: 'transaction';
  action: 'start' | 'end' | 'commit' | 'rollback' | 'prepare' | 'forget';
  /** Undefined: the branch that the session is in. */
  id: TransactionId | undefined;
  flags: number;
  timeoutSeconds: number;
  /** Of `commit`: without having been prepared. */
  isOnePhase: boolean;
};

const SWITCHES = { 1: 'start', 2: 'end' } as const;
const CHANGES = { 1: 'commit', 2: 'rollback', 3: 'prepare', 4: 'forget' } as const;
const SESSIONLESS = 0x10;
const MAX_ID_BYTES = 64;
const ID_FIELD_BYTES = 128;
const MAX_NAME_BYTES = 1_024;

/** Of a transaction in commit calls: nothing is prepared. */
export const STATE = { requiresCommit: 1, committed: 2, aborted: 3, readOnly: 4, forgotten: 5 } as const;

export function decodeTransactionSwitch(reader: ByteReader): TransactionRequest {
  reader.message = 'TRANSACTION SWITCH';
  const action = SWITCHES[reader.ub4() as keyof typeof SWITCHES];
  const head = readHead(reader);
  const flags = reader.ub4();
  if ((flags & SESSIONLESS) !== 0) throw unimplemented('sessionless transactions');
  if (action === undefined) throw reader.fail('unknown operation');
  const timeoutSeconds = reader.ub4();
  reader.skip(3); // what the reply is to have
  const internalName = readLength(reader, MAX_NAME_BYTES);
  const externalName = readLength(reader, MAX_NAME_BYTES);
  const id = readId(reader, head);
  reader.ub4(); // application value
  reader.skip(internalName + externalName);
  return { kind: 'transaction', action, id, flags, timeoutSeconds, isOnePhase: false };
}

export function decodeTransactionChange(reader: ByteReader): TransactionRequest {
  reader.message = 'TRANSACTION CHANGE';
  const action = CHANGES[reader.ub4() as keyof typeof CHANGES];
  if (action === undefined) throw reader.fail('unknown operation');
  const head = readHead(reader);
  const timeoutSeconds = reader.ub4();
  const state = reader.ub4();
  reader.ub1();
  const flags = reader.ub4();
  const id = readId(reader, head);
  return { kind: 'transaction', action, id, flags, timeoutSeconds, isOnePhase: state === STATE.readOnly };
}

type Head = {
  contextLength: number;
  formatId: number;
  globalLength: number;
  branchLength: number;
  hasId: boolean;
};

function readHead(reader: ByteReader): Head {
  const contextLength = readLength(reader, MAX_NAME_BYTES);
  const formatId = reader.ub4();
  const globalLength = reader.ub4();
  const branchLength = reader.ub4();
  const hasId = reader.ub1() !== 0;
  reader.ub4(); // bytes of the field
  if (globalLength > MAX_ID_BYTES || branchLength > MAX_ID_BYTES) throw reader.fail('a transaction id too long');
  return { contextLength, formatId, globalLength, branchLength, hasId };
}

function readLength(reader: ByteReader, limit: number): number {
  const isPresent = reader.ub1() !== 0;
  const length = reader.ub4();
  if (length > limit) throw reader.fail(`${length} bytes, at most ${limit} allowed`);
  return isPresent ? length : 0;
}

function readId(reader: ByteReader, head: Head): TransactionId | undefined {
  reader.skip(head.contextLength);
  if (!head.hasId) return undefined;
  const bytes = Buffer.from(reader.raw(ID_FIELD_BYTES));
  const { formatId, globalLength, branchLength } = head;
  return {
    formatId,
    globalId: bytes.subarray(0, globalLength),
    branchId: bytes.subarray(globalLength, globalLength + branchLength),
  };
}
