import type { ComparisonOperator, Expression } from '../../syntax/ast/expression.ts';
import type { Query } from '../../syntax/ast/query.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { comparisonSort, foldedText } from './collation.ts';
import { collectionElements } from './collection.ts';
import { harmonize } from './comparison.ts';
import { toText } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CallExpression } from './function-rule.ts';
import { compileJsonCondition } from './functions-json.ts';
import { compileRegexpLike } from './functions-regexp.ts';
import { rowsOf } from './multiset.ts';
import { compileQuery } from './query.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { pgTypeName, type TypedSql } from './typed-sql.ts';
import { isNameOf } from './walk.ts';

/** A condition as PostgreSQL boolean SQL, three-valued as in Oracle. */
export function compileCondition(expression: Expression, scope: Scope): string {
  switch (expression.kind) {
    case 'logical':
      return compileLogical(expression, scope);
    case 'not':
      return `(NOT ${compileCondition(expression.operand, scope)})`;
    case 'comparison':
      return compileComparison(expression, scope);
    case 'isNull':
      return compileIsNull(expression, scope);
    case 'between':
      return compileBetween(expression, scope);
    case 'inList':
      return compileInList(expression, scope);
    case 'inQuery':
      return compileInQuery(expression, scope);
    case 'like':
      return compileLike(expression, scope);
    case 'exists':
      return `EXISTS (${compileQuery(expression.query, scope.context, scope).sql})`;
    case 'is':
      return compileIs(expression, scope);
    case 'member':
      return compileMember(expression, scope);
    case 'call': {
      const special =
        compileLnnvl(expression, scope) ??
        compileRegexpLike(expression, scope) ??
        compileJsonCondition(expression, scope);
      if (special !== undefined) return special;
      throw new OracleError(920, 'invalid relational operator', { offset: expression.pos });
    }
    default:
      // Resolved first: an unknown name is the better error.
      compileExpression(expression, scope);
      throw new OracleError(920, 'invalid relational operator', { offset: expression.pos });
  }
}

/** LNNVL(condition): true where the condition is false or unknown. */
function compileLnnvl({ callee, arguments: items }: CallExpression, scope: Scope): string | undefined {
  const condition = items[0]?.value;
  if (callee.kind !== 'name' || !isNameOf(callee, 'LNNVL') || condition === undefined) return undefined;
  return `(${compileCondition(condition, scope)} IS NOT TRUE)`;
}

/** Long AND and OR chains lean left: flat text, flat stack. */
function compileLogical(expression: Extract<Expression, { kind: 'logical' }>, scope: Scope): string {
  const operands: Expression[] = [];
  let current: Expression = expression;
  while (current.kind === 'logical' && current.operator === expression.operator) {
    operands.unshift(current.right);
    current = current.left;
  }
  operands.unshift(current);
  return `(${operands.map((operand) => compileCondition(operand, scope)).join(` ${expression.operator} `)})`;
}

export function compareSql(operator: ComparisonOperator, left: TypedSql, right: TypedSql, nls: NlsSettings): string {
  const sides = harmonize(left, right, nls);
  return sides === undefined ? 'NULL::boolean' : `(${sides[0]} ${operator} ${sides[1]})`;
}

function compileComparison(expression: Extract<Expression, { kind: 'comparison' }>, scope: Scope): string {
  const { left, right, operator, quantifier } = expression;
  if (quantifier !== undefined) return compileQuantified(expression, scope);
  if (left.kind === 'row') {
    if (right.kind === 'subquery') return compileRowQuery(left.items, operator, right.query, scope, right.pos);
    const items = right.kind === 'row' ? right.items : [right];
    return compareRows(operator, left.items, items, scope, right.pos);
  }
  const { nls } = scope.context;
  return compareSql(operator, compileExpression(left, scope), compileExpression(right, scope), nls);
}

function compareRows(
  operator: ComparisonOperator,
  left: Expression[],
  right: Expression[],
  scope: Scope,
  pos: number,
): string {
  if (right.length > left.length) throw new OracleError(913, 'too many values', { offset: pos });
  if (right.length < left.length) throw new OracleError(947, 'not enough values', { offset: pos });
  const pairs = left.map((item, index) =>
    compareSql(
      '=',
      compileExpression(item, scope),
      compileExpression(right[index] as Expression, scope),
      scope.context.nls,
    ),
  );
  const equal = `(${pairs.join(' AND ')})`;
  if (operator === '=') return equal;
  if (operator === '<>') return `(NOT ${equal})`;
  throw new OracleError(920, 'invalid relational operator', { offset: pos });
}

/** `(a, b) = (SELECT x, y …)`: the row must be one. */
function compileRowQuery(
  items: Expression[],
  operator: ComparisonOperator,
  query: Query,
  scope: Scope,
  pos: number,
): string {
  if (operator !== '=' && operator !== '<>') throw new OracleError(920, 'invalid relational operator', { offset: pos });
  const sides = rowAndQuery(items, query, scope, pos);
  return `((${sides.left.join(', ')}) ${operator} (${sides.query}))`;
}

