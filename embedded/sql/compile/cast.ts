import type { Expression } from '../../syntax/ast/expression.ts';
import type { ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { scalarTypeOf } from '../../types/type-spec.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { nullSql } from './literals.ts';
import type { Scope } from './scope.ts';
import { classOf, isCharacter, isTimestamp, isZonedTimestamp } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** CAST(expr AS type). Throws ORA-00902 for a type that a column cannot have, ORA-00906 for VARCHAR2 without a length. */
export function compileCast(expression: Extract<Expression, { kind: 'cast' }>, scope: Scope): TypedSql {
  const { pos } = expression;
  if (expression.multiset === true) throw unimplemented('CAST(MULTISET …)', pos);
  const target = scalarTypeOf(expression.type, scope.context.nls.lengthSemantics);
  if (target === undefined || target.kind === 'PLS_INTEGER' || target.kind === 'BOOLEAN') {
    throw new OracleError(902, 'invalid datatype', { offset: expression.type.pos });
  }
  if ((target.kind === 'VARCHAR2' || target.kind === 'NVARCHAR2') && target.length === undefined) {
    throw new OracleError(906, 'missing left parenthesis', { offset: expression.type.pos });
  }
  return { ...castSql(compileExpression(expression.operand, scope), target, scope), pos };
}

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
