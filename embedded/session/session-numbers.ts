import { randomInt } from 'node:crypto';

/**
 * SID and SERIAL# of sessions. A SID is used again once its session has ended, the serial number tells the two apart. It starts
 * anywhere, so that a pair is not met again after a restart of the database.
 */
export class SessionNumbers {
  readonly #limit: number;
  readonly #taken = new Set<number>();
  #serial = randomInt(1, 30_000);

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Undefined where all are taken. */
  take(): { sid: number; serial: number } | undefined {
    for (let sid = 1; sid <= this.#limit; sid += 1) {
      if (this.#taken.has(sid)) continue;
      this.#taken.add(sid);
      this.#serial = (this.#serial % 65_535) + 1;
      return { sid, serial: this.#serial };
    }
    return undefined;
  }

  giveBack(sid: number): void {
    this.#taken.delete(sid);
  }
}
