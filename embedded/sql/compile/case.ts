import type { Expression } from '../../syntax/ast/expression.ts';
import type { ScalarType } from '../../types/data-type.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { compareSql, compileCondition } from './condition.ts';
import { convertTo, inconsistentTypes } from './convert.ts';
import { compileExpression } from './expression.ts';
import { nullSql } from './literals.ts';
import type { Scope } from './scope.ts';
import { classOf, isBinaryFloating, isCharacter, isCharacterLob, varchar } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** CASE, both forms. Throws ORA-00932 where the results are of different families. */
export function compileCase(expression: Extract<Expression, { kind: 'case' }>, scope: Scope): TypedSql {
  const { nls } = scope.context;
  const operand = expression.operand === undefined ? undefined : compileExpression(expression.operand, scope);
  const conditions = expression.branches.map((branch) =>
    operand === undefined
      ? compileCondition(branch.when, scope)
      : compareSql('=', operand, compileExpression(branch.when, scope), nls),
  );
  const results = expression.branches.map((branch) => compileExpression(branch.then, scope));
  const otherwise =
    expression.otherwise === undefined ? nullSql(expression.pos) : compileExpression(expression.otherwise, scope);
  const type = commonType([...results, otherwise]);
  const branches = conditions.map((condition, index) => {
    const result = results[index] ?? otherwise;
    return `WHEN ${condition} THEN ${convertTo(result, type, nls).sql}`;
  });
  const sql = `(CASE ${branches.join(' ')} ELSE ${convertTo(otherwise, type, nls).sql} END)`;
  if (results.every((result) => result.type.kind === 'NULL') && otherwise.type.kind === 'NULL')
    return nullSql(expression.pos);
  const isNullable = otherwise.isNullable || results.some((result) => result.isNullable);
  return typed(sql, type, { pos: expression.pos, isNullable });
}

/** The one type of values that must belong to one family (CASE, COALESCE, set operators). Throws ORA-00932 at the first that does not. */
export function commonType(values: TypedSql[]): ScalarType {
  let common: ScalarType | undefined;
  for (const { type, pos } of values) {
    if (type.kind === 'NULL') continue;
    const merged = common === undefined ? resultForm(type) : mergeTypes(common, type);
    if (merged === undefined) throw inconsistentTypes(common ?? type, type, pos);
    common = merged;
  }
  return common ?? { kind: 'NULL' };
}

/** What a value's type becomes as the result of a choice: a literal's CHAR is no reason to pad others. */
function resultForm(type: ScalarType): ScalarType {
  return type.kind === 'PLS_INTEGER' ? { kind: 'NUMBER' } : type;
}

/** The type that holds values of both, or undefined where they are of different families. */
export function mergeTypes(left: ScalarType, right: ScalarType): ScalarType | undefined {
  if (left.kind === 'NULL') return right;
  if (right.kind === 'NULL') return left;
  if (isCharacter(left) && isCharacter(right)) {
    const isKnown = left.length !== undefined && right.length !== undefined;
    const length = isKnown ? Math.max(left.length ?? 0, right.length ?? 0) : undefined;
    if (left.kind === right.kind && left.length === right.length) return left;
    if (left.kind.startsWith('N') || right.kind.startsWith('N')) return { kind: 'NVARCHAR2', unit: 'CHAR', length };
    return varchar(length);
  }
  if (classOf(left) === 'numeric' && classOf(right) === 'numeric') {
    if (left.kind === 'BINARY_DOUBLE' || right.kind === 'BINARY_DOUBLE') return { kind: 'BINARY_DOUBLE' };
    if (isBinaryFloating(left) || isBinaryFloating(right)) return { kind: 'BINARY_FLOAT' };
    const isSame =
      left.kind === 'NUMBER' &&
      right.kind === 'NUMBER' &&
      left.precision === right.precision &&
      left.scale === right.scale;
    return isSame ? left : { kind: 'NUMBER' };
  }
  if (classOf(left) === 'datetime' && classOf(right) === 'datetime') return mergeDatetimes(left, right);
  if (classOf(left) === 'interval' && left.kind === right.kind) return left;
  if ((isCharacterLob(left) && isCharacter(right)) || (isCharacter(left) && isCharacterLob(right)))
    return { kind: 'CLOB' };
  if (classOf(left) === 'rowid' && isCharacter(right)) return varchar(right.length);
  if (isCharacter(left) && classOf(right) === 'rowid') return varchar(left.length);
  if (classOf(left) === 'raw' && classOf(right) === 'raw') return { kind: 'RAW' };
  return classOf(left) === classOf(right) && left.kind === right.kind ? left : undefined;
}

