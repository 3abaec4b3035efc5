import { createHash, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
/** The client is told at logon. */
export const VERIFIER_ITERATIONS = 4096;
const LENGTH = 64;
/** Part of the protocol: the salt of the 12c verifier is followed by this text. */
const SALT_SUFFIX = 'AUTH_PBKDF2_SPEEDY_KEY';

/** What is kept of a password: the 12c verifier (O5LOGON, type 18453). `verifier` has 64 bytes, `salt` 16. */
export type PasswordVerifier = { salt: Buffer; verifier: Buffer };

export async function makeVerifier(password: string, salt: Buffer = randomBytes(16)): Promise<PasswordVerifier> {
  const extended = Buffer.concat([salt, Buffer.from(SALT_SUFFIX, 'ascii')]);
  const key = await derive(Buffer.from(password, 'utf8'), extended, VERIFIER_ITERATIONS, LENGTH, 'sha512');
  return { salt, verifier: createHash('sha512').update(key).update(salt).digest() };
}
