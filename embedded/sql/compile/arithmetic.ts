import type { ArithmeticOperator, Expression } from '../../syntax/ast/expression.ts';
import type { NumberType, ScalarType } from '../../types/data-type.ts';
import { CLOB, DATE, NUMBER } from '../../types/data-type.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { convertTo, inconsistentTypes, toNumber, toNumeric, toText } from './convert.ts';
import { sessionZone } from './datetime-format.ts';
import { compileExpression } from './expression.ts';
import { nullSql } from './literals.ts';
import type { Scope } from './scope.ts';
import {
  classOf,
  displayName,
  isBinaryFloating,
  isCharacter,
  isCharacterLob,
  isDatetime,
  isInterval,
  isNumeric,
  isZonedTimestamp,
  varchar,
} from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';
import { variadicCall } from './variadic-call.ts';

const DAY_SECOND: ScalarType = { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: 9 };

export function compileBinary(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): TypedSql {
  if (expression.operator === '||') return compileConcatenation(expression, scope);
  if (expression.operator === '**') throw new OracleError(911, 'invalid character', { offset: expression.pos });
  const left = compileExpression(expression.left, scope);
  const right = compileExpression(expression.right, scope);
  return arithmetic(expression.operator, left, right, scope.context.nls, expression.pos);
}

/** Result type and text of `left operator right` ("Datetime/Interval Arithmetic", SQL Language Reference). */
export function arithmetic(
  operator: Exclude<ArithmeticOperator, '||' | '**'>,
  left: TypedSql,
  right: TypedSql,
  nls: NlsSettings,
  pos: number,
): TypedSql {
  const isTemporal = (value: TypedSql) => isDatetime(value.type) || isInterval(value.type);
  if (isTemporal(left) || isTemporal(right)) return temporal(operator, left, right, nls, pos);
  const a = toNumeric(left, nls);
  const b = toNumeric(right, nls);
  const isNullable = left.isNullable || right.isNullable;
  if (isBinaryFloating(a.type) || isBinaryFloating(b.type)) {
    const isDouble = a.type.kind === 'BINARY_DOUBLE' || b.type.kind === 'BINARY_DOUBLE';
    const type: ScalarType = { kind: isDouble ? 'BINARY_DOUBLE' : 'BINARY_FLOAT' };
    const x = convertTo(a, type, nls).sql;
    const y = convertTo(b, type, nls).sql;
    const sql =
      operator === '/' ? `ora.divide_double(${x}, ${y})${isDouble ? '' : '::float4'}` : `(${x} ${operator} ${y})`;
    return typed(sql, type, { pos, isNullable });
  }
  const sql = operator === '/' ? `ora.divide(${a.sql}, ${b.sql})` : `(${a.sql} ${operator} ${b.sql})`;
  return typed(sql, NUMBER, { pos, isNullable });
}

function temporal(
  operator: '+' | '-' | '*' | '/',
  left: TypedSql,
  right: TypedSql,
  nls: NlsSettings,
  pos: number,
): TypedSql {
  const at = { pos, isNullable: left.isNullable || right.isNullable };
  if (operator === '*' || operator === '/') return scaleInterval(operator, left, right, nls, at);
  if (isDatetime(left.type) && isDatetime(right.type)) {
    if (operator === '+') throw new OracleError(975, 'date + date not allowed', { offset: pos });
    return difference(left, right, nls, at);
  }
  if (isInterval(left.type) && isInterval(right.type)) {
    if (left.type.kind !== right.type.kind) throw inconsistentTypes(left.type, right.type, right.pos);
    return typed(`(${left.sql} ${operator} ${right.sql})`, widest(left.type), at);
  }
  if (isDatetime(right.type)) {
    if (operator === '-') throw inconsistentTypes('NUMBER', right.type, right.pos);
    return temporal('+', right, left, nls, pos);
  }
  if (!isDatetime(left.type)) return withInterval(operator, left, right, nls, at);
  if (isInterval(right.type)) {
    if (right.type.kind === 'INTERVAL YEAR TO MONTH') {
      return typed(`ora.add_interval_months(${left.sql}, ${operator === '-' ? '-' : ''}${right.sql})`, left.type, at);
    }
    const sum = `(${left.sql} ${operator} ${right.sql})`;
    const moved = typed(left.type.kind === 'DATE' ? `date_trunc('second', ${sum})` : sum, left.type, at);
    return left.zone === undefined ? moved : { ...moved, zone: left.zone };
  }
  // A number of days makes a DATE of whatever datetime it is added to.
  const date = convertTo(left, DATE, nls);
  const days = toNumber(right, nls);
  if (days.literal !== undefined && /^\d{1,6}$/.test(days.literal)) {
    return typed(`ora.check_date(${date.sql} ${operator} '${days.literal} days'::interval)`, DATE, at);
  }
  return typed(`ora.add_days(${date.sql}, ${operator === '-' ? '-' : ''}${days.sql})`, DATE, at);
}

