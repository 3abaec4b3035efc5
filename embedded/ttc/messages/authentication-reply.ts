import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 8;

export type AuthenticationPair = { key: string; value: string; flags?: number };

export function encodeAuthenticationReply(writer: ByteWriter, pairs: AuthenticationPair[]): void {
  writer.ub1(MESSAGE).ub2(pairs.length);
  for (const { key, value, flags } of pairs) {
    writer
      .textWithLength(key)
      .textWithLength(value)
      .ub4(flags ?? 0);
  }
}
