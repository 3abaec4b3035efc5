import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 9;
const TRANSACTION_ACTIVE = 0x2;

/** Ends the reply to a call that has nothing to say but that it is done. */
export function encodeStatus(writer: ByteWriter, status: { isTransactionActive: boolean }): void {
  writer
    .ub1(MESSAGE)
    .ub4(status.isTransactionActive ? TRANSACTION_ACTIVE : 0)
    .ub2(0); // end-to-end sequence
}
