import type { Expression } from '../../syntax/ast/expression.ts';
import type { CollectionType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { castType, isCallOf, multisetElements } from './multiset.ts';
import { orderSql } from './order-sql.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

type Cast = Extract<Expression, { kind: 'cast' }>;

/**
 * CAST(MULTISET(query) AS type) and CAST(COLLECT(x) AS type) as values, in the form that stored collections have (composite-text.ts). Undefined for
 * every other CAST.
 */
export function compileCollectionCast(expression: Cast, scope: Scope): TypedSql | undefined {
  const isCollect = isCallOf(expression.operand, 'COLLECT');
  if (expression.multiset !== true && !isCollect) return undefined;
  if (scope.objectSite !== expression) throw unimplemented('collections at this place in SQL', expression.pos);
  scope.objectSite = undefined;
  const type = castType(expression, scope);
  const sql = isCollect ? collected(expression, type, scope) : gathered(expression, scope);
  const value = typed(sql, { kind: 'NULL' }, { pos: expression.pos, isRowDependent: true });
  return { ...value, objectType: type, isStored: true };
}

function gathered(expression: Cast, scope: Scope): string {
  const elements = multisetElements(expression, scope);
  if (elements === undefined) throw unimplemented('this MULTISET', expression.pos);
  const alias = scope.context.nextAlias('m');
  const texts = elements.columns.map((_column, index) => `${alias}.c${index + 1}::text`);
  const [only, ...others] = texts;
  const element = others.length === 0 ? only : `json_build_array(${texts.join(', ')})`;
  return `(SELECT coalesce(json_agg(${element}), '[]')::text FROM ${elements.sql} ${alias}${elements.definition})`;
}

/** COLLECT is a group function: the rows of the group, one element each. */
function collected({ operand, pos }: Cast, type: CollectionType, scope: Scope): string {
  if (!isCallOf(operand, 'COLLECT')) throw new Error('COLLECT was checked');
  if (!scope.allowsAggregates || scope.aggregateDepth > 0) {
    throw new OracleError(934, 'group function is not allowed here', { offset: pos });
  }
  const argument = operand.arguments[0]?.value;
  if (argument === undefined || !isScalar(type.element)) throw unimplemented('COLLECT of objects', pos);
  scope.hasAggregates = true;
  scope.aggregateDepth++;
  try {
    const value = convertTo(compileExpression(argument, scope), type.element, scope.context.nls).sql;
    const isDistinct = operand.quantifier === 'DISTINCT';
    const items = operand.json?.orderBy;
    const order = items === undefined || isDistinct ? '' : ` ORDER BY ${orderSql(items, scope)}`;
    return `coalesce(json_agg(${isDistinct ? 'DISTINCT ' : ''}(${value})::text${order}), '[]')::text`;
  } finally {
    scope.aggregateDepth--;
  }
}
