import { encodePacket, HEADER_BYTES, PACKET } from './packet.ts';

/** The newest protocol version that the server speaks: with large packets, without end-of-response marks. */
export const NET_VERSION = 318;
/** No native network encryption, no integrity checks. */
const NO_SERVICES = 0x0c;
const LENGTH = 45;

/** The last packet with a length of two bytes. */
export function encodeAccept(version: number, sessionDataUnit: number, transportDataUnit: number): Buffer {
  const at = (offset: number) => offset - HEADER_BYTES;
  const body = Buffer.alloc(LENGTH - HEADER_BYTES);
  body.writeUInt16BE(version, at(8));
  body.writeUInt16BE(1, at(10));
  body.writeUInt16BE(Math.min(sessionDataUnit, 0xffff), at(12));
  body.writeUInt16BE(Math.min(transportDataUnit, 0xffff), at(14));
  body.writeUInt16BE(1, at(16));
  body.writeUInt16BE(LENGTH, at(20));
  body[at(22)] = NO_SERVICES;
  body[at(23)] = NO_SERVICES;
  body.writeUInt32BE(sessionDataUnit, at(32));
  body.writeUInt32BE(transportDataUnit, at(36));
  return encodePacket(PACKET.accept, body, 'short');
}
