import { OracleError } from '../../types/oracle-error.ts';

const LONG_LENGTH = 254;
const NULL = 255;
const NULL_OBJECT = 253;

/** Reads what ImageWriter writes. Throws ORA-03146 where the image ends too early: the message around it is sound. */
export class ImageReader {
  readonly #bytes: Buffer;
  #position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#take(1).readUInt8();
  }

  /** 32 bits with sign. */
  integer(): number {
    return this.#take(4).readInt32BE();
  }

  length(): number {
    const length = this.byte();
    return length === LONG_LENGTH ? this.#take(4).readUInt32BE() : length;
  }

  skip(count: number): void {
    this.#take(count);
  }

  bytes(): Buffer | null {
    if (this.#bytes[this.#position] === NULL) {
      this.#position += 1;
      return null;
    }
    return this.#take(this.length());
  }

  /** Skips the mark of a null object if it is there. */
  isNullObject(): boolean {
    const isNull = this.#bytes[this.#position] === NULL_OBJECT;
    if (isNull) this.#position += 1;
    return isNull;
  }

  #take(count: number): Buffer {
    const end = this.#position + count;
    if (end > this.#bytes.length) throw new OracleError(3146, 'invalid buffer length for TTC field');
    const taken = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }
}
