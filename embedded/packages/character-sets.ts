import { OracleError } from '../types/oracle-error.ts';

/** Character sets by Oracle's number and name, for conversions between CLOB and BLOB and for UTL_I18N and NLS_CHARSET_ID. */
type CharacterSet = {
  id: number;
  name: string;
  encoding: 'utf8' | 'utf16le' | 'utf16be' | 'latin1' | 'windows-1252' | 'ascii';
};

const CHARACTER_SETS: CharacterSet[] = [
  { id: 873, name: 'AL32UTF8', encoding: 'utf8' },
  { id: 871, name: 'UTF8', encoding: 'utf8' },
  { id: 1, name: 'US7ASCII', encoding: 'ascii' },
  { id: 31, name: 'WE8ISO8859P1', encoding: 'latin1' },
  { id: 178, name: 'WE8MSWIN1252', encoding: 'windows-1252' },
  { id: 2000, name: 'AL16UTF16', encoding: 'utf16be' },
  { id: 2002, name: 'AL16UTF16LE', encoding: 'utf16le' },
];

/** 0 is the database's own. Throws ORA-01482 for one that is not known. */
export function characterSetById(id: number): CharacterSet {
  return known(CHARACTER_SETS.find((set) => set.id === (id === 0 ? 873 : id)));
}

export function characterSetByName(name: string | null): CharacterSet {
  const wanted = (name ?? 'AL32UTF8').toUpperCase();
  return known(CHARACTER_SETS.find((set) => set.name === wanted));
}

function known(set: CharacterSet | undefined): CharacterSet {
  if (set === undefined) throw new OracleError(1482, 'unsupported character set');
  return set;
}

export function encodeText(text: string, { encoding }: CharacterSet): Buffer {
  switch (encoding) {
    case 'utf16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'ascii':
      return Buffer.from(text.replace(/[^\0-\x7f]/gu, '?'), 'latin1');
    case 'latin1':
      return Buffer.from(text.replace(/[^\0-\xff]/gu, '¿'), 'latin1');
    case 'windows-1252':
      return Buffer.from([...text].map((character) => WINDOWS_1252_BYTES.get(character) ?? 0xbf));
    default:
      return Buffer.from(text, encoding);
  }
}

export function decodeText(bytes: Buffer, { encoding }: CharacterSet): string {
  if (encoding === 'utf16be')
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  if (encoding === 'windows-1252') return [...bytes].map((byte) => WINDOWS_1252_CHARACTERS[byte]).join('');
  return bytes.toString(encoding === 'ascii' ? 'latin1' : encoding);
}

/** Bytes 0x80 to 0x9F of Windows-1252; the rest is ISO 8859-1. Five of them mean nothing. */
const WINDOWS_1252_UPPER = [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'];
const WINDOWS_1252_CHARACTERS = Array.from(
  { length: 256 },
  (_, byte) => WINDOWS_1252_UPPER[byte - 0x80] ?? String.fromCharCode(byte),
);
const WINDOWS_1252_BYTES = new Map(WINDOWS_1252_CHARACTERS.map((character, byte) => [character, byte] as const));
