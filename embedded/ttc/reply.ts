import { ByteWriter } from './byte-writer.ts';
import type { Channel } from './channel.ts';
import { LIMITS } from './limits.ts';

/** The answer to one call: messages one behind the other, sent in large pieces while it is made. */
export class Reply {
  readonly writer = new ByteWriter(4096);
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  get isLarge(): boolean {
    return this.writer.length >= LIMITS.replyFlushBytes;
  }

  /** Sends what is there; resolves when the client takes more. Rejects like `Channel.send`. */
  async flush(): Promise<void> {
    if (this.writer.length > 0) await this.#channel.send(this.writer.take());
  }
}
