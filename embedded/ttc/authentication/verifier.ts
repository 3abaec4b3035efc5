import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/** Rounds of PBKDF2 that make a verifier; the client is told. */
export const VERIFIER_ROUNDS = 4096;
const SALT_BYTES = 16;

/** What the database keeps of a password: enough to check one, and to be proved to by the client (12c verifier). */
export type Verifier = { salt: Buffer; verifier: Buffer };

export async function createVerifier(password: string): Promise<Verifier> {
  const salt = randomBytes(SALT_BYTES);
  return { salt, verifier: await deriveVerifier(password, salt) };
}

/** Takes some milliseconds, and the same time for a wrong password. */
export async function isPasswordOf(password: string, { salt, verifier }: Verifier): Promise<boolean> {
  const derived = await deriveVerifier(password, salt);
  return derived.length === verifier.length && timingSafeEqual(derived, verifier);
}

async function deriveVerifier(password: string, salt: Buffer): Promise<Buffer> {
  const speedySalt = Buffer.concat([salt, Buffer.from('AUTH_PBKDF2_SPEEDY_KEY')]);
  const key = await derive(Buffer.from(password, 'utf8'), speedySalt, VERIFIER_ROUNDS, 64, 'sha512');
  return createHash('sha512').update(key).update(salt).digest();
}

const secret = randomBytes(32);

/** For a user that there is not: looks as a real one would, the same each time, and no password fits it. */
export function pretendVerifier(user: string): Verifier {
  const digest = createHmac('sha512', secret).update(user).digest();
  return { salt: digest.subarray(0, SALT_BYTES), verifier: createHmac('sha512', secret).update(digest).digest() };
}
