import { ProtocolError } from '../ttc/protocol-error.ts';
import { HEADER_BYTES } from './packet.ts';

/** Fixed part of the packet, without its header. */
const FIXED_BYTES = 74 - HEADER_BYTES;
/** Where the version says that it has the fields for large packets. */
const FIRST_LARGE_VERSION = 315;

/** A client's wish to connect. */
export type ConnectPacket = {
  version: number;
  /** Largest packet that it wants, in bytes. */
  sessionDataUnit: number;
  transportDataUnit: number;
  /** Bytes of the connect descriptor: all of them are in `data`, or none and they follow in DATA packets. */
  dataLength: number;
  data: Buffer;
};

/** Throws ProtocolError. */
export function decodeConnect(body: Buffer): ConnectPacket {
  const at = (offset: number) => offset - HEADER_BYTES;
  if (body.length < at(34)) throw new ProtocolError(`CONNECT of ${body.length + HEADER_BYTES} bytes`);
  const version = body.readUInt16BE(at(8));
  const dataLength = body.readUInt16BE(at(24));
  const dataOffset = body.readUInt16BE(at(26));
  const isLarge = version >= FIRST_LARGE_VERSION && body.length >= FIXED_BYTES;
  const start = at(dataOffset);
  const data = start >= 0 && start <= body.length ? body.subarray(start, start + dataLength) : Buffer.alloc(0);
  return {
    version,
    sessionDataUnit: isLarge ? body.readUInt32BE(at(58)) : body.readUInt16BE(at(14)),
    transportDataUnit: isLarge ? body.readUInt32BE(at(62)) : body.readUInt16BE(at(16)),
    dataLength,
    data,
  };
}
