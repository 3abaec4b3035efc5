import { DATE, NUMBER, type ScalarType } from '../../types/data-type.ts';
import { findStandardFunction } from '../../types/standard-functions.ts';
import { NO_NAMES } from './compile-context.ts';
import { convertTo, toInt, toNumber, toNumeric } from './convert.ts';
import { at, type CallSite, type FunctionRules, rule } from './function-rule.ts';
import { roundDatetime } from './functions-datetime.ts';
import { commonGreatestType } from './greatest.ts';
import { nullSql } from './literals.ts';
import type { Scope } from './scope.ts';
import { compileEvaluated } from './stored-function.ts';
import { isBinaryFloating, isDatetime, isFixedCharacter } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** Numeric functions. BINARY_FLOAT and BINARY_DOUBLE stay what they are; all else is NUMBER. */

function numeric(name: string) {
  return rule(1, 1, (inputs, { nls, pos }) => {
    const value = toNumeric(at(inputs, 0), nls);
    const type: ScalarType = isBinaryFloating(value.type) ? value.type : NUMBER;
    return typed(`${name}(${value.sql})`, type, { pos, isNullable: value.isNullable });
  });
}

/** The value with all digits of a NUMBER, where the arguments are the same for every row. */
function exactConstant(name: string, values: TypedSql[], scope: Scope, pos: number): TypedSql | undefined {
  // A CHECK condition or a virtual column is PostgreSQL's own to compute.
  const isStoredExpression = scope.context.plsql === undefined && scope.context.names === NO_NAMES;
  if (isStoredExpression || values.some((value) => value.isRowDependent)) return undefined;
  const standard = findStandardFunction(name.toUpperCase());
  return standard === undefined ? undefined : compileEvaluated(standard, values, scope, pos);
}

/** Functions that PostgreSQL has in double precision only. */
function trigonometric(name: string) {
  return rule(1, 1, (inputs, { nls, pos, scope }) => {
    const value = toNumeric(at(inputs, 0), nls);
    const exact = isBinaryFloating(value.type) ? undefined : exactConstant(name, [value], scope, pos);
    if (exact !== undefined) return exact;
    if (isBinaryFloating(value.type))
      return typed(`${name}((${value.sql})::float8)`, { kind: 'BINARY_DOUBLE' }, { pos });
    return typed(`ora.double_number(ora.${name}(${value.sql}))`, NUMBER, { pos });
  });
}

function runtime(name: string, min: number, max: number) {
  return rule(min, max, (inputs, { nls, pos }) => {
    const values = inputs.map((input) => toNumber(input, nls).sql);
    return typed(`ora.${name}(${values.join(', ')})`, NUMBER, { pos });
  });
}

function roundOrTrunc(name: 'round' | 'trunc') {
  return rule(1, 2, (inputs, site) => {
    const { nls, pos } = site;
    const input = at(inputs, 0);
    if (isDatetime(input.type)) return roundDatetime(name, input, inputs[1], site);
    if (input.type.kind === 'NULL') return nullSql(pos, NUMBER);
    // TRUNC('…', 'MM') of a text: the format tells that a date is meant.
    if (inputs[1] !== undefined && isFixedCharacter(inputs[1].type) && !/^-?\d+$/.test(inputs[1].literal ?? '')) {
      return roundDatetime(name, convertTo(input, DATE, nls), inputs[1], site);
    }
    const value = toNumeric(input, nls);
    const places = inputs[1] === undefined ? undefined : toInt(at(inputs, 1), nls);
    if (isBinaryFloating(value.type)) {
      if (places === undefined) return typed(`${name}((${value.sql})::float8)`, { kind: 'BINARY_DOUBLE' }, { pos });
      return typed(
        `${name}(ora.double_number((${value.sql})::float8), ${places})::float8`,
        { kind: 'BINARY_DOUBLE' },
        { pos },
      );
    }
    const sql = places === undefined ? `${name}(${value.sql})` : `${name}(${value.sql}, ${places})`;
    return typed(sql, NUMBER, { pos, isNullable: inputs.some((candidate) => candidate.isNullable) });
  });
}

