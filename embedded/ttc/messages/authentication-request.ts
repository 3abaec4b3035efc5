import type { ByteReader } from '../byte-reader.ts';

const MAX_PAIRS = 1_000;

export const AUTHENTICATION_MODE = { changePassword: 0x2, sysdba: 0x20, sysoper: 0x40 } as const;

/** Either of the two messages of a login; the second form also changes the password of a session. */
export type AuthenticationRequest = {
  kind: 'authenticate';
  phase: 1 | 2;
  /** As the user typed it: not folded, perhaps quoted. */
  user: string;
  /** Bits: see AUTHENTICATION_MODE. */
  mode: number;
  /** In order; keys may repeat. */
  pairs: { key: string; value: string }[];
};

export function decodeAuthentication(reader: ByteReader, phase: 1 | 2): AuthenticationRequest {
  reader.message = `AUTHENTICATION ${phase}`;
  const hasUser = reader.ub1() !== 0;
  const userLength = reader.ub4();
  const mode = reader.ub4();
  reader.ub1();
  const count = reader.ub4();
  if (count > MAX_PAIRS) throw reader.fail(`${count} pairs`);
  reader.skip(2);
  const user = hasUser && userLength > 0 ? reader.text() : '';
  const pairs: AuthenticationRequest['pairs'] = [];
  for (let index = 0; index < count; index++) {
    const key = reader.textWithLength();
    const value = reader.textWithLength();
    reader.ub4(); // flags
    // Some keys and values end with a zero byte.
    pairs.push({ key: withoutEnd(key), value: withoutEnd(value) });
  }
  return { kind: 'authenticate', phase, user, mode, pairs };
}

function withoutEnd(text: string): string {
  return text.endsWith('\0') ? text.slice(0, -1) : text;
}

/** The last value of a key. */
export function pairValue(request: AuthenticationRequest, key: string): string | undefined {
  return request.pairs.findLast((pair) => pair.key === key)?.value;
}
