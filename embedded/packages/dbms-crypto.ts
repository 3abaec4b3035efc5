import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { valueError } from '../types/convert-scalar.ts';
import { Decimal } from '../types/number.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import { Lob } from '../types/values.ts';
import { lobArgument, writeContent } from './lob-content.ts';
import type { NativeCall, NativeOutcome, NativePackage } from './native-package.ts';
import { integerOf, outputs, rawOf, returns } from './native-values.ts';

const SOURCES = ['RAW', 'BLOB', 'CLOB'];

const SPECIFICATION = `PACKAGE DBMS_CRYPTO AS
  HASH_MD4 CONSTANT PLS_INTEGER := 1;
  HASH_MD5 CONSTANT PLS_INTEGER := 2;
  HASH_SH1 CONSTANT PLS_INTEGER := 3;
  HASH_SH256 CONSTANT PLS_INTEGER := 4;
  HASH_SH384 CONSTANT PLS_INTEGER := 5;
  HASH_SH512 CONSTANT PLS_INTEGER := 6;
  HMAC_MD5 CONSTANT PLS_INTEGER := 1;
  HMAC_SH1 CONSTANT PLS_INTEGER := 2;
  HMAC_SH256 CONSTANT PLS_INTEGER := 3;
  HMAC_SH384 CONSTANT PLS_INTEGER := 4;
  HMAC_SH512 CONSTANT PLS_INTEGER := 5;
  ENCRYPT_AES128 CONSTANT PLS_INTEGER := 6;
  ENCRYPT_AES192 CONSTANT PLS_INTEGER := 7;
  ENCRYPT_AES256 CONSTANT PLS_INTEGER := 8;
  CHAIN_CBC CONSTANT PLS_INTEGER := 256;
  CHAIN_CFB CONSTANT PLS_INTEGER := 512;
  CHAIN_ECB CONSTANT PLS_INTEGER := 768;
  CHAIN_OFB CONSTANT PLS_INTEGER := 1024;
  PAD_PKCS5 CONSTANT PLS_INTEGER := 4096;
  PAD_NONE CONSTANT PLS_INTEGER := 8192;
  PAD_ZERO CONSTANT PLS_INTEGER := 12288;
  AES_CBC_PKCS5 CONSTANT PLS_INTEGER := 4358;
  ${SOURCES.map((type) => `FUNCTION HASH(SRC IN ${type}, TYP IN PLS_INTEGER) RETURN RAW;`).join('\n  ')}
  ${SOURCES.map((type) => `FUNCTION MAC(SRC IN ${type}, TYP IN PLS_INTEGER, KEY IN RAW) RETURN RAW;`).join('\n  ')}
  FUNCTION ENCRYPT(SRC IN RAW, TYP IN PLS_INTEGER, KEY IN RAW, IV IN RAW DEFAULT NULL) RETURN RAW;
  FUNCTION DECRYPT(SRC IN RAW, TYP IN PLS_INTEGER, KEY IN RAW, IV IN RAW DEFAULT NULL) RETURN RAW;
  PROCEDURE ENCRYPT(DST IN OUT NOCOPY BLOB, SRC IN BLOB, TYP IN PLS_INTEGER, KEY IN RAW, IV IN RAW DEFAULT NULL);
  PROCEDURE ENCRYPT(DST IN OUT NOCOPY BLOB, SRC IN CLOB, TYP IN PLS_INTEGER, KEY IN RAW, IV IN RAW DEFAULT NULL);
  PROCEDURE DECRYPT(DST IN OUT NOCOPY BLOB, SRC IN BLOB, TYP IN PLS_INTEGER, KEY IN RAW, IV IN RAW DEFAULT NULL);
  PROCEDURE DECRYPT(DST IN OUT NOCOPY CLOB, SRC IN BLOB, TYP IN PLS_INTEGER, KEY IN RAW, IV IN RAW DEFAULT NULL);
  FUNCTION RANDOMBYTES(NUMBER_BYTES IN PLS_INTEGER) RETURN RAW;
  FUNCTION RANDOMINTEGER RETURN BINARY_INTEGER;
  FUNCTION RANDOMNUMBER RETURN NUMBER;
END DBMS_CRYPTO;`;

const HASHES = [undefined, undefined, 'md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const MACS = [undefined, 'md5', 'sha1', 'sha256', 'sha384', 'sha512'];
const MOST_RANDOM_BYTES = 2000;

/** CLOBs are hashed in AL32UTF8. */
function bytesOf(value: Value | undefined): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Lob) return Buffer.isBuffer(value.content) ? value.content : Buffer.from(value.content);
  throw new OracleError(28231, 'no data passed to obfuscation toolkit');
}

