import { unimplemented } from '../../types/oracle-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { type AuthenticationRequest, decodeAuthentication } from './authentication-request.ts';
import { decodeExecute, type ExecuteRequest } from './execute-request.ts';
import { decodeFetch, type FetchRequest } from './fetch-request.ts';
import { decodeFreeTemporaryLobs, decodeLobRequest, type LobRequest } from './lob-request.ts';
import { decodeReExecute, decodeReExecuteAndFetch, type ReExecuteRequest } from './re-execute-request.ts';
import {
  type ApplicationContext,
  decodeApplicationContext,
  decodeCurrentSchema,
  decodeCursorIds,
  decodeEndToEndAttributes,
  type EndToEndAttributes,
} from './session-piggybacks.ts';
import { decodeTransactionChange, decodeTransactionSwitch, type TransactionRequest } from './transaction-request.ts';

const FUNCTION = 3;
const PIGGYBACK = 17;
const ONE_WAY = 26;

export type SimpleCall = { kind: 'commit' | 'rollback' | 'ping' | 'logoff' };
/** A pooled server is given back: there is none, and no reply either. */
export type ReleaseCall = { kind: 'release' };
export type Call =
  | ExecuteRequest
  | ReExecuteRequest
  | FetchRequest
  | LobRequest
  | AuthenticationRequest
  | TransactionRequest
  | SimpleCall
  | ReleaseCall;

/** Sent ahead of a call, in the same request, without a reply of its own. */
export type Piggyback =
  | { kind: 'closeCursors' | 'cancelCursors'; ids: number[] }
  | { kind: 'setCurrentSchema'; schema: string }
  | { kind: 'setAttributes'; attributes: EndToEndAttributes }
  | { kind: 'setContext'; context: ApplicationContext }
  | { kind: 'freeTemporaryLobs'; locators: Buffer };

export type Request = { piggybacks: Piggyback[]; call: Call };

const CALLS = new Map<number, (reader: ByteReader) => Call>([
  [4, decodeReExecute],
  [5, decodeFetch],
  [9, () => ({ kind: 'logoff' })],
  [14, () => ({ kind: 'commit' })],
  [15, () => ({ kind: 'rollback' })],
  [78, decodeReExecuteAndFetch],
  [94, decodeExecute],
  [96, decodeLobRequest],
  [103, decodeTransactionSwitch],
  [104, decodeTransactionChange],
  [115, (reader) => decodeAuthentication(reader, 2)],
  [118, (reader) => decodeAuthentication(reader, 1)],
  [147, () => ({ kind: 'ping' })],
]);

const PIGGYBACKS = new Map<number, (reader: ByteReader) => Piggyback>([
  [96, (reader) => ({ kind: 'freeTemporaryLobs', locators: decodeFreeTemporaryLobs(reader) })],
  [105, (reader) => ({ kind: 'closeCursors', ids: decodeCursorIds(reader) })],
  [120, (reader) => ({ kind: 'cancelCursors', ids: decodeCursorIds(reader) })],
  [135, (reader) => ({ kind: 'setAttributes', attributes: decodeEndToEndAttributes(reader) })],
  [152, (reader) => ({ kind: 'setCurrentSchema', schema: decodeCurrentSchema(reader) })],
  [154, (reader) => ({ kind: 'setContext', context: decodeApplicationContext(reader) })],
]);

/** What clients can ask for, but not of this database. */
const UNSUPPORTED = new Map([
  [103, 'sessionless transactions'],
  [121, 'advanced queuing'],
  [122, 'advanced queuing'],
  [125, 'subscriptions'],
  [128, 'direct path load'],
  [129, 'direct path load'],
  [130, 'direct path load'],
  [145, 'advanced queuing'],
  [187, 'subscriptions'],
  [199, 'pipelining'],
  [200, 'pipelining'],
  [204, 'transaction priority'],
  [205, 'end-user security contexts'],
]);

/** Piggybacks and the head of a call. Throws ORA-03001 for a function that is not known: what follows it cannot be read. */
export function decodeRequest(reader: ByteReader): Request {
  const piggybacks: Piggyback[] = [];
  for (;;) {
    reader.message = 'request';
    const type = reader.ub1();
    if (type === ONE_WAY) return { piggybacks, call: { kind: 'release' } };
    if (type !== FUNCTION && type !== PIGGYBACK) throw reader.fail(`message type ${type}`);
    const code = reader.ub1();
    reader.ub1(); // sequence
    if (type === FUNCTION) return { piggybacks, call: find(CALLS, code)(reader) };
    piggybacks.push(find(PIGGYBACKS, code)(reader));
  }
}

function find<Decode>(decoders: Map<number, Decode>, code: number): Decode {
  const decode = decoders.get(code);
  if (decode === undefined) throw unimplemented(UNSUPPORTED.get(code) ?? `network function ${code}`);
  return decode;
}
