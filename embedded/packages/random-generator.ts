import { createHash, randomBytes } from 'node:crypto';
import { Decimal } from '../types/number.ts';

/** The generator of DBMS_RANDOM: a hash chain, so that a seed always gives the same sequence. The sequences are not those of a real server. */
export class RandomGenerator {
  #state: Buffer;
  #counter = 0;

  constructor(seed?: string) {
    this.#state = createHash('sha256')
      .update(seed ?? randomBytes(32))
      .digest();
  }

  #block(): Buffer {
    this.#counter += 1;
    const counter = Buffer.alloc(8);
    counter.writeDoubleBE(this.#counter);
    return createHash('sha256').update(this.#state).update(counter).digest();
  }

  /** At least 0, below 1, with 38 digits. */
  nextDecimal(): Decimal {
    const block = this.#block();
    const high = block.readBigUInt64BE(0) % 10n ** 19n;
    const low = block.readBigUInt64BE(8) % 10n ** 19n;
    return new Decimal(`0.${String(high).padStart(19, '0')}${String(low).padStart(19, '0')}`);
  }

  /** At least 0, below `limit`. */
  nextInteger(limit: number): number {
    return Math.floor(this.nextFloat() * limit);
  }

  nextFloat(): number {
    const block = this.#block();
    return (block.readUInt32BE(0) * 2 ** 21 + (block.readUInt32BE(4) >>> 11)) / 2 ** 53;
  }
}