type At = { pos: number; isNullable: boolean };

function difference(left: TypedSql, right: TypedSql, nls: NlsSettings, at: At): TypedSql {
  if (left.type.kind === 'DATE' && right.type.kind === 'DATE') {
    return typed(`ora.days_between(${left.sql}, ${right.sql})`, NUMBER, at);
  }
  const isZoned = isZonedTimestamp(left.type) || isZonedTimestamp(right.type);
  const moment = (value: TypedSql) =>
    isZoned && !isZonedTimestamp(value.type) ? `(${value.sql} AT TIME ZONE ${sessionZone(nls)})` : value.sql;
  const digits = Math.max(...[left, right].map(({ type }) => ('precision' in type ? Number(type.precision ?? 6) : 0)));
  return typed(
    `(${moment(left)} - ${moment(right)})`,
    { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 9, secondPrecision: digits },
    at,
  );
}

/** interval ± something that is no datetime and no interval: only NULL fits. */
function withInterval(operator: '+' | '-', left: TypedSql, right: TypedSql, nls: NlsSettings, at: At): TypedSql {
  const interval = isInterval(left.type) ? left : right;
  const other = interval === left ? right : left;
  if (other.type.kind === 'NULL') return nullSql(at.pos, interval.type);
  if (isCharacter(other.type) && operator === '+') {
    return temporal(operator, convertTo(other, interval.type, nls), interval, nls, at.pos);
  }
  throw inconsistentTypes(interval.type, other.type, other.pos);
}

function scaleInterval(operator: '*' | '/', left: TypedSql, right: TypedSql, nls: NlsSettings, at: At): TypedSql {
  const interval = isInterval(left.type) ? left : right;
  const other = interval === left ? right : left;
  if (!isInterval(interval.type) || isDatetime(other.type) || (operator === '/' && interval !== left)) {
    const wrong = isDatetime(left.type) ? left : right;
    throw inconsistentTypes('NUMBER', wrong.type, wrong.pos);
  }
  const factor = toNumber(other, nls);
  const name = operator === '*' ? 'scale_interval' : 'divide_interval';
  return typed(`ora.${name}(${interval.sql}, ${factor.sql})`, widest(interval.type), at);
}

function widest(type: ScalarType): ScalarType {
  return type.kind === 'INTERVAL YEAR TO MONTH' ? { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 9 } : DAY_SECOND;
}

/** `a || b || c` as one call: NULLs add nothing, and nothing at all is NULL. */
function compileConcatenation(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): TypedSql {
  const operands = flatten(expression).map((operand) => compileExpression(operand, scope));
  return concatenate(operands, scope.context.nls, expression.pos);
}

