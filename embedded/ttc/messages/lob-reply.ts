import type { ByteWriter } from '../byte-writer.ts';

const DATA = 14;
const PARAMETER = 8;

export type LobReply = {
  /** The locator as the client sent it, or the new one of a temporary LOB: of the same length. */
  locator: Buffer;
  /** Of a read. */
  data?: Buffer | undefined;
  /** Character set of a new temporary LOB. */
  charset?: number | undefined;
  /** Present if the request carried an amount. */
  amount?: number | undefined;
  isOpen?: boolean | undefined;
};

export function encodeLobReply(writer: ByteWriter, reply: LobReply): void {
  if (reply.data !== undefined) writer.ub1(DATA).bytes(reply.data);
  writer.ub1(PARAMETER).raw(reply.locator);
  if (reply.charset !== undefined) writer.ub2(reply.charset).ub1(0);
  else if (reply.amount !== undefined) writer.sb8(reply.amount);
  if (reply.isOpen !== undefined) writer.ub1(reply.isOpen ? 1 : 0);
}
