import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type PasswordVerifier, VERIFIER_ITERATIONS } from '../../catalog/password-verifier.ts';
import type { AuthenticationPair } from '../messages/authentication-reply.ts';

const derive = promisify(pbkdf2);
const VERIFIER_TYPE_12C = 0x4815;
const SESSION_KEY_BYTES = 32;
const SALT_BYTES = 16;
const SESSION_KEY_ROUNDS = 3;
const NO_IV = Buffer.alloc(16);

/** What the server made up for one login (oracle-net.md 3.1). */
export type Challenge = { loginKey: Buffer; serverKey: Buffer; mixingSalt: Buffer };

export function createChallenge({ verifier }: PasswordVerifier): Challenge {
  return {
    loginKey: verifier.subarray(0, 32),
    serverKey: randomBytes(SESSION_KEY_BYTES),
    mixingSalt: randomBytes(SALT_BYTES),
  };
}

export function challengePairs(challenge: Challenge, { salt }: PasswordVerifier): AuthenticationPair[] {
  return [
    { key: 'AUTH_SESSKEY', value: hex(encrypt(challenge.loginKey, challenge.serverKey)) },
    { key: 'AUTH_VFR_DATA', value: hex(salt), flags: VERIFIER_TYPE_12C },
    { key: 'AUTH_PBKDF2_CSK_SALT', value: hex(challenge.mixingSalt) },
    { key: 'AUTH_PBKDF2_VGEN_COUNT', value: String(VERIFIER_ITERATIONS) },
    { key: 'AUTH_PBKDF2_SDER_COUNT', value: String(SESSION_KEY_ROUNDS) },
  ];
}

/** The key that both sides share if the client knows the password; a useless one otherwise. Undefined for a malformed answer. */
export async function combineKeys(challenge: Challenge, clientKeyHex: string): Promise<Buffer | undefined> {
  const encrypted = Buffer.from(clientKeyHex, 'hex');
  if (encrypted.length < SESSION_KEY_BYTES) return undefined;
  const clientKey = decrypt(challenge.loginKey, encrypted.subarray(0, SESSION_KEY_BYTES));
  const both = hex(Buffer.concat([clientKey, challenge.serverKey]));
  return derive(both, challenge.mixingSalt, SESSION_KEY_ROUNDS, 32, 'sha512');
}

/** A password that the client encrypted under the shared key, behind 16 random bytes. Undefined where it is no text: a wrong key. */
export function decryptPassword(sharedKey: Buffer, encryptedHex: string): string | undefined {
  const encrypted = Buffer.from(encryptedHex, 'hex');
  if (encrypted.length < 32 || encrypted.length % 16 !== 0) return undefined;
  const plain = decrypt(sharedKey, encrypted);
  const padding = plain[plain.length - 1] ?? 0;
  if (padding < 1 || padding > 16) return undefined;
  return plain.subarray(16, plain.length - padding).toString('utf8');
}

/** Proves to the client that the server has the verifier. */
export function serverProof(sharedKey: Buffer): AuthenticationPair {
  const plain = Buffer.concat([randomBytes(16), Buffer.from('SERVER_TO_CLIENT')]);
  return { key: 'AUTH_SVR_RESPONSE', value: hex(encrypt(sharedKey, plain)) };
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex').toUpperCase();
}

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, NO_IV).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

function decrypt(key: Buffer, encrypted: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', key, NO_IV).setAutoPadding(false);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}
