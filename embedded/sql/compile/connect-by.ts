import type { Expression } from '../../syntax/ast/expression.ts';
import type { Query, SelectBlock } from '../../syntax/ast/query.ts';
import { compileCondition } from './condition.ts';
import { toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CompiledFrom } from './from-clause.ts';
import { directionSql } from './order-limit.ts';
import { resolveColumn } from './resolve-names.ts';
import type { Scope, SourceColumn } from './scope.ts';
import { pgTypeName, quoteText } from './typed-sql.ts';
import { conjuncts, contains, isNameOf, walk } from './walk.ts';

type HierarchicalRows = { prefix: string; from: string; where: Expression[] };

/** CONNECT BY: the block's rows become those of the hierarchy; the scope's columns point at them. */
export function compileHierarchy(
  block: SelectBlock,
  query: Query,
  from: { sql: string; items: CompiledFrom[] },
  where: Expression[],
  scope: Scope,
): HierarchicalRows {
  const condition = block.connectBy?.condition;
  if (condition === undefined) return { prefix: '', from: from.sql, where };
  const isDual = scope.sources.length === 1 && scope.sources[0]?.table?.object.name === 'DUAL';
  const bounds = conjuncts(condition).map((part) => levelBound(part));
  const usesPath = contains(block.items, (node) => node.kind === 'name' && isNameOf(node, 'SYS_CONNECT_BY_PATH'));
  if (isDual && !usesPath && block.startWith === undefined && bounds.every((bound) => bound !== undefined)) {
    return generatedRows(bounds, from.sql, where, scope);
  }
  return recursiveRows(block, query, condition, from, where, scope);
}

type LevelBound = { limit: Expression; isStrict: boolean };

/** `LEVEL <= n`, `ROWNUM < n`, `n >= LEVEL`. */
function levelBound(condition: Expression): LevelBound | undefined {
  if (condition.kind !== 'comparison' || condition.quantifier !== undefined) return undefined;
  const isCounter = (side: Expression) => isNameOf(side, 'LEVEL') || isNameOf(side, 'ROWNUM');
  const { left, right, operator } = condition;
  if (isCounter(left) && (operator === '<=' || operator === '<')) return { limit: right, isStrict: operator === '<' };
  if (isCounter(right) && (operator === '>=' || operator === '>')) return { limit: left, isStrict: operator === '>' };
  return undefined;
}

/** `FROM dual CONNECT BY LEVEL <= n`: n rows, and at least one, since the condition is not asked about the root. */
function generatedRows(
  bounds: (LevelBound | undefined)[],
  from: string,
  where: Expression[],
  scope: Scope,
): HierarchicalRows {
  const limits = bounds.map((bound) => {
    const value = toNumber(compileExpression((bound as LevelBound).limit, scope), scope.context.nls).sql;
    return bound?.isStrict === true ? `ceil(${value}) - 1` : `floor(${value})`;
  });
  const least = limits.length === 1 ? limits[0] : `least(${limits.join(', ')})`;
  const alias = scope.context.nextAlias('g');
  scope.hierarchy = {
    level: `${alias}.lvl::numeric`,
    prior: undefined,
    root: (column) => column.sql,
    isLeaf: `(CASE WHEN ${alias}.lvl = max(${alias}.lvl) OVER () THEN 1 ELSE 0 END)::numeric`,
    isCycle: '0::numeric',
    path: undefined,
  };
  return {
    prefix: '',
    from: `${from} CROSS JOIN generate_series(1, greatest(${least}, 1)::bigint) ${alias}(lvl)`,
    where,
  };
}

/** What START WITH sees. */
const ROOT = {
  level: '1::numeric',
  prior: undefined,
  root: undefined,
  isLeaf: undefined,
  isCycle: undefined,
  path: undefined,
};

/**
 * The general case, by a recursive common table: `b` has the rows of FROM with a number each, `h` the hierarchy. A row of `h` has its
 * level and the path of row numbers from its root, which is also the order (depth first; siblings by their numbers).
 */
