import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { makeVerifier, type PasswordVerifier } from '../../catalog/password-verifier.ts';

/** Takes some milliseconds, and the same time for a wrong password. */
export async function isPasswordOf(password: string, { salt, verifier }: PasswordVerifier): Promise<boolean> {
  const derived = await makeVerifier(password, salt);
  return derived.verifier.length === verifier.length && timingSafeEqual(derived.verifier, verifier);
}

const secret = randomBytes(32);

/** For a user that there is not: looks as a real one would, the same each time, and no password fits it. */
export function pretendVerifier(user: string): PasswordVerifier {
  const digest = createHmac('sha512', secret).update(user).digest();
  return { salt: digest.subarray(0, 16), verifier: createHmac('sha512', secret).update(digest).digest() };
}
