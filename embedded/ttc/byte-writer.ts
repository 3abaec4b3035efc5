const CHUNKED_LENGTH = 254;
const LONGEST_PLAIN = 252;
const CHUNK_BYTES = 32_767;

/** Writes TTC's primitive encodings (oracle-net.md 2) into a buffer that grows. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity = 1024) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written since the last `take`. The writer starts anew. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(1024);
    this.#length = 0;
    return taken;
  }

  /** Gives up what was written after `length` was the length. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  #reserve(count: number): number {
    const start = this.#length;
    const end = start + count;
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(end, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, start);
      this.#bytes = larger;
    }
    this.#length = end;
    return start;
  }

  raw(bytes: Uint8Array): this {
    const start = this.#reserve(bytes.length);
    this.#bytes.set(bytes, start);
    return this;
  }

  zeros(count: number): this {
    const start = this.#reserve(count);
    this.#bytes.fill(0, start, start + count);
    return this;
  }

  ub1(value: number): this {
    const start = this.#reserve(1);
    this.#bytes[start] = value & 0xff;
    return this;
  }

  uint16be(value: number): this {
    const start = this.#reserve(2);
    this.#bytes.writeUInt16BE(value, start);
    return this;
  }

  uint16le(value: number): this {
    const start = this.#reserve(2);
    this.#bytes.writeUInt16LE(value, start);
    return this;
  }

  uint32be(value: number): this {
    const start = this.#reserve(4);
    this.#bytes.writeUInt32BE(value, start);
    return this;
  }

  ub2(value: number): this {
    return this.#integer(value, 2, 0);
  }

  ub4(value: number): this {
    return this.#integer(value, 4, 0);
  }

  /** `value` is a safe integer. */
  ub8(value: number): this {
    return this.#integer(value, 8, 0);
  }

  sb2(value: number): this {
    return this.#signed(value, 2);
  }

  sb4(value: number): this {
    return this.#signed(value, 4);
  }

  sb8(value: number): this {
    return this.#signed(value, 8);
  }

  #signed(value: number, maxSize: number): this {
    return value < 0 ? this.#integer(-value, maxSize, 0x80) : this.#integer(value, maxSize, 0);
  }

  /** A size byte of 0, 1, 2, 4 or 8, then that many big-endian bytes. */
  #integer(value: number, maxSize: number, sign: number): this {
    if (!Number.isSafeInteger(value) || value < 0 || (maxSize < 8 && value >= 2 ** (8 * maxSize))) {
      throw new RangeError(`${value} does not fit ${maxSize} bytes`);
    }
    if (value === 0) return this.ub1(0);
    if (value < 0x100) return this.ub1(1 | sign).ub1(value);
    if (value < 0x10000) return this.ub1(2 | sign).uint16be(value);
    if (value < 2 ** 32) return this.ub1(4 | sign).uint32be(value);
    return this.ub1(8 | sign)
      .uint32be(Math.floor(value / 2 ** 32))
      .uint32be(value % 2 ** 32);
  }

  /** Length-prefixed bytes; null and empty are the same. Long ones go in chunks. */
  bytes(bytes: Uint8Array | null): this {
    if (bytes === null || bytes.length === 0) return this.ub1(0);
    if (bytes.length <= LONGEST_PLAIN) return this.ub1(bytes.length).raw(bytes);
    this.ub1(CHUNKED_LENGTH);
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      const chunk = bytes.subarray(start, start + CHUNK_BYTES);
      this.ub4(chunk.length).raw(chunk);
    }
    return this.ub4(0);
  }

  text(text: string): this {
    return this.bytes(Buffer.from(text, 'utf8'));
  }

  /** ub4 length, then length-prefixed bytes if the length is not 0. */
  bytesWithLength(bytes: Uint8Array | null): this {
    const length = bytes?.length ?? 0;
    this.ub4(length);
    return length === 0 ? this : this.bytes(bytes);
  }

  textWithLength(text: string): this {
    return this.bytesWithLength(Buffer.from(text, 'utf8'));
  }
}
