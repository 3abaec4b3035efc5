import type { Expression } from '../../syntax/ast/expression.ts';
import type { FromItem } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { collectionElements } from './collection.ts';
import { compareSql, compileCondition } from './condition.ts';
import { toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import { compileJsonTable } from './json-table.ts';
import { partitionSql } from './partition.ts';
import { compilePivot, compileUnpivot } from './pivot.ts';
import { compileQuery } from './query.ts';
import { resolveColumn } from './resolve-names.ts';
import type { Scope, Source, SourceColumn } from './scope.ts';
import { derivedSource, relationSql, tableSource } from './table-source.ts';
import type { TypedSql } from './typed-sql.ts';
import { contains, walk } from './walk.ts';

/** A FROM item in PostgreSQL SQL, with the row sources in it. */
export type CompiledFrom = { sql: string; sources: Source[]; merged: SourceColumn[] };

/** Compiles one item and adds its row sources to the scope, so that later lateral items and conditions see them. */
export function compileFromItem(item: FromItem, scope: Scope): CompiledFrom {
  const { context } = scope;
  switch (item.kind) {
    case 'table': {
      if (item.asOf !== undefined) throw unimplemented('flashback queries', item.pos);
      return add(sampled(item, partitioned(item, tableSource(item, scope)), scope), scope);
    }
    case 'derived': {
      const outer = item.lateral ? scope : scope.parent;
      const body = compileQuery(item.query, context, outer, { withRowid: true });
      return add(derivedSource(body, item.alias, item.lateral ? 'LATERAL ' : '', context), scope);
    }
    case 'tableExpression':
      return add(collectionSource(item, scope), scope);
    case 'jsonTable':
      return add(compileJsonTable(item, scope), scope);
    case 'join':
      return compileJoin(item, scope);
    case 'pivot':
      return add(compilePivot(item, scope), scope);
    case 'unpivot':
      return add(compileUnpivot(item, scope), scope);
    case 'unsupported':
      throw unimplemented(item.feature, item.pos);
  }
}

/** `table PARTITION (p)`: the rows for which the partition's condition holds. Throws ORA-14501, ORA-02149. */
function partitioned<T extends { sql: string; source: Source }>(
  item: Extract<FromItem, { kind: 'table' }>,
  compiled: T,
): T {
  if (item.partition === undefined) return compiled;
  const { table, pgAlias } = compiled.source;
  if (table?.kind !== 'TABLE')
    throw new OracleError(14109, 'partition-extended object names may only be used with tables', { offset: item.pos });
  const condition = partitionSql(item.partition, table, item.pos);
  return { ...compiled, sql: `(SELECT * FROM ${relationSql(table)} WHERE ${condition}) ${pgAlias}` };
}

/** `SAMPLE [BLOCK] (percent) [SEED (n)]` of a stored table. Throws ORA-30562 for a percentage out of range. */
function sampled<T extends { sql: string; source: Source }>(
  item: Extract<FromItem, { kind: 'table' }>,
  compiled: T,
  scope: Scope,
): T {
  if (item.sample === undefined) return compiled;
  const { percent, isBlock, seed } = item.sample;
  if (percent.kind !== 'number' || Number(percent.text) < 0.000001 || Number(percent.text) >= 100) {
    throw new OracleError(30562, 'invalid SAMPLE percentage', { offset: percent.pos });
  }
  if (compiled.source.table?.kind !== 'TABLE' || compiled.source.rowid === undefined) {
    throw unimplemented('SAMPLE of a view', item.pos);
  }
  const method = `${isBlock ? 'SYSTEM' : 'BERNOULLI'} (${percent.text})`;
  const repeatable =
    seed === undefined ? '' : ` REPEATABLE (${toNumber(compileExpression(seed, scope), scope.context.nls).sql})`;
  return { ...compiled, sql: `${compiled.sql} TABLESAMPLE ${method}${repeatable}` };
}

function add(compiled: { sql: string; source: Source }, scope: Scope): CompiledFrom {
  scope.sources.push(compiled.source);
  return { sql: compiled.sql, sources: [compiled.source], merged: [] };
}

function collectionSource(
  item: Extract<FromItem, { kind: 'tableExpression' }>,
  scope: Scope,
): { sql: string; source: Source } {
  const elements = collectionElements(item.expression, scope);
  const alias = scope.context.nextAlias();
  const columns = elements.columns.map(
    (column, index): SourceColumn => ({
      name: column.name,
      sql: `${alias}.c${index + 1}`,
      type: column.type,
      isNullable: true,
      isHidden: false,
      isJson: false,
    }),
  );
  const source: Source = {
    name: item.alias?.name,
    schema: undefined,
    columns,
    rowid: undefined,
    pgAlias: alias,
    table: undefined,
  };
  if (elements.objectType !== undefined) {
    source.objectValue = { sql: `${alias}.c${columns.length + 1}`, type: elements.objectType };
  }
  return { sql: `${elements.sql} ${alias}${elements.definition}`, source };
}

type JoinItem = Extract<FromItem, { kind: 'join' }>;

function compileJoin(item: JoinItem, scope: Scope): CompiledFrom {
  const left = compileFromItem(item.left, scope);
  const before = scope.rowSource;
  scope.rowSource = { from: joinedWith(before?.from, left.sql), where: undefined };
  const isApply = item.type === 'CROSS APPLY' || item.type === 'OUTER APPLY';
  const rightItem = isApply && item.right.kind === 'derived' ? { ...item.right, lateral: true } : item.right;
  const right = compileFromItem(rightItem, scope);
  scope.rowSource = before;
  if (item.on !== undefined && contains(item.on, (node) => 'outerJoin' in node && node.outerJoin === true)) {
    throw new OracleError(25156, 'old style outer join (+) cannot be used with ANSI joins', { offset: item.on.pos });
  }
  const names = item.natural ? commonNames(left, right) : item.using?.map((name) => name.name);
  const merge = names === undefined ? undefined : mergeColumns(names, left, right, item, scope);
  markNullable(item, left, right);
  const sources = [...left.sources, ...right.sources];
  const merged = [
    ...(merge?.columns ?? []),
    ...[...left.merged, ...right.merged].filter((column) => !names?.includes(column.name)),
  ];
  scope.merged.splice(
    0,
    scope.merged.length,
    ...scope.merged.filter((column) => !merged.some((other) => other.name === column.name)),
    ...merged,
  );
  const condition =
    item.on === undefined
      ? merge === undefined || merge.conditions.length === 0
        ? undefined
        : merge.conditions.join(' AND ')
      : undefined;
  // Stored functions in ON are called for the rows of both sides.
  scope.rowSource = { from: `${left.sql} CROSS JOIN ${right.sql}`, where: undefined };
  const on = item.on === undefined ? condition : compileCondition(item.on, scope);
  scope.rowSource = before;
  return { sql: joinSql(item.type, left.sql, right.sql, on), sources, merged };
}

function joinSql(type: JoinItem['type'], left: string, right: string, on: string | undefined): string {
  switch (type) {
    case 'CROSS APPLY':
      return `(${left} CROSS JOIN ${right})`;
    case 'OUTER APPLY':
      return `(${left} LEFT JOIN ${right} ON true)`;
    case 'CROSS':
      return `(${left} CROSS JOIN ${right})`;
    default:
      return `(${left} ${type} JOIN ${right} ON ${on ?? 'true'})`;
  }
}

function markNullable(item: JoinItem, left: CompiledFrom, right: CompiledFrom): void {
  const sides = [
    ...(item.type === 'LEFT' || item.type === 'FULL' || item.type === 'OUTER APPLY' ? right.sources : []),
    ...(item.type === 'RIGHT' || item.type === 'FULL' ? left.sources : []),
  ];
  for (const source of sides) {
    source.isNullSupplied = true;
    for (const column of source.columns) column.isNullable = true;
  }
}

function visibleColumns(from: CompiledFrom): SourceColumn[] {
  return [
    ...from.merged,
    ...from.sources.flatMap((source) =>
      source.columns.filter((column) => !column.isHidden && source.merged?.has(column.name) !== true),
    ),
  ];
}

function commonNames(left: CompiledFrom, right: CompiledFrom): string[] {
  const rightNames = new Set(visibleColumns(right).map((column) => column.name));
  return visibleColumns(left)
    .map((column) => column.name)
    .filter((name, index, all) => rightNames.has(name) && all.indexOf(name) === index);
}

/** The columns that USING and NATURAL make of two. */
function mergeColumns(
  names: string[],
  left: CompiledFrom,
  right: CompiledFrom,
  item: JoinItem,
  scope: Scope,
): { columns: SourceColumn[]; conditions: string[] } {
  const columns: SourceColumn[] = [];
  const conditions: string[] = [];
  for (const name of names) {
    const pos = item.using?.find((identifier) => identifier.name === name)?.pos ?? item.pos;
    const a = findVisible(left, name, pos);
    const b = findVisible(right, name, pos);
    conditions.push(compareSql('=', asTyped(a, pos), asTyped(b, pos), scope.context.nls));
    const sql = item.type === 'RIGHT' ? b.sql : item.type === 'FULL' ? `coalesce(${a.sql}, ${b.sql})` : a.sql;
    columns.push({ ...(item.type === 'RIGHT' ? b : a), sql });
    for (const source of [...left.sources, ...right.sources]) {
      if (!source.columns.some((column) => column.name === name)) continue;
      source.merged ??= new Set();
      source.merged.add(name);
    }
  }
  return { columns, conditions };
}

function findVisible(from: CompiledFrom, name: string, pos: number): SourceColumn {
  const found = visibleColumns(from).filter((column) => column.name === name);
  if (found.length > 1) throw new OracleError(918, 'column ambiguously defined', { offset: pos });
  if (found[0] === undefined) throw new OracleError(904, `"${name}": invalid identifier`, { offset: pos });
  return found[0];
}

function asTyped(column: SourceColumn, pos: number): TypedSql {
  return { sql: column.sql, type: column.type, isNullable: column.isNullable, pos, isRowDependent: true };
}

/**
 * The FROM clause with the old outer joins: a condition with `(+)` becomes the ON condition of the item that its marked columns
 * belong to. Returns the SQL and the conditions that stay in WHERE. Throws ORA-01468, ORA-01416.
 */
export function compileFrom(
  items: FromItem[],
  where: Expression[],
  scope: Scope,
): { sql: string; where: Expression[]; items: CompiledFrom[] } {
  const compiled = compileItems(items, scope);
  const isMarked = (condition: Expression) =>
    contains(condition, (node) => (node.kind === 'name' || node.kind === 'call') && node.outerJoin === true);
  const marked = where.filter(isMarked);
  if (marked.length === 0) return { sql: compiled.map((from) => from.sql).join(', '), where, items: compiled };
  if (items.some((item) => item.kind === 'join')) {
    throw new OracleError(25156, 'old style outer join (+) cannot be used with ANSI joins', { offset: marked[0]?.pos });
  }
  const conditions = new Map<number, Expression[]>();
  for (const condition of marked) {
    const targets = new Set(referencedItems(condition, compiled, scope, true));
    const [target, ...others] = [...targets];
    if (others.length > 0) {
      throw new OracleError(1468, 'a predicate may reference only one outer-joined table', { offset: condition.pos });
    }
    if (target === undefined) continue;
    conditions.set(target, [...(conditions.get(target) ?? []), condition]);
  }
  for (const index of conditions.keys()) {
    for (const source of compiled[index]?.sources ?? []) {
      source.isNullSupplied = true;
      for (const column of source.columns) column.isNullable = true;
    }
  }
  const unmarked = where.filter((condition) => !isMarked(condition));
  return { sql: chainOuterJoins(compiled, conditions, scope, marked[0]?.pos), where: unmarked, items: compiled };
}

/** Compiles FROM items from left to right; the rows of those before it are what a lateral item's functions are called for. */
function compileItems(items: FromItem[], scope: Scope): CompiledFrom[] {
  return items.map((item) => {
    const compiled = compileFromItem(item, scope);
    scope.rowSource = { from: joinedWith(scope.rowSource?.from, compiled.sql), where: undefined };
    return compiled;
  });
}

function joinedWith(before: string | undefined, sql: string): string {
  return before === undefined ? sql : `${before}, ${sql}`;
}

/** Indexes of the FROM items that a condition's columns belong to. */
function referencedItems(condition: Expression, items: CompiledFrom[], scope: Scope, onlyMarked: boolean): number[] {
  const found: number[] = [];
  walk(condition, (node) => {
    if (node.kind === 'query') return false;
    const expression = node as Expression;
    if (expression.kind === 'name' && (!onlyMarked || expression.outerJoin === true)) {
      const resolved = resolveColumn(scope, expression.name);
      const index = items.findIndex((item) => resolved?.source !== undefined && item.sources.includes(resolved.source));
      if (index >= 0) found.push(index);
    }
    return true;
  });
  return found;
}

function chainOuterJoins(
  items: CompiledFrom[],
  conditions: Map<number, Expression[]>,
  scope: Scope,
  pos: number | undefined,
): string {
  const placed = new Set(items.keys());
  for (const index of conditions.keys()) placed.delete(index);
  if (placed.size === 0)
    throw new OracleError(1416, 'two tables cannot be outer-joined to each other', { offset: pos });
  let sql = [...placed].map((index) => items[index]?.sql).join(' CROSS JOIN ');
  const waiting = new Map(conditions);
  while (waiting.size > 0) {
    const next = [...waiting].find(([index, list]) =>
      list.every((condition) =>
        referencedItems(condition, items, scope, false).every((other) => other === index || placed.has(other)),
      ),
    );
    if (next === undefined)
      throw new OracleError(1416, 'two tables cannot be outer-joined to each other', { offset: pos });
    const [index, list] = next;
    const on = list.map((condition) => compileCondition(condition, scope)).join(' AND ');
    sql = `(${sql} LEFT JOIN ${items[index]?.sql} ON ${on})`;
    placed.add(index);
    waiting.delete(index);
  }
  return sql;
}
