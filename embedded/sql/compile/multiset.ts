import type { Expression, OrderItem } from '../../syntax/ast/expression.ts';
import type { Query } from '../../syntax/ast/query.ts';
import type { CollectionType, ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { collectionElements, type ElementSource } from './collection.ts';
import { convertTo } from './convert.ts';
import type { CallExpression } from './function-rule.ts';
import { compileQuery } from './query.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { isNameOf } from './walk.ts';

/**
 * Collections that a statement makes itself, as row sources: CAST(MULTISET(…)), a subquery of CAST(COLLECT(…)), the MULTISET operators and SET().
 * Undefined for all others.
 */
export function multisetElements(expression: Expression, scope: Scope): ElementSource | undefined {
  switch (expression.kind) {
    case 'cast':
      return expression.multiset === true && expression.operand.kind === 'subquery'
        ? queryElements(expression.operand.query, castType(expression, scope), scope, expression.pos)
        : undefined;
    case 'subquery':
      return collectedElements(expression.query, scope);
    case 'multiset':
      return combined(expression, scope);
    case 'call':
      return isCallOf(expression, 'SET') && expression.arguments.length === 1
        ? different(collectionElements(expression.arguments[0]?.value as Expression, scope))
        : undefined;
    default:
      return undefined;
  }
}

export function isCallOf(expression: Expression, name: string): expression is CallExpression {
  return expression.kind === 'call' && isNameOf(expression.callee, name);
}

/** The collection type that CAST names. Throws ORA-00902. */
export function castType({ type }: Extract<Expression, { kind: 'cast' }>, scope: Scope): CollectionType {
  const { names, plsql, viewpoint } = scope.context;
  const parts = type.kind === 'named' ? type.name.parts : [];
  const found =
    names.resolveFunction === undefined
      ? plsql?.().resolveFunction(parts, [], [], viewpoint)
      : names.resolveFunction(parts, [], []);
  if (found?.returns.kind !== 'COLLECTION') throw new OracleError(902, 'invalid datatype', { offset: type.pos });
  return found.returns;
}

/** The elements of CAST(MULTISET(query) AS type), in the query's order. A query's rows are elements: one column for scalars, one for each attribute of objects. */
function queryElements(query: Query, type: CollectionType, scope: Scope, pos: number): ElementSource {
  const body = compileQuery(query, scope.context, scope);
  const columns = elementColumns(type, pos);
  if (body.columns.length !== columns.length) {
    throw new OracleError(932, 'inconsistent datatypes: expected UDT got NUMBER', { offset: query.pos });
  }
  const alias = scope.context.nextAlias('q');
  const values = columns.map((column, index) => {
    const output = body.columns[index];
    if (output === undefined || !isScalar(output.type)) throw unimplemented('objects in MULTISET', query.pos);
    const value = { sql: `${alias}.c${index + 1}`, type: output.type, isNullable: true, pos, isRowDependent: true };
    return `${convertTo(value, column.type, scope.context.nls).sql} AS c${index + 1}`;
  });
  return { sql: `LATERAL (SELECT ${values.join(', ')} FROM (${body.sql}) ${alias})`, definition: '', columns };
}

function elementColumns({ element }: CollectionType, pos: number): { name: string; type: ScalarType }[] {
  if (isScalar(element)) return [{ name: 'COLUMN_VALUE', type: element }];
  if (element.kind !== 'RECORD') throw unimplemented('collections of collections in SQL', pos);
  return element.fields.map(({ name, type }) => {
    if (!isScalar(type)) throw unimplemented('objects with attributes that are no scalars in MULTISET', pos);
    return { name, type };
  });
}

/** `(SELECT CAST(COLLECT(x ORDER BY y) AS t) FROM …)`: the rows that are collected. */
function collectedElements(query: Query, scope: Scope): ElementSource | undefined {
  const { body } = query;
  const [item, ...others] = body.kind === 'select' ? body.items : [];
  if (body.kind !== 'select' || others.length > 0 || item?.kind !== 'expression' || body.groupBy.length > 0) {
    return undefined;
  }
  const cast = item.expression;
  if (cast.kind !== 'cast' || !isCallOf(cast.operand, 'COLLECT')) return undefined;
  const { operand } = cast;
  const expression = operand.arguments[0]?.value;
  if (expression === undefined) throw new OracleError(909, 'invalid number of arguments', { offset: operand.pos });
  const orderBy: OrderItem[] = operand.json?.orderBy ?? [];
  const rows: Query = {
    ...query,
    orderBy,
    body: { ...body, distinct: operand.quantifier === 'DISTINCT', items: [{ ...item, expression }] },
  };
  return queryElements(rows, castType(cast, scope), scope, cast.pos);
}

/** `a MULTISET { UNION | INTERSECT | EXCEPT } [DISTINCT] b`. */
function combined(expression: Extract<Expression, { kind: 'multiset' }>, scope: Scope): ElementSource {
  const [left, right] = [expression.left, expression.right].map((side) => collectionElements(side, scope));
  if (left === undefined || right === undefined) throw new Error('a multiset operator has two sides');
  const operator = `${expression.operator}${expression.distinct ? '' : ' ALL'}`;
  const sql = `LATERAL (${rowsOf(left, scope)} ${operator} ${rowsOf(right, scope)})`;
  return { sql, definition: '', columns: left.columns };
}

function different(elements: ElementSource): ElementSource {
  return {
    sql: `LATERAL (SELECT DISTINCT * FROM ${elements.sql} s${elements.definition})`,
    definition: '',
    columns: elements.columns,
  };
}

/** The elements as a query. */
export function rowsOf(elements: ElementSource, scope: Scope): string {
  const alias = scope.context.nextAlias('q');
  return `SELECT ${elements.columns.map((_column, index) => `${alias}.c${index + 1}`).join(', ')} FROM ${elements.sql} ${alias}${elements.definition}`;
}