const DATETIME_RANK = ['DATE', 'TIMESTAMP', 'TIMESTAMP WITH LOCAL TIME ZONE', 'TIMESTAMP WITH TIME ZONE'];

function mergeDatetimes(left: ScalarType, right: ScalarType): ScalarType {
  const precision = Math.max(
    'precision' in left ? (left.precision ?? 0) : 0,
    'precision' in right ? (right.precision ?? 0) : 0,
  );
  const higher = DATETIME_RANK.indexOf(left.kind) >= DATETIME_RANK.indexOf(right.kind) ? left : right;
  return 'precision' in higher && higher.kind !== 'NUMBER' ? ({ ...higher, precision } as ScalarType) : higher;
}

/** DECODE: NULL equals NULL; the first search value decides how to compare, the first result the result's type. */
export function compileDecode(values: TypedSql[], nls: NlsSettings, pos: number): TypedSql {
  const [operand, ...rest] = values;
  if (operand === undefined || rest.length < 2)
    throw new OracleError(938, 'not enough arguments for function', { offset: pos });
  const pairs: { search: TypedSql; result: TypedSql }[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) {
    pairs.push({ search: rest[i] as TypedSql, result: rest[i + 1] as TypedSql });
  }
  const otherwise = rest.length % 2 === 1 ? (rest.at(-1) as TypedSql) : nullSql(pos);
  const type = decodeType([...pairs.map((pair) => pair.result), otherwise]);
  const compareType = comparisonType(
    operand,
    pairs.map((pair) => pair.search),
  );
  const subject = convertTo(operand, compareType, nls);
  const branches = pairs.map(({ search, result }) => {
    const value = convertTo(search, compareType, nls);
    const test =
      search.type.kind === 'NULL'
        ? `${subject.sql} IS NULL`
        : search.isNullable
          ? `${subject.sql} IS NOT DISTINCT FROM ${value.sql}`
          : `${subject.sql} = ${value.sql}`;
    return `WHEN ${test} THEN ${convertTo(result, type, nls).sql}`;
  });
  return typed(`(CASE ${branches.join(' ')} ELSE ${convertTo(otherwise, type, nls).sql} END)`, type, { pos });
}

/** The first result's family; others are converted to it. A NULL or a literal first makes it VARCHAR2 unless all are numbers. */
function decodeType(results: TypedSql[]): ScalarType {
  const first = results[0]?.type;
  if (first === undefined) return { kind: 'NULL' };
  if (first.kind === 'NULL') {
    const others = results.filter((result) => result.type.kind !== 'NULL');
    const same = others.reduce<ScalarType | undefined>(
      (common, { type }) => (common === undefined ? undefined : mergeTypes(common, type)),
      others[0]?.type ?? { kind: 'NULL' },
    );
    // Oracle takes VARCHAR2 for a NULL first result; numbers and dates keep their value that way only by their text.
    if (same !== undefined && isCharacter(same)) return same;
    return others.length === 0 ? { kind: 'NULL' } : varchar();
  }
  return results.reduce<ScalarType>((common, { type }) => mergeTypes(common, type) ?? common, resultForm(first));
}

function comparisonType(operand: TypedSql, searches: TypedSql[]): ScalarType {
  const first = searches.find((search) => search.type.kind !== 'NULL')?.type ?? operand.type;
  if (first.kind === 'NULL') return varchar();
  const merged = mergeTypes(first, operand.type);
  return merged === undefined || isCharacter(merged) ? (merged ?? first) : merged;
}

/** NVL: the first argument's family, the second converted to it. */
export function compileNvl(first: TypedSql, second: TypedSql, nls: NlsSettings, pos: number): TypedSql {
  const type = first.type.kind === 'NULL' ? second.type : nvlType(first.type, second.type);
  const values = [first, second].map((value) => convertTo(value, type, nls));
  return typed(`coalesce(${values.map((value) => value.sql).join(', ')})`, type, {
    pos,
    isNullable: first.isNullable && second.isNullable,
  });
}

export function nvlType(first: ScalarType, second: ScalarType): ScalarType {
  return mergeTypes(first, second) ?? (isCharacter(first) ? varchar() : first);
}
