import { ByteWriter } from '../byte-writer.ts';

const LONG_LENGTH = 254;
const LONGEST_SHORT = 245;
const NULL = 255;
const NULL_OBJECT = 253;
const LENGTH_POSITION = 3;

/** Writes the encodings inside an object's image: lengths are one byte, or 254 and four. */
export class ImageWriter {
  readonly #writer = new ByteWriter(256);

  /** The length of the image is set at its end. */
  header(flags: number, version: number): this {
    this.#writer.ub1(flags).ub1(version).ub1(LONG_LENGTH).uint32be(0);
    return this;
  }

  byte(value: number): this {
    this.#writer.ub1(value);
    return this;
  }

  /** 32 bits with sign. */
  integer(value: number): this {
    this.#writer.uint32be(value >>> 0);
    return this;
  }

  length(value: number): this {
    if (value <= LONGEST_SHORT) return this.byte(value);
    this.#writer.ub1(LONG_LENGTH).uint32be(value);
    return this;
  }

  bytes(bytes: Buffer): this {
    this.length(bytes.length);
    this.#writer.raw(bytes);
    return this;
  }

  null(): this {
    return this.byte(NULL);
  }

  nullObject(): this {
    return this.byte(NULL_OBJECT);
  }

  finish(): Buffer {
    const image = this.#writer.take();
    image.writeUInt32BE(image.length, LENGTH_POSITION);
    return image;
  }
}