function hash([source, type]: Value[]): NativeOutcome {
  const algorithm = HASHES[integerOf(type) ?? 0];
  if (algorithm === undefined) throw unsupported();
  return returns(createHash(algorithm).update(bytesOf(source)).digest());
}

function mac([source, type, key]: Value[]): NativeOutcome {
  const algorithm = MACS[integerOf(type) ?? 0];
  const secret = rawOf(key);
  if (algorithm === undefined) throw unsupported();
  if (secret === null) throw noKey();
  return returns(createHmac(algorithm, secret).update(bytesOf(source)).digest());
}

const KEY_BITS: Record<number, number> = { 6: 128, 7: 192, 8: 256 };
const CHAINING: Record<number, string> = { 256: 'cbc', 512: 'cfb', 768: 'ecb', 1024: 'ofb' };
const BLOCK_BYTES = 16;

/** Algorithm, chaining and padding of a cipher suite, which is the sum of its parts. */
function suiteOf(type: number): { name: string; padding: 'PKCS5' | 'NONE' | 'ZERO'; keyBytes: number } {
  const bits = KEY_BITS[type & 0xff];
  const chaining = CHAINING[type & 0xf00];
  if (bits === undefined || chaining === undefined) throw unimplemented('DBMS_CRYPTO with a cipher other than AES');
  const padding = ({ 4096: 'PKCS5', 8192: 'NONE', 12288: 'ZERO' } as const)[type & 0xf000];
  if (padding === undefined) throw unsupported();
  return { name: `aes-${bits}-${chaining}`, padding, keyBytes: bits / 8 };
}

function cipher([source, type, key, vector]: Value[], isEncryption: boolean): Buffer {
  const suite = suiteOf(integerOf(type) ?? 0);
  const secret = rawOf(key);
  if (secret === null) throw noKey();
  if (secret.length < suite.keyBytes) throw new OracleError(28234, 'key length too short');
  const usedKey = secret.subarray(0, suite.keyBytes);
  const iv = suite.name.endsWith('ecb') ? null : (rawOf(vector) ?? Buffer.alloc(BLOCK_BYTES));
  const data = bytesOf(source);
  const input = isEncryption && suite.padding === 'ZERO' ? zeroPadded(data) : data;
  const transform = isEncryption ? createCipheriv(suite.name, usedKey, iv) : createDecipheriv(suite.name, usedKey, iv);
  transform.setAutoPadding(suite.padding === 'PKCS5');
  try {
    return Buffer.concat([transform.update(input), transform.final()]);
  } catch (cause) {
    throw new OracleError(28817, 'PL/SQL function returned an error.', { cause });
  }
}

/** The first overload is a function of RAWs; the others put what it returns into a LOB. */
async function transformed(call: NativeCall, inputs: Value[], isEncryption: boolean): Promise<NativeOutcome> {
  if (call.overload === 1) return returns(cipher(inputs, isEncryption));
  const [target, ...rest] = inputs;
  const lob = lobArgument(target);
  const result = cipher(rest, isEncryption);
  await writeContent(call.sql, lob, lob.kind === 'BLOB' ? result : result.toString('utf8'));
  return outputs({ 0: lob });
}

function zeroPadded(data: Buffer): Buffer {
  return Buffer.concat([data, Buffer.alloc((BLOCK_BYTES - (data.length % BLOCK_BYTES)) % BLOCK_BYTES)]);
}

function unsupported(): OracleError {
  return new OracleError(28827, 'invalid cipher type passed');
}

function noKey(): OracleError {
  return new OracleError(28239, 'no key provided');
}

export const DBMS_CRYPTO: NativePackage = {
  name: 'DBMS_CRYPTO',
  specification: SPECIFICATION,
  isRestricted: true,
  subprograms: {
    HASH: (_call, inputs) => hash(inputs),
    MAC: (_call, inputs) => mac(inputs),
    ENCRYPT: (call, inputs) => transformed(call, inputs, true),
    DECRYPT: (call, inputs) => transformed(call, inputs, false),
    RANDOMBYTES: (_call, [count]) => {
      const number = integerOf(count) ?? 0;
      if (number < 1 || number > MOST_RANDOM_BYTES) throw valueError();
      return returns(randomBytes(number));
    },
    RANDOMINTEGER: () => returns(randomBytes(4).readInt32BE()),
    RANDOMNUMBER: () => returns(new Decimal(`0x${randomBytes(16).toString('hex')}`)),
  },
};