function recursiveRows(
  block: SelectBlock,
  query: Query,
  condition: Expression,
  from: { sql: string; items: CompiledFrom[] },
  where: Expression[],
  scope: Scope,
): HierarchicalRows {
  const [base, tree] = [scope.context.nextAlias('b'), scope.context.nextAlias('h')];
  const { before, after } = splitWhere(where, from.items, scope);
  const filter =
    before.length === 0 ? '' : ` WHERE ${before.map((part) => compileCondition(part, scope)).join(' AND ')}`;
  const siblings =
    query.orderSiblings === true
      ? `ORDER BY ${query.orderBy.map((item) => compileExpression(item.expression, scope).sql + directionSql(item)).join(', ')}`
      : '';
  const columns = [...new Set<SourceColumn>([...scope.sources.flatMap((source) => source.columns), ...scope.merged])];
  const outputs = columns.map((column, index) => `(${column.sql})::${pgTypeName(column.type)} AS w${index}`);
  const rowids = scope.sources.filter((source) => source.rowid !== undefined);
  for (const [index, source] of rowids.entries()) outputs.push(`${source.rowid} AS i${index}`);
  const baseSql = `${base} AS MATERIALIZED (SELECT ${[...outputs, `row_number() OVER (${siblings}) AS rn`].join(', ')} FROM ${from.sql}${filter})`;
  const names = [...columns.map((_column, index) => `w${index}`), ...rowids.map((_source, index) => `i${index}`)];
  const point = (alias: string) => {
    for (const [index, column] of columns.entries()) column.sql = `${alias}.w${index}`;
    for (const [index, source] of rowids.entries()) source.rowid = `${alias}.i${index}`;
  };
  const wOf = new Map(columns.map((column, index) => [column, `w${index}`]));
  point('b');
  scope.hierarchy = ROOT;
  const start = block.startWith === undefined ? '' : ` WHERE ${compileCondition(block.startWith, scope)}`;
  scope.hierarchy = {
    ...ROOT,
    level: '(h.lvl + 1)::numeric',
    prior: (column) => `h.${wOf.get(column)}`,
  };
  scope.rownum = '(h.lvl + 1)::numeric';
  const connect = compileCondition(condition, scope);
  scope.rownum = undefined;
  const cycle = cycleTest(block, condition);
  const list = (alias: string) => names.map((name) => `${alias}.${name}`).join(', ');
  const anchor = `SELECT ${list('b')}, b.rn, 1 AS lvl, ARRAY[b.rn] AS path FROM ${base} b${start}`;
  const member = `SELECT ${list('b')}, b.rn, h.lvl + 1, h.path || b.rn FROM ${tree}r h JOIN ${base} b ON ${connect}${cycle}`;
  const leaf = `(CASE WHEN coalesce(lead(lvl) OVER (ORDER BY path), 0) > lvl THEN 0 ELSE 1 END)::numeric AS leaf`;
  const isCycle = block.connectBy?.noCycle === true ? cycleColumn(base, connect) : '';
  const prefix = `WITH RECURSIVE ${baseSql}, ${tree}r AS (${anchor} UNION ALL ${member}), ${tree}s AS (SELECT h.*, ${leaf}${isCycle} FROM ${tree}r h) `;
  point(tree);
  for (const source of scope.sources) {
    source.pgAlias = tree;
    for (const column of source.columns) column.lob = undefined;
  }
  const ofAncestor = (column: SourceColumn, at: string) =>
    `(SELECT p.${wOf.get(column)} FROM ${base} p WHERE p.rn = ${tree}.path[${at}])`;
  scope.hierarchy = {
    level: `${tree}.lvl::numeric`,
    prior: (column) => ofAncestor(column, `${tree}.lvl - 1`),
    root: (column) => ofAncestor(column, '1'),
    isLeaf: `${tree}.leaf`,
    isCycle: isCycle === '' ? undefined : `${tree}.cyc`,
    path: (sql, separator) =>
      `(SELECT string_agg(concat(${quoteText(separator)}, ${sql.replaceAll(`${tree}.`, 'p.')}), '' ORDER BY u.ord) FROM unnest(${tree}.path) WITH ORDINALITY u(rn, ord) JOIN ${base} p ON p.rn = u.rn)`,
  };
  scope.hierarchyOrder = `${tree}.path`;
  return { prefix, from: `${tree}s ${tree}`, where: after };
}

/** CONNECT_BY_ISCYCLE: the row has a child that is among its ancestors. */
function cycleColumn(base: string, connect: string): string {
  const child = `SELECT 1 FROM ${base} b WHERE b.rn = ANY (h.path) AND ${connect}`;
  return `, (CASE WHEN EXISTS (${child}) THEN 1 ELSE 0 END)::numeric AS cyc`;
}

/** Join conditions come before the hierarchy, the rest of WHERE after it. */
function splitWhere(
  where: Expression[],
  items: CompiledFrom[],
  scope: Scope,
): { before: Expression[]; after: Expression[] } {
  if (items.length < 2) return { before: [], after: where };
  const before: Expression[] = [];
  const after: Expression[] = [];
  for (const condition of where) {
    const used = new Set<unknown>();
    walk(condition, (node) => {
      const expression = node as Expression;
      if (expression.kind === 'name') used.add(resolveColumn(scope, expression.name)?.source);
      return node.kind !== 'query';
    });
    used.delete(undefined);
    (used.size > 1 ? before : after).push(condition);
  }
  return { before, after };
}

/**
 * A row that is its own ancestor: left out with NOCYCLE, else ORA-01436. Without PRIOR nothing is compared with the parent, and a PRIOR of
 * something random makes every row another one: then Oracle sees no loop.
 */
function cycleTest(block: SelectBlock, condition: Expression): string {
  const hasPrior = contains(condition, (node) => node.kind === 'unary' && node.operator === 'PRIOR');
  const isRandom = contains(condition, (node) => {
    if (node.kind !== 'unary' || node.operator !== 'PRIOR') return false;
    return contains(
      node.operand,
      (inner) =>
        inner.kind === 'call' ||
        (inner.kind === 'name' && inner.name.parts.length > 1 && inner.name.parts[0]?.name === 'DBMS_RANDOM') ||
        isNameOf(inner, 'SYS_GUID'),
    );
  });
  if (block.connectBy?.noCycle === true) return ' AND b.rn <> ALL (h.path)';
  if (!hasPrior || isRandom) return '';
  return ` AND (b.rn <> ALL (h.path) OR ora.raise(1436, 'CONNECT BY loop in user data'))`;
}