export function concatenate(operands: TypedSql[], nls: NlsSettings, pos: number): TypedSql {
  if (operands.length > 0 && operands.every((operand) => classOf(operand.type) === 'raw')) {
    const parts = operands.map((operand) => `coalesce(${operand.sql}, '\\x'::bytea)`);
    return typed(`nullif(${parts.join(' || ')}, '\\x'::bytea)`, { kind: 'RAW' }, { pos });
  }
  const texts = operands.map((operand) => {
    if (operand.type.kind === 'BLOB') throw inconsistentTypes('CHAR', operand.type, operand.pos);
    return toText(operand, nls);
  });
  const isLob = texts.some((text) => isCharacterLob(text.type));
  const parts = texts.filter((text) => text.type.kind !== 'NULL').map((text) => text.sql);
  if (parts.length === 0) return nullSql(pos);
  const isNullable = texts.every((text) => text.isNullable);
  // CLOB || NULL is an empty CLOB in name only: it is NULL where every operand is.
  const whole = variadicCall('concat', parts);
  const sql = isNullable ? `nullif(${whole}, '')` : whole;
  if (isLob) return typed(sql, CLOB, { pos, isNullable });
  const lengths = texts.map((text) =>
    'length' in text.type ? text.type.length : text.type.kind === 'NULL' ? 0 : undefined,
  );
  // Longer than a VARCHAR2 can be: an error, no cut.
  const length = lengths.reduce<number | undefined>(
    (sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
    0,
  );
  const isShort = length !== undefined && length <= MAX_VARCHAR2;
  return typed(isShort ? sql : `ora.list(${sql})`, varchar(length), { pos, isNullable });
}

const MAX_VARCHAR2 = 4000;

function flatten(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '||') return [expression];
  const operands: Expression[] = [];
  // A long chain leans left: walking it by a loop keeps the stack flat.
  let current: Expression = expression;
  while (current.kind === 'binary' && current.operator === '||') {
    operands.unshift(current.right);
    current = current.left;
  }
  return [current, ...operands];
}

export function compileUnary(expression: Extract<Expression, { kind: 'unary' }>, scope: Scope): TypedSql {
  if (expression.operator === 'PRIOR' || expression.operator === 'CONNECT_BY_ROOT') {
    return compileHierarchyOperator(expression, scope);
  }
  const operand = compileExpression(expression.operand, scope);
  if (isInterval(operand.type)) {
    return expression.operator === '-' ? typed(`(- ${operand.sql})`, operand.type, operand) : operand;
  }
  const number = toNumeric(operand, scope.context.nls);
  if (!isNumeric(number.type)) throw inconsistentTypes('NUMBER', displayName(operand.type), operand.pos);
  if (expression.operator === '+') return number;
  if (number.literal !== undefined) {
    const literal = number.literal.startsWith('-') ? number.literal.slice(1) : `-${number.literal}`;
    return { ...typed(`(-${number.sql})`, NUMBER, { ...number, pos: expression.pos }), literal };
  }
  const type: NumberType | ScalarType = number.type;
  return typed(`(- ${number.sql})`, type.kind === 'NUMBER' ? NUMBER : type, {
    ...number,
    pos: expression.pos,
    literal: undefined,
  });
}

function compileHierarchyOperator(expression: Extract<Expression, { kind: 'unary' }>, scope: Scope): TypedSql {
  const hierarchy = scope.hierarchy;
  const replace = expression.operator === 'PRIOR' ? hierarchy?.prior : hierarchy?.root;
  if (replace === undefined) {
    if (hierarchy !== undefined) throw unimplemented(`${expression.operator} here`, expression.pos);
    throw new OracleError(976, `Specified pseudocolumn or operator not allowed here.`, { offset: expression.pos });
  }
  const restored: [import('./scope.ts').SourceColumn, string][] = [];
  for (const column of scope.sources.flatMap((source) => source.columns)) {
    restored.push([column, column.sql]);
    column.sql = replace(column);
  }
  try {
    return compileExpression(expression.operand, scope);
  } finally {
    for (const [column, sql] of restored) column.sql = sql;
  }
}