function extreme(name: 'greatest' | 'least') {
  return rule(1, Number.POSITIVE_INFINITY, (inputs, { nls, pos }) => {
    const type = commonGreatestType(inputs);
    const values = inputs.map((input) => convertTo(input, type, nls).sql);
    if (inputs.some((input) => input.type.kind === 'NULL')) return nullSql(pos, type);
    const nullable = inputs.flatMap((input, index) => (input.isNullable ? [`${values[index]} IS NULL`] : []));
    const call = `${name}(${values.join(', ')})`;
    // PostgreSQL ignores NULLs here, Oracle does not.
    if (nullable.length === 0) return typed(call, type, { pos, isNullable: false });
    return typed(`(CASE WHEN ${nullable.join(' OR ')} THEN NULL ELSE ${call} END)`, type, { pos });
  });
}

function compileMod(inputs: TypedSql[], { nls, pos }: CallSite): TypedSql {
  const [left, right] = inputs.map((input) => toNumber(input, nls)) as [TypedSql, TypedSql];
  if (right.literal !== undefined && Number(right.literal) !== 0)
    return typed(`mod(${left.sql}, ${right.sql})`, NUMBER, { pos });
  return typed(`ora.mod(${left.sql}, ${right.sql})`, NUMBER, { pos });
}

export const NUMBER_FUNCTIONS: FunctionRules = {
  ABS: numeric('abs'),
  CEIL: numeric('ceil'),
  FLOOR: numeric('floor'),
  SIGN: numeric('sign'),
  ROUND: roundOrTrunc('round'),
  TRUNC: roundOrTrunc('trunc'),
  MOD: rule(2, 2, compileMod),
  REMAINDER: runtime('remainder', 2, 2),
  POWER: runtime('power', 2, 2),
  SQRT: runtime('sqrt', 1, 1),
  EXP: runtime('exp', 1, 1),
  LN: runtime('ln', 1, 1),
  LOG: runtime('log', 2, 2),
  SIN: trigonometric('sin'),
  COS: trigonometric('cos'),
  TAN: trigonometric('tan'),
  ASIN: trigonometric('asin'),
  ACOS: trigonometric('acos'),
  ATAN: trigonometric('atan'),
  SINH: trigonometric('sinh'),
  COSH: trigonometric('cosh'),
  TANH: trigonometric('tanh'),
  ATAN2: rule(2, 2, (inputs, { nls, pos, scope }) => {
    const values = inputs.map((input) => toNumeric(input, nls));
    const isExact = !values.some((value) => isBinaryFloating(value.type));
    const exact = isExact ? exactConstant('ATAN2', values, scope, pos) : undefined;
    if (exact !== undefined) return exact;
    const [y, x] = inputs.map((input) => `(${toNumeric(input, nls).sql})::float8`);
    return typed(`ora.double_number(atan2(${y}, ${x}))`, NUMBER, { pos });
  }),
  BITAND: runtime('bitand', 2, 2),
  WIDTH_BUCKET: rule(4, 4, (inputs, { nls, pos }) => {
    const [value, low, high] = inputs.slice(0, 3).map((input) => toNumber(input, nls).sql);
    return typed(`width_bucket(${value}, ${low}, ${high}, ${toInt(at(inputs, 3), nls)})::numeric`, NUMBER, { pos });
  }),
  NANVL: rule(2, 2, (inputs, { nls, pos }) => {
    const [value, other] = inputs.map((input) => toNumeric(input, nls)) as [TypedSql, TypedSql];
    if (!isBinaryFloating(value.type)) return value;
    const replacement = convertTo(other, value.type, nls).sql;
    return typed(`(CASE WHEN ${value.sql} = 'NaN' THEN ${replacement} ELSE ${value.sql} END)`, value.type, { pos });
  }),
  GREATEST: extreme('greatest'),
  LEAST: extreme('least'),
};
