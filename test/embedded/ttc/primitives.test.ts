import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../../embedded/ttc/byte-reader.ts';
import { ByteWriter } from '../../../embedded/ttc/byte-writer.ts';
import { NeedMoreBytes, ProtocolError } from '../../../embedded/ttc/protocol-error.ts';

const written = (write: (writer: ByteWriter) => void): Buffer => {
  const writer = new ByteWriter(1);
  write(writer);
  return writer.take();
};
const hex = (write: (writer: ByteWriter) => void) => written(write).toString('hex');
const bytes = fc.uint8Array({ maxLength: 100_000 }).map((array) => Buffer.from(array));

describe('integers', () => {
  test('are a size byte and big-endian bytes', () => {
    expect(hex((w) => w.ub4(0))).toBe('00');
    expect(hex((w) => w.ub4(5))).toBe('0105');
    expect(hex((w) => w.ub4(256))).toBe('020100');
    expect(hex((w) => w.ub4(0x12345678))).toBe('0412345678');
    expect(hex((w) => w.sb4(-5))).toBe('8105');
    expect(hex((w) => w.ub8(2 ** 40))).toBe('080000010000000000');
  });

  test('are read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), fc.integer(), fc.maxSafeNat(), (two, four, eight) => {
        const reader = new ByteReader(written((w) => w.ub2(two).sb4(four).ub8(eight).sb8(-eight)));
        expect([reader.ub2(), reader.sb4(), reader.ub8(), reader.sb8()]).toEqual([two, four, eight, 0 - eight]);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  test('that do not fit are refused in both directions', () => {
    expect(() => written((w) => w.ub2(0x10000))).toThrow(RangeError);
    expect(() => written((w) => w.ub4(-1))).toThrow(RangeError);
    expect(() => new ByteReader(Buffer.from('0412345678', 'hex')).ub2()).toThrow(ProtocolError);
    expect(() => new ByteReader(Buffer.from('8105', 'hex')).ub2()).toThrow(ProtocolError);
  });
});

describe('bytes', () => {
  test('are read back, short and in chunks', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const reader = new ByteReader(written((w) => w.bytes(value).bytesWithLength(value)));
        const expected = value.length === 0 ? null : value;
        expect(reader.bytes()).toEqual(expected);
        expect(reader.bytesWithLength()).toEqual(expected);
      }),
    );
  });

  test('of 252 are the longest without chunks', () => {
    expect(written((w) => w.bytes(Buffer.alloc(252)))[0]).toBe(252);
    expect(written((w) => w.bytes(Buffer.alloc(253)))[0]).toBe(254);
  });

  test('of a length byte that is none are refused', () => {
    expect(() => new ByteReader(Buffer.from([253, 1])).bytes()).toThrow('message, offset 1: length byte 253');
  });
});

test('a reader asks for what it needs, wherever its bytes end', () => {
  const whole = written((w) => w.ub4(70_000).bytes(Buffer.alloc(40_000, 7)).text('end').uint16be(9));
  const read = (reader: ByteReader) => [reader.ub4(), reader.bytes()?.length, reader.text(), reader.uint16be()];
  expect(read(new ByteReader(whole))).toEqual([70_000, 40_000, 'end', 9]);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), (length) => {
      let needed = 0;
      try {
        read(new ByteReader(whole.subarray(0, length)));
      } catch (error) {
        if (error instanceof NeedMoreBytes) needed = error.needed;
      }
      expect(needed).toBeGreaterThan(length);
      expect(needed).toBeLessThanOrEqual(whole.length);
    }),
  );
});

test('a writer forgets what is cut off, and starts anew when taken', () => {
  const writer = new ByteWriter();
  writer.text('kept');
  const { length } = writer;
  writer.text('dropped').truncate(length);
  expect(writer.take()).toEqual(Buffer.from('\x04kept'));
  expect(writer.length).toBe(0);
  expect(writer.ub1(1).take()).toEqual(Buffer.from([1]));
});
