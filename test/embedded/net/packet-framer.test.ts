import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeDataPackets, encodePacket, type Packet } from '../../../embedded/net/packet.ts';
import { PacketFramer } from '../../../embedded/net/packet-framer.ts';

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));

function cut(stream: Buffer, sizes: number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (let index = 0; start < stream.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push(stream.subarray(start, start + size));
    start += size;
  }
  return pieces;
}

function frame(pieces: Buffer[], form: 'short' | 'long'): Packet[] {
  const framer = new PacketFramer(65_535);
  framer.lengthForm = form;
  const packets: Packet[] = [];
  for (const piece of pieces) {
    framer.push(piece);
    for (let packet = framer.next(); packet !== undefined; packet = framer.next()) packets.push(packet);
  }
  return packets;
}

describe('the framer', () => {
  test('finds the packets however the stream is cut', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
    const form = fc.constantFrom('short' as const, 'long' as const);
    fc.assert(
      fc.property(fc.array(bytes(100)), sizes, form, (bodies, sizesOfPieces, lengthForm) => {
        const stream = Buffer.concat(bodies.map((body) => encodePacket(6, body, lengthForm)));
        const packets = frame(cut(stream, sizesOfPieces), lengthForm);
        expect(packets).toEqual(bodies.map((body) => ({ type: 6, body })));
      }),
    );
  });

  test('cuts data into packets of the negotiated size and loses nothing', () => {
    fc.assert(
      fc.property(bytes(5000), fc.integer({ min: 512, max: 2000 }), (data, size) => {
        const stream = encodeDataPackets(data, size);
        const packets = frame([stream], 'long');
        expect(packets.every((packet) => packet.body.length + 8 <= size)).toBe(true);
        expect(Buffer.concat(packets.map((packet) => packet.body.subarray(2)))).toEqual(data);
      }),
    );
  });

  test('refuses lengths that no packet has', () => {
    expect(() => frame([Buffer.from([0, 7, 0, 0, 1, 0, 0, 0])], 'short')).toThrow('packet of 7 bytes');
    expect(() => frame([Buffer.from([0, 2, 0, 0, 1, 0, 0, 0])], 'long')).toThrow('packet of 131072 bytes');
  });
});
