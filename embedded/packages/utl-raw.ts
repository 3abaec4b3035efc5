import { decodeNumber, encodeNumber } from '../ttc/data-types/number-codec.ts';
import { valueError } from '../types/convert-scalar.ts';
import { Decimal } from '../types/number.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import { characterSetByName, decodeText, encodeText } from './character-sets.ts';
import type { NativeOutcome, NativePackage, NativeSubprogram } from './native-package.ts';
import { decimalOf, integerOf, rawOf, returns, textOf } from './native-values.ts';

const CONCAT_PARAMETERS = Array.from({ length: 12 }, (_, index) => `R${index + 1} IN RAW DEFAULT NULL`).join(', ');

const SPECIFICATION = `PACKAGE UTL_RAW AS
  BIG_ENDIAN CONSTANT PLS_INTEGER := 1;
  LITTLE_ENDIAN CONSTANT PLS_INTEGER := 2;
  MACHINE_ENDIAN CONSTANT PLS_INTEGER := 3;
  FUNCTION CONCAT(${CONCAT_PARAMETERS}) RETURN RAW;
  FUNCTION CAST_TO_RAW(C IN VARCHAR2) RETURN RAW;
  FUNCTION CAST_TO_VARCHAR2(R IN RAW) RETURN VARCHAR2;
  FUNCTION CAST_TO_NVARCHAR2(R IN RAW) RETURN NVARCHAR2;
  FUNCTION LENGTH(R IN RAW) RETURN NUMBER;
  FUNCTION SUBSTR(R IN RAW, POS IN BINARY_INTEGER, LEN IN BINARY_INTEGER DEFAULT NULL) RETURN RAW;
  FUNCTION TRANSLATE(R IN RAW, FROM_SET IN RAW, TO_SET IN RAW) RETURN RAW;
  FUNCTION TRANSLITERATE(R IN RAW, TO_SET IN RAW DEFAULT NULL, FROM_SET IN RAW DEFAULT NULL, PAD IN RAW DEFAULT NULL) RETURN RAW;
  FUNCTION OVERLAY(OVERLAY_STR IN RAW, TARGET IN RAW, POS IN BINARY_INTEGER DEFAULT 1, LEN IN BINARY_INTEGER DEFAULT NULL, PAD IN RAW DEFAULT NULL) RETURN RAW;
  FUNCTION COPIES(R IN RAW, N IN NUMBER) RETURN RAW;
  FUNCTION XRANGE(START_BYTE IN RAW DEFAULT NULL, END_BYTE IN RAW DEFAULT NULL) RETURN RAW;
  FUNCTION REVERSE(R IN RAW) RETURN RAW;
  FUNCTION COMPARE(R1 IN RAW, R2 IN RAW, PAD IN RAW DEFAULT NULL) RETURN NUMBER;
  FUNCTION CONVERT(R IN RAW, TO_CHARSET IN VARCHAR2, FROM_CHARSET IN VARCHAR2) RETURN RAW;
  FUNCTION BIT_AND(R1 IN RAW, R2 IN RAW) RETURN RAW;
  FUNCTION BIT_OR(R1 IN RAW, R2 IN RAW) RETURN RAW;
  FUNCTION BIT_XOR(R1 IN RAW, R2 IN RAW) RETURN RAW;
  FUNCTION BIT_COMPLEMENT(R IN RAW) RETURN RAW;
  FUNCTION CAST_TO_NUMBER(R IN RAW) RETURN NUMBER;
  FUNCTION CAST_FROM_NUMBER(N IN NUMBER) RETURN RAW;
  FUNCTION CAST_TO_BINARY_INTEGER(R IN RAW, ENDIANESS IN PLS_INTEGER DEFAULT 1) RETURN BINARY_INTEGER;
  FUNCTION CAST_FROM_BINARY_INTEGER(N IN BINARY_INTEGER, ENDIANESS IN PLS_INTEGER DEFAULT 1) RETURN RAW;
END UTL_RAW;`;

const LITTLE_ENDIAN = 2;

/** A function that is NULL where its first argument is. */
const ofRaw =
  (run: (raw: Buffer, inputs: Value[]) => Value | number): NativeSubprogram =>
  (_call, inputs) => {
    const raw = rawOf(inputs[0]);
    return returns(raw === null ? null : run(raw, inputs));
  };

/** What the longer one has more is kept as it is. */
function combine([left, right]: Value[], operate: (a: number, b: number) => number): NativeOutcome {
  const [a, b] = [rawOf(left), rawOf(right)];
  if (a === null || b === null) return returns(null);
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const result = Buffer.from(longer);
  for (const [index, byte] of shorter.entries()) result[index] = operate(byte, longer[index] ?? 0);
  return returns(result);
}

function substring(raw: Buffer, [, position, length]: Value[]): Buffer {
  const start = integerOf(position) ?? 0;
  const from = start > 0 ? start - 1 : raw.length + start;
  const count = integerOf(length) ?? raw.length - from;
  if (start === 0 || from < 0 || from >= raw.length || count < 1 || from + count > raw.length) throw valueError();
  return raw.subarray(from, from + count);
}

/** 0 where equal, else the first position that differs; the shorter one is padded. */
function compare([left, right, padding]: Value[]): NativeOutcome {
  const [a, b] = [rawOf(left) ?? Buffer.alloc(0), rawOf(right) ?? Buffer.alloc(0)];
  const pad = rawOf(padding)?.[0] ?? 0;
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    if ((a[index] ?? pad) !== (b[index] ?? pad)) return returns(index + 1);
  }
  return returns(0);
}

