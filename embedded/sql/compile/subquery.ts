import type { Expression } from '../../syntax/ast/expression.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { compileQuery } from './query.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** `(SELECT …)` as a value. Throws ORA-00913 for more than one column; more than one row is ORA-01427 when it runs. */
export function compileScalarSubquery(expression: Extract<Expression, { kind: 'subquery' }>, scope: Scope): TypedSql {
  const query = compileQuery(expression.query, scope.context, scope);
  const [column, ...rest] = query.columns;
  if (column === undefined || rest.length > 0)
    throw new OracleError(913, 'too many values', { offset: expression.pos });
  if (!isScalar(column.type)) throw new OracleError(22902, 'CURSOR expression not allowed', { offset: expression.pos });
  return typed(`(${query.sql})`, column.type, { pos: expression.pos });
}
