import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ByteReader } from '../../../embedded/ttc/byte-reader.ts';
import { ByteWriter } from '../../../embedded/ttc/byte-writer.ts';
import type { Channel, DataPacket } from '../../../embedded/ttc/channel.ts';
import { RequestSource } from '../../../embedded/ttc/request-source.ts';

/** A channel that has these packets and no more. */
function channelOf(payloads: Buffer[], isMarked = true): Channel {
  const packets = payloads.map(
    (payload, index): DataPacket => ({
      payload,
      isMarkedLast: isMarked && index === payloads.length - 1,
      isShort: index === payloads.length - 1,
    }),
  );
  return {
    peer: 'test',
    isBroken: false,
    onBreak: undefined,
    receive: async () => packets.shift(),
    send: async () => {},
    finishReset: async () => true,
    close: () => {},
  };
}

const readItem = (reader: ByteReader) => {
  reader.message = 'ITEM';
  return reader.bytes()?.toString('latin1') ?? '';
};

function cut(bytes: Buffer, size: number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += size) pieces.push(bytes.subarray(start, start + size));
  return pieces;
}

describe('a request', () => {
  test('is read in pieces, however it is cut into packets', async () => {
    const items = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 700 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 600 }), fc.boolean(), async (texts, size, isMarked) => {
        const writer = new ByteWriter();
        for (const text of texts) writer.text(text);
        const source = new RequestSource(channelOf(cut(writer.take(), size), isMarked));
        const seen = [await source.next(readItem)];
        while (seen.length < texts.length) seen.push(await source.more(readItem));
        source.finish();
        expect(seen).toEqual(texts);
        expect(await source.next(readItem)).toBeUndefined();
      }),
    );
  });

  test('does not keep what was decoded', async () => {
    const item = new ByteWriter().text('x'.repeat(200)).take();
    const source = new RequestSource(channelOf(Array.from({ length: 5000 }, () => item)));
    source.maxBytes = 1000;
    await source.next(readItem);
    for (let count = 1; count < 5000; count++) await source.more(readItem);
    source.finish();
  });

  test('that is too long, too short or of too many bytes is refused', async () => {
    const long = new ByteWriter().text('x'.repeat(5000)).take();
    const limited = new RequestSource(channelOf([long.subarray(0, 100), long.subarray(100)]));
    limited.maxBytes = 1000;
    await expect(limited.next(readItem)).rejects.toThrow(/ITEM: \d+ bytes, at most 1000 allowed/);
    const short = new RequestSource(channelOf([long.subarray(0, 4000)]));
    await expect(short.next(readItem)).rejects.toThrow('ITEM, offset 4000: ends too early');
    const more = new RequestSource(channelOf([Buffer.from([1, 65, 9, 9])]));
    await more.next(readItem);
    expect(() => more.finish()).toThrow('request, offset 2: 2 bytes too many');
  });

  test('whose rest means nothing is skipped to its end', async () => {
    const packets = [Buffer.from([1, 65, 1, 66]), Buffer.alloc(500), Buffer.alloc(500), Buffer.from([9])];
    const source = new RequestSource(channelOf(packets));
    expect(await source.next(readItem)).toBe('A');
    await source.discardRest();
    expect(await source.next(readItem)).toBeUndefined();
  });

  test('ends with the connection', async () => {
    const source = new RequestSource(channelOf([Buffer.from([5, 65])], false));
    await expect(source.next(readItem)).rejects.toMatchObject({ name: 'ConnectionLost' });
  });
});