/** Bytes of FROM_SET become those of TO_SET; without a counterpart they go. */
function translate(raw: Buffer, [, from, to]: Value[]): Buffer {
  const source = rawOf(from) ?? Buffer.alloc(0);
  const target = rawOf(to) ?? Buffer.alloc(0);
  return Buffer.from(
    [...raw].flatMap((byte) => {
      const index = source.indexOf(byte);
      if (index < 0) return [byte];
      const mapped = target[index];
      return mapped === undefined ? [] : [mapped];
    }),
  );
}

/** As TRANSLATE, with a byte to pad TO_SET with; FROM_SET is all bytes where it is missing. */
function transliterate(raw: Buffer, [, to, from, padding]: Value[]): Buffer {
  const source = rawOf(from) ?? Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const target = rawOf(to) ?? Buffer.alloc(0);
  const pad = rawOf(padding)?.[0] ?? 0;
  return Buffer.from(
    [...raw].map((byte) => {
      const index = source.indexOf(byte);
      return index < 0 ? byte : (target[index] ?? pad);
    }),
  );
}

function overlay([overlayText, target, position, length, padding]: Value[]): NativeOutcome {
  const data = rawOf(overlayText);
  const base = rawOf(target);
  const start = (integerOf(position) ?? 1) - 1;
  if (data === null || base === null || start < 0) throw valueError();
  const pad = rawOf(padding)?.[0] ?? 0;
  const count = integerOf(length) ?? data.length;
  const piece = Buffer.alloc(count, pad);
  data.copy(piece, 0, 0, count);
  const head = Buffer.alloc(start, pad);
  base.copy(head, 0, 0, start);
  return returns(Buffer.concat([head, piece, base.subarray(Math.min(base.length, start + count))]));
}

function range([first, last]: Value[]): NativeOutcome {
  const from = rawOf(first)?.[0] ?? 0;
  const to = rawOf(last)?.[0] ?? 255;
  const count = ((to - from + 256) % 256) + 1;
  return returns(Buffer.from(Array.from({ length: count }, (_, index) => (from + index) % 256)));
}

function toInteger(raw: Buffer, [, endianness]: Value[]): number {
  if (raw.length > 4) throw valueError();
  const ordered = integerOf(endianness) === LITTLE_ENDIAN ? Buffer.from(raw).reverse() : raw;
  return Buffer.concat([Buffer.alloc(4 - raw.length), ordered]).readInt32BE();
}

function fromInteger([value, endianness]: Value[]): NativeOutcome {
  const number = integerOf(value);
  if (number === null) return returns(null);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(number);
  return returns(integerOf(endianness) === LITTLE_ENDIAN ? bytes.reverse() : bytes);
}

function toNumber(raw: Buffer): Decimal {
  const number = decodeNumber(raw);
  if (number === undefined) throw valueError();
  return number;
}

function fromNumber([value]: Value[]): NativeOutcome {
  const number = decimalOf(value);
  return returns(number === null ? null : encodeNumber(number));
}

function convert(raw: Buffer, [, to, from]: Value[]): Buffer {
  // Names may be LANGUAGE_TERRITORY.CHARSET.
  const name = (value: Value | undefined) => textOf(value)?.split('.').at(-1) ?? null;
  return encodeText(decodeText(raw, characterSetByName(name(from))), characterSetByName(name(to)));
}

function copies(raw: Buffer, [, count]: Value[]): Buffer {
  const number = integerOf(count) ?? 0;
  if (number < 1) throw valueError();
  if (raw.length * number > 32_767)
    throw new OracleError(6502, 'PL/SQL: numeric or value error: raw variable length too long');
  return Buffer.concat(Array.from({ length: number }, () => raw));
}

export const UTL_RAW: NativePackage = {
  name: 'UTL_RAW',
  specification: SPECIFICATION,
  subprograms: {
    CONCAT: (_call, inputs) => returns(Buffer.concat(inputs.flatMap((input) => rawOf(input) ?? []))),
    CAST_TO_RAW: (_call, [text]) => returns(typeof text === 'string' ? Buffer.from(text, 'utf8') : null),
    CAST_TO_VARCHAR2: ofRaw((raw) => raw.toString('utf8')),
    CAST_TO_NVARCHAR2: ofRaw((raw) => decodeText(raw, characterSetByName('AL16UTF16'))),
    LENGTH: ofRaw((raw) => raw.length),
    SUBSTR: ofRaw(substring),
    TRANSLATE: ofRaw(translate),
    TRANSLITERATE: ofRaw(transliterate),
    OVERLAY: (_call, inputs) => overlay(inputs),
    COPIES: ofRaw(copies),
    XRANGE: (_call, inputs) => range(inputs),
    REVERSE: ofRaw((raw) => Buffer.from(raw).reverse()),
    COMPARE: (_call, inputs) => compare(inputs),
    CONVERT: ofRaw(convert),
    BIT_AND: (_call, inputs) => combine(inputs, (a, b) => a & b),
    BIT_OR: (_call, inputs) => combine(inputs, (a, b) => a | b),
    BIT_XOR: (_call, inputs) => combine(inputs, (a, b) => a ^ b),
    BIT_COMPLEMENT: ofRaw((raw) => Buffer.from(raw.map((byte) => ~byte & 0xff))),
    CAST_TO_NUMBER: ofRaw(toNumber),
    CAST_FROM_NUMBER: (_call, inputs) => fromNumber(inputs),
    CAST_TO_BINARY_INTEGER: ofRaw((raw, inputs) => new Decimal(toInteger(raw, inputs))),
    CAST_FROM_BINARY_INTEGER: (_call, inputs) => fromInteger(inputs),
  },
};
