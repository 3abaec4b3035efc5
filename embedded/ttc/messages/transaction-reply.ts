import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 8;
/** Clients send it back with the calls of the branch; here the session knows which one it is in. */
const CONTEXT = Buffer.from([1]);

/** The reply to start and end. */
export function encodeTransactionContext(writer: ByteWriter): void {
  writer.ub1(MESSAGE).ub4(0).ub2(CONTEXT.length).raw(CONTEXT);
}

/** The reply to the other calls: the state that the transaction is in now. */
export function encodeTransactionState(writer: ByteWriter, state: number): void {
  writer.ub1(MESSAGE).ub4(state);
}