/** A list of expressions and a query made comparable column by column. */
function rowAndQuery(items: Expression[], query: Query, scope: Scope, pos: number): { left: string[]; query: string } {
  const { nls } = scope.context;
  const operands = items.map((item) => compileExpression(item, scope));
  const compiled = compileQuery(query, scope.context, scope);
  if (compiled.columns.length > operands.length) throw new OracleError(913, 'too many values', { offset: query.pos });
  if (compiled.columns.length < operands.length) throw new OracleError(947, 'not enough values', { offset: query.pos });
  const alias = scope.context.nextAlias('q');
  let isSame = true;
  const sides = operands.map((operand, index) => {
    const column = compiled.columns[index];
    if (column === undefined || !isScalar(column.type))
      throw new OracleError(932, 'inconsistent datatypes', { offset: pos });
    const sql = `${alias}.c${index + 1}`;
    const value: TypedSql = { sql, type: column.type, isNullable: true, pos: query.pos, isRowDependent: true };
    const pair = harmonize(operand, value, nls) ?? nullPair(operand, value);
    if (pair[1] !== sql) isSame = false;
    return pair;
  });
  const inner = isSame
    ? compiled.sql
    : `SELECT ${sides.map((pair) => pair[1]).join(', ')} FROM (${compiled.sql}) ${alias}`;
  return { left: sides.map((pair) => pair[0]), query: inner };
}

/** Sides of one PostgreSQL type where one of them is the literal NULL. */
function nullPair(left: TypedSql, right: TypedSql): [string, string] {
  if (left.type.kind === 'NULL') return [`NULL::${pgTypeName(right.type)}`, right.sql];
  return [left.sql, `NULL::${pgTypeName(left.type)}`];
}

function compileQuantified(expression: Extract<Expression, { kind: 'comparison' }>, scope: Scope): string {
  const { left, right, operator, quantifier, pos } = expression;
  if (right.kind === 'subquery') {
    const items = left.kind === 'row' ? left.items : [left];
    if (items.length > 1 && operator !== '=' && operator !== '<>')
      throw unimplemented('row comparison with ANY or ALL', pos);
    const sides = rowAndQuery(items, right.query, scope, pos);
    const operand = sides.left.length === 1 ? sides.left[0] : `(${sides.left.join(', ')})`;
    return `(${operand} ${operator} ${quantifier} (${sides.query}))`;
  }
  const items = right.kind === 'row' ? right.items : [right];
  const operand = compileExpression(left, scope);
  const tests = items.map((item) => compareSql(operator, operand, compileExpression(item, scope), scope.context.nls));
  return `(${tests.join(quantifier === 'ANY' ? ' OR ' : ' AND ')})`;
}

function compileBetween(expression: Extract<Expression, { kind: 'between' }>, scope: Scope): string {
  const { nls } = scope.context;
  const operand = compileExpression(expression.operand, scope);
  const low = compareSql('>=', operand, compileExpression(expression.low, scope), nls);
  const high = compareSql('<=', operand, compileExpression(expression.high, scope), nls);
  return expression.negated ? `(NOT (${low} AND ${high}))` : `(${low} AND ${high})`;
}

function compileInList(expression: Extract<Expression, { kind: 'inList' }>, scope: Scope): string {
  const { items, operand, negated, pos } = expression;
  if (items.length > 1000 && operand.kind !== 'row') {
    throw new OracleError(1795, 'maximum number of expressions in a list is 1000', { offset: items[1000]?.pos });
  }
  const test =
    operand.kind === 'row' ? rowInList(operand.items, items, scope, pos) : valueInList(operand, items, scope);
  return negated ? `(NOT ${test})` : test;
}

function rowInList(left: Expression[], items: Expression[], scope: Scope, pos: number): string {
  const tests = items.map((item) => compareRows('=', left, item.kind === 'row' ? item.items : [item], scope, pos));
  return `(${tests.join(' OR ')})`;
}

