/** Oracle Net packets (oracle-net.md 1): a header of 8 bytes with the length, which includes it, and the type. */
export const HEADER_BYTES = 8;
export const DATA_HEADER_BYTES = 10;

export const PACKET = {
  connect: 1,
  accept: 2,
  refuse: 4,
  redirect: 5,
  data: 6,
  resend: 11,
  marker: 12,
  control: 14,
} as const;

export const DATA_FLAG = { endOfFile: 0x0040, endOfRequest: 0x0800 } as const;

export const MARKER = { break: 1, reset: 2, interrupt: 3 } as const;

/** A packet without its header. */
export type Packet = { type: number; body: Buffer };

/** Until the connection is accepted, lengths have two bytes; then four. */
export type LengthForm = 'short' | 'long';

export function encodePacket(type: number, body: Buffer, form: LengthForm): Buffer {
  const packet = Buffer.alloc(HEADER_BYTES + body.length);
  writeHeader(packet, 0, packet.length, type, form);
  body.copy(packet, HEADER_BYTES);
  return packet;
}

/** Data cut into packets of at most `maxBytes`, one behind the other. */
export function encodeDataPackets(data: Buffer, maxBytes: number): Buffer {
  const payloadBytes = maxBytes - DATA_HEADER_BYTES;
  const count = Math.max(1, Math.ceil(data.length / payloadBytes));
  const packets = Buffer.alloc(data.length + count * DATA_HEADER_BYTES);
  let position = 0;
  for (let index = 0; index < count; index++) {
    const payload = data.subarray(index * payloadBytes, (index + 1) * payloadBytes);
    const length = DATA_HEADER_BYTES + payload.length;
    writeHeader(packets, position, length, PACKET.data, 'long');
    payload.copy(packets, position + DATA_HEADER_BYTES);
    position += length;
  }
  return packets;
}

export function encodeMarker(kind: number): Buffer {
  return encodePacket(PACKET.marker, Buffer.from([1, 0, kind]), 'long');
}

function writeHeader(target: Buffer, position: number, length: number, type: number, form: LengthForm): void {
  if (form === 'long') target.writeUInt32BE(length, position);
  else target.writeUInt16BE(length, position);
  target[position + 4] = type;
}
