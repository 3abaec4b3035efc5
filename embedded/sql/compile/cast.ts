import type { Expression } from '../../syntax/ast/expression.ts';
import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { scalarTypeOf } from '../../types/type-spec.ts';
import { type Conversion, convertOr, isConvertible } from './conversion-error.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { CONVERSION_FUNCTIONS } from './functions-conversion.ts';
import { nullSql } from './literals.ts';
import { compileCollectionCast } from './multiset-value.ts';
import type { Scope } from './scope.ts';
import { classOf, isCharacter, isTimestamp, isZonedTimestamp } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** CAST(expr AS type). Throws ORA-00902 for a type that a column cannot have, ORA-00906 for VARCHAR2 without a length. */
export function compileCast(expression: Extract<Expression, { kind: 'cast' }>, scope: Scope): TypedSql {
  const { pos } = expression;
  const collection = compileCollectionCast(expression, scope);
  if (collection !== undefined) return collection;
  const target = scalarTypeOf(expression.type, scope.context.nls.lengthSemantics);
  if (target === undefined || target.kind === 'PLS_INTEGER' || target.kind === 'BOOLEAN') {
    throw new OracleError(902, 'invalid datatype', { offset: expression.type.pos });
  }
  if ((target.kind === 'VARCHAR2' || target.kind === 'NVARCHAR2') && target.length === undefined) {
    throw new OracleError(906, 'missing left parenthesis', { offset: expression.type.pos });
  }
  const operand = compileExpression(expression.operand, scope);
  const [format, nls] = (expression.format ?? []).map((item) => compileExpression(item, scope));
  const convert: Conversion = (value, by) => castSql(read(value, by, nls, target, expression, scope), target, scope);
  const isText = classOf(operand.type) === 'character' || operand.type.kind === 'NULL';
  if (expression.isValidation === true) {
    if (isText) return { ...isConvertible(convert, operand, format), pos };
    const answer = classOf(operand.type) === classOf(target) ? 1 : 0;
    return typed(`${answer}::numeric`, NUMBER, { pos, isNullable: false });
  }
  if (expression.fallback === undefined || !isText) return { ...convert(operand, format), pos };
  const otherwise = convert(compileExpression(expression.fallback, scope), format);
  return { ...convertOr(convert, operand, format, otherwise.sql), pos };
}

/** What a format of CAST makes of the value, as TO_DATE and its kin do; the value itself without a format. */
function read(
  value: TypedSql,
  format: TypedSql | undefined,
  nls: TypedSql | undefined,
  target: ScalarType,
  expression: Extract<Expression, { kind: 'cast' }>,
  scope: Scope,
): TypedSql {
  if (format === undefined) return value;
  const name = READERS[target.kind];
  const rule = name === undefined ? undefined : CONVERSION_FUNCTIONS[name];
  if (name === undefined || rule === undefined) {
    throw new OracleError(43907, 'This argument must be a literal or bind variable.', { offset: format.pos });
  }
  const { pos } = expression;
  const callee: Expression = { kind: 'name', pos, name: { parts: [{ name, quoted: false, pos }], pos } };
  const inputs = nls === undefined ? [value, format] : [value, format, nls];
  return rule.compile(inputs, {
    expression: { kind: 'call', pos, callee, arguments: [] },
    name,
    scope,
    nls: scope.context.nls,
    pos,
  });
}

const READERS: Partial<Record<ScalarType['kind'], string>> = {
  DATE: 'TO_DATE',
  TIMESTAMP: 'TO_TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE': 'TO_TIMESTAMP_TZ',
  NUMBER: 'TO_NUMBER',
};

/** A value with its type's limits applied: text is cut, numbers are rounded (ORA-01438 where they do not fit). */
export function castSql(operand: TypedSql, target: ScalarType, scope: Scope): TypedSql {
  const { nls } = scope.context;
  if (operand.type.kind === 'NULL') return nullSql(operand.pos, target);
  const converted = convertTo(operand, target, nls);
  const at = { pos: operand.pos, isNullable: operand.isNullable };
  switch (classOf(target)) {
    case 'character': {
      const length = isCharacter(target) ? target.length : undefined;
      if (length === undefined) return { ...converted, type: target };
      const cut = classOf(operand.type) === 'character' || classOf(operand.type) === 'lob' ? 'cut_text' : 'fit_text';
      const isBytes = isCharacter(target) && target.unit === 'BYTE';
      const text = `ora.${cut}(${converted.sql}, ${length}, ${isBytes})`;
      return typed(target.kind === 'CHAR' || target.kind === 'NCHAR' ? `rpad(${text}, ${length})` : text, target, at);
    }
    case 'numeric':
      if (target.kind !== 'NUMBER' || target.precision === undefined) return typed(converted.sql, target, at);
      return typed(`(${converted.sql})::numeric(${target.precision}, ${target.scale ?? 0})`, target, at);
    case 'datetime': {
      if (!isTimestamp(target) || !('precision' in target)) return typed(converted.sql, target, at);
      const digits = Math.min(Number(target.precision), 6);
      return typed(
        `(${converted.sql})::${isZonedTimestamp(target) ? 'timestamptz' : 'timestamp'}(${digits})`,
        target,
        at,
      );
    }
    default:
      return typed(converted.sql, target, at);
  }
}