function valueInList(left: Expression, items: Expression[], scope: Scope): string {
  const { nls } = scope.context;
  const operand = compileExpression(left, scope);
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const sides = harmonize(operand, compileExpression(item, scope), nls) ?? [operand.sql, nullLike(operand)];
    const group = groups.get(sides[0]);
    if (group === undefined) groups.set(sides[0], [sides[1]]);
    else group.push(sides[1]);
  }
  const tests = [...groups].map(([side, values]) =>
    values.length === 1 ? `(${side} = ${values[0]})` : `(${side} IN (${values.join(', ')}))`,
  );
  return tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`;
}

function nullLike(operand: TypedSql): string {
  return `nullif(${operand.sql}, ${operand.sql})`;
}

function compileInQuery(expression: Extract<Expression, { kind: 'inQuery' }>, scope: Scope): string {
  const { operand, query, negated, pos } = expression;
  const items = operand.kind === 'row' ? operand.items : [operand];
  const sides = rowAndQuery(items, query, scope, pos);
  const left = sides.left.length === 1 ? sides.left[0] : `(${sides.left.join(', ')})`;
  return `(${left} ${negated ? 'NOT ' : ''}IN (${sides.query}))`;
}

function compileLike(expression: Extract<Expression, { kind: 'like' }>, scope: Scope): string {
  const { nls } = scope.context;
  const operand = { ...toText(compileExpression(expression.operand, scope), nls) };
  const pattern = { ...toText(compileExpression(expression.pattern, scope), nls) };
  const operator = expression.negated ? 'NOT LIKE' : 'LIKE';
  const sort = comparisonSort(operand, pattern, nls);
  if (sort.toUpperCase() !== 'BINARY') {
    operand.sql = foldedText(operand.sql, sort);
    pattern.sql = foldedText(pattern.sql, sort);
  }
  if (expression.escape === undefined) {
    // PostgreSQL's own escape character is a plain character in Oracle.
    const isPlain = pattern.literal !== undefined && !pattern.literal.includes('\\');
    return `(${operand.sql} ${operator} ${pattern.sql}${isPlain ? '' : " ESCAPE ''"})`;
  }
  const escapeText = toText(compileExpression(expression.escape, scope), nls);
  if (escapeText.literal !== undefined && [...escapeText.literal].length !== 1) {
    throw new OracleError(1425, 'escape character must be character string of length 1', { offset: escapeText.pos });
  }
  if (escapeText.literal !== undefined && pattern.literal !== undefined) checkEscapes(pattern, escapeText.literal);
  return `(${operand.sql} ${operator} ${pattern.sql} ESCAPE ${escapeText.sql})`;
}

function checkEscapes(pattern: TypedSql, mark: string): void {
  const characters = [...(pattern.literal ?? '')];
  for (let i = 0; i < characters.length; i++) {
    if (characters[i] !== mark) continue;
    const next = characters[++i];
    if (next !== '%' && next !== '_' && next !== mark) {
      throw new OracleError(1424, 'missing or illegal character following the escape character', {
        offset: pattern.pos,
      });
    }
  }
}

function compileIs(expression: Extract<Expression, { kind: 'is' }>, scope: Scope): string {
  const { test, negated, pos } = expression;
  const not = negated ? 'NOT ' : '';
  if (test === 'EMPTY') {
    return `(${negated ? '' : 'NOT '}EXISTS (${rowsOf(collectionElements(expression.operand, scope), scope)}))`;
  }
  if (test === 'A SET') {
    const rows = rowsOf(collectionElements(expression.operand, scope), scope);
    return `(${not}(SELECT count(*) = count(DISTINCT s) FROM (${rows}) s))`;
  }
  if (test === 'JSON') {
    const { sql, type } = compileExpression(expression.operand, scope);
    const text = type.kind === 'BLOB' || type.kind === 'RAW' ? `convert_from(${sql}, 'UTF8')` : sql;
    return `(${text} IS ${not}JSON)`;
  }
  if (test === 'NAN' || test === 'INFINITE') {
    const operand = compileExpression(expression.operand, scope);
    const values = test === 'NAN' ? "'NaN'::float8" : "'Infinity'::float8, '-Infinity'::float8";
    return `((${operand.sql})::float8 ${not}IN (${values}))`;
  }
  throw unimplemented(`IS ${test} in SQL`, pos);
}

function compileMember(expression: Extract<Expression, { kind: 'member' }>, scope: Scope): string {
  const { operator, negated, pos } = expression;
  if (operator !== 'MEMBER') {
    const [part, whole] = [expression.operand, expression.collection].map((side) =>
      rowsOf(collectionElements(side, scope), scope),
    );
    return `(${negated ? '' : 'NOT '}EXISTS (${part} EXCEPT ALL ${whole}))`;
  }
  const elements = collectionElements(expression.collection, scope);
  const operand = compileExpression(expression.operand, scope);
  const column = elements.columns[0];
  if (column === undefined || elements.columns.length > 1)
    throw unimplemented('MEMBER OF a collection of records', pos);
  const alias = scope.context.nextAlias('q');
  const value: TypedSql = { sql: `${alias}.c1`, type: column.type, isNullable: true, pos, isRowDependent: true };
  const sides = harmonize(operand, value, scope.context.nls);
  if (sides === undefined) return 'NULL::boolean';
  return `(${negated ? 'NOT ' : ''}${sides[0]} IN (SELECT ${sides[1]} FROM ${elements.sql} ${alias}${elements.definition}))`;
}

function compileIsNull(condition: Extract<Expression, { kind: 'isNull' }>, scope: Scope): string {
  scope.objectSite = condition.operand;
  const { sql } = compileExpression(condition.operand, scope);
  scope.objectSite = undefined;
  return `(${sql} IS ${condition.negated ? 'NOT ' : ''}NULL)`;
}
