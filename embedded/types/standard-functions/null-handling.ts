import { convertValue } from '../conversion.ts';
import type { DataType, ScalarType } from '../data-type.ts';
import { NUMBER, VARCHAR2 } from '../data-type.ts';
import { compareValues } from '../operators.ts';
import type { StandardFunction } from '../standard-function.ts';
import type { ScalarValue } from '../values.ts';
import { define, type Inputs, isCharacterType, isNational, sqlOnly } from './define.ts';

/** NVL, COALESCE, GREATEST and the like: functions whose result has the type of some argument. */

const NUMERIC_RANK = ['PLS_INTEGER', 'NUMBER', 'BINARY_FLOAT', 'BINARY_DOUBLE'];

/**
 * The common type of alternatives (NVL, COALESCE, CASE, DECODE, GREATEST): numbers take the widest kind, texts VARCHAR2 with the longest
 * length, everything else follows the first that is not NULL.
 */
export function commonType(types: DataType[]): ScalarType {
  const known = types.filter((type) => type.kind !== 'NULL');
  const [first] = known;
  if (first === undefined) return { kind: 'NULL' };
  if (NUMERIC_RANK.includes(first.kind)) {
    const ranks = known.map((type) => NUMERIC_RANK.indexOf(type.kind));
    const widest = NUMERIC_RANK[Math.max(1, ...ranks)];
    return widest === 'BINARY_FLOAT' || widest === 'BINARY_DOUBLE' ? { kind: widest } : NUMBER;
  }
  if (isCharacterType(first)) return commonCharacterType(known);
  return first as ScalarType;
}

function commonCharacterType(types: DataType[]): ScalarType {
  const lob = types.find((type) => type.kind === 'CLOB' || type.kind === 'NCLOB');
  if (lob !== undefined) return lob as ScalarType;
  const texts = types.filter(isCharacterType);
  const isFixed = texts.every((type) => type.kind === 'CHAR' && type.length === texts[0]?.length);
  if (isFixed && texts.length === types.length && texts[0] !== undefined) return texts[0];
  const lengths = texts.map((type) => type.length);
  const length =
    texts.length < types.length || lengths.includes(undefined) ? undefined : Math.max(...lengths.map(Number));
  const kind = texts.some(isNational) ? 'NVARCHAR2' : 'VARCHAR2';
  const unit = kind === 'NVARCHAR2' || texts.some((type) => type.unit === 'CHAR') ? 'CHAR' : 'BYTE';
  return { kind, length, unit };
}

/** Argument `index` converted to the common type of the arguments `members`. */
function asCommon(inputs: Inputs, index: number, members: number[]): ScalarValue {
  const type = commonType(members.map((member) => inputs.type(member)));
  return convertValue(inputs.value(index), inputs.type(index), type, inputs.context);
}

function firstNotNull(inputs: Inputs): ScalarValue {
  const indexes = inputs.values.map((_, index) => index);
  const found = indexes.find((index) => inputs.value(index) !== null);
  return found === undefined ? null : asCommon(inputs, found, indexes);
}

/** Texts compare unpadded; everything is compared as the first argument's type. */
function extreme(inputs: Inputs, sign: 1 | -1): ScalarValue {
  if (inputs.values.includes(null)) return null;
  const type = commonType(inputs.values.map((_, index) => inputs.type(index)));
  let best: ScalarValue = null;
  for (const [index, value] of inputs.values.entries()) {
    const candidate = convertValue(value, inputs.type(index), type, inputs.context);
    const order = best === null ? 1 : compareValues(candidate, type, best, type, inputs.context);
    if (best === null || (order !== null && order * sign > 0)) best = candidate;
  }
  return best;
}

function isEqual(inputs: Inputs, left: number, right: number): boolean {
  return (
    compareValues(inputs.value(left), inputs.type(left), inputs.value(right), inputs.type(right), inputs.context) === 0
  );
}

/** DECODE(expr, search, result, … [, default]); NULL equals NULL here. */
function decode(inputs: Inputs): ScalarValue {
  const results = inputs.values.map((_, index) => index).filter((index) => isDecodeResult(index, inputs.count));
  for (let index = 1; index + 1 < inputs.count; index += 2) {
    const bothNull = inputs.value(0) === null && inputs.value(index) === null;
    if (bothNull || isEqual(inputs, 0, index)) return asCommon(inputs, index + 1, results);
  }
  return inputs.count % 2 === 0 ? asCommon(inputs, inputs.count - 1, results) : null;
}

function isDecodeResult(index: number, count: number): boolean {
  return index >= 2 && (index % 2 === 0 || (index === count - 1 && count % 2 === 0));
}

/** The first result decides; where it is NULL or a text it is VARCHAR2. */
function decodeType(types: DataType[]): ScalarType {
  const results = types.filter((_, index) => isDecodeResult(index, types.length));
  return results[0]?.kind === 'NULL' ? VARCHAR2 : commonType(results);
}

export const NULL_FUNCTIONS: StandardFunction[] = [
  define('NVL', [2, 2], commonType, firstNotNull),
  define('COALESCE', [2, Number.POSITIVE_INFINITY], commonType, firstNotNull),
  sqlOnly(
    define(
      'NVL2',
      [3, 3],
      (types) => commonType(types.slice(1)),
      (inputs) => asCommon(inputs, inputs.value(0) === null ? 2 : 1, [1, 2]),
    ),
  ),
  define(
    'NULLIF',
    [2, 2],
    (types) => types[0] as ScalarType,
    (inputs) => (isEqual(inputs, 0, 1) ? null : inputs.value(0)),
  ),
  define('GREATEST', [1, Number.POSITIVE_INFINITY], commonType, (inputs) => extreme(inputs, 1)),
  define('LEAST', [1, Number.POSITIVE_INFINITY], commonType, (inputs) => extreme(inputs, -1)),
  sqlOnly(define('DECODE', [3, 255], decodeType, decode)),
];
