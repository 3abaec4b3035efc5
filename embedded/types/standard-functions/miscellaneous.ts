import { createHash, randomBytes } from 'node:crypto';
import type { ScalarType } from '../data-type.ts';
import { NUMBER, VARCHAR2 } from '../data-type.ts';
import { dumpValue, internalBytes } from '../internal-form.ts';
import { Decimal } from '../number.ts';
import { OracleError, unimplemented } from '../oracle-error.ts';
import type { StandardFunction } from '../standard-function.ts';
import { Lob } from '../values.ts';
import { define, type Inputs, sqlOnly } from './define.ts';

const HASHES: Record<string, string> = {
  SHA1: 'sha1',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
  MD5: 'md5',
};

function standardHash(inputs: Inputs): Buffer {
  const method = inputs.isGiven(1) ? (inputs.text(1) ?? '').toUpperCase() : 'SHA1';
  const algorithm = HASHES[method];
  if (algorithm === undefined) throw new OracleError(1760, 'illegal argument for function');
  return createHash(algorithm).update(bytesOf(inputs)).digest();
}

function bytesOf(inputs: Inputs): Buffer {
  const value = inputs.value(0);
  return value === null ? Buffer.alloc(0) : internalBytes(value, inputs.type(0));
}

/** ORA_HASH(expr, max_bucket, seed): spreads over 0..max_bucket. The numbers are not those of a real server. */
function bucketHash(inputs: Inputs): Decimal | null {
  const most = inputs.integer(1, 4_294_967_295);
  const seed = inputs.integer(2, 0);
  if (most === null || seed === null) return null;
  const digest = createHash('sha1').update(`${seed}\n`).update(bytesOf(inputs)).digest();
  return new Decimal(digest.readUInt32BE(0) % (most + 1));
}

function dump(inputs: Inputs): string | null {
  const value = inputs.value(0);
  if (value === null) return 'NULL';
  const notation = inputs.integer(1, 10) ?? 10;
  const start = inputs.integer(2, 1) ?? 1;
  const length = inputs.integer(3, Number.MAX_SAFE_INTEGER) ?? 0;
  if (![8, 10, 16, 17].includes(notation) || start < 1) throw unimplemented('DUMP with this format');
  return dumpValue(value, inputs.type(0), notation, start, length);
}

function contextValue(inputs: Inputs): string | null {
  const namespace = inputs.text(0);
  const name = inputs.text(1);
  if (namespace === null || name === null) return null;
  const value = inputs.context.contextValue(namespace.toUpperCase(), name.toUpperCase());
  const limit = inputs.integer(2, 256) ?? 256;
  return value === null || value === '' ? null : value.slice(0, limit);
}

const emptyLob = (kind: 'CLOB' | 'BLOB'): StandardFunction =>
  define(`EMPTY_${kind}`, [0, 0], { kind }, () => new Lob(kind, kind === 'CLOB' ? '' : Buffer.alloc(0)));

/** CHAR_CS and NCHAR_CS are the database's own. */
const CHARACTER_SET_IDS: Record<string, number> = {
  AL32UTF8: 873,
  UTF8: 871,
  US7ASCII: 1,
  WE8ISO8859P1: 31,
  WE8ISO8859P15: 46,
  WE8MSWIN1252: 178,
  AL16UTF16: 2000,
  CHAR_CS: 873,
  NCHAR_CS: 2000,
};

const NAME: ScalarType = { ...VARCHAR2, length: 128 };

export const MISCELLANEOUS_FUNCTIONS: StandardFunction[] = [
  define('USER', [0, 0], NAME, ({ context }) => context.user),
  define('UID', [0, 0], NUMBER, ({ context }) => {
    const id = context.contextValue('USERENV', 'SESSION_USERID');
    return id === null ? null : new Decimal(id);
  }),
  define('SYS_CONTEXT', [2, 3], { ...VARCHAR2, length: 4000 }, contextValue),
  define('USERENV', [1, 1], { ...VARCHAR2, length: 64 }, (inputs) => {
    const name = inputs.text(0)?.toUpperCase();
    return name === undefined ? null : inputs.context.contextValue('USERENV', name);
  }),
  define('SYS_GUID', [0, 0], { kind: 'RAW', length: 16 }, () => randomBytes(16)),
  emptyLob('CLOB'),
  emptyLob('BLOB'),
  sqlOnly(
    define('STANDARD_HASH', [1, 2], { kind: 'RAW', length: 64 }, (inputs) =>
      inputs.value(0) === null ? null : standardHash(inputs),
    ),
  ),
  define('NLS_CHARSET_ID', [1, 1], NUMBER, (inputs) => {
    const id = CHARACTER_SET_IDS[inputs.text(0)?.toUpperCase() ?? ''];
    return id === undefined ? null : new Decimal(id);
  }),
  define('NLS_CHARSET_NAME', [1, 1], NAME, (inputs) => {
    const id = inputs.integer(0, 0);
    return Object.entries(CHARACTER_SET_IDS).find(([, known]) => known === id)?.[0] ?? null;
  }),
  sqlOnly(define('ORA_HASH', [1, 3], NUMBER, bucketHash)),
  sqlOnly(
    define('VSIZE', [1, 1], NUMBER, (inputs) =>
      inputs.value(0) === null ? null : new Decimal(bytesOf(inputs).length),
    ),
  ),
  sqlOnly(define('DUMP', [1, 4], { ...VARCHAR2, length: 4000 }, dump)),
];
