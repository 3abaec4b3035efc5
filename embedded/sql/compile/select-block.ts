import type { Expression } from '../../syntax/ast/expression.ts';
import type { Query, SelectBlock } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { orderedSql } from './collation.ts';
import type { CompileContext } from './compile-context.ts';
import { compileCondition } from './condition.ts';
import { compileHierarchy } from './connect-by.ts';
import { inconsistentTypes } from './convert.ts';
import { compileExpression } from './expression.ts';
import { lockingClause } from './for-update.ts';
import { type CompiledFrom, compileFrom } from './from-clause.ts';
import { checkGrouping, compileGroupBy } from './group-by.ts';
import { isKeyPreserved } from './key-preserved.ts';
import { narrowDictionary } from './narrow-dictionary.ts';
import { directionSql, limitSql, outputPosition, refuseLobOrder, wrapLimit } from './order-limit.ts';
import type { CompiledBody, OutputColumn, QueryOptions } from './output.ts';
import { resolveColumn } from './resolve-names.ts';
import { countRows, heapOrder, rownumLimit, takeRownumBounds, wrapRows } from './rownum.ts';
import { Scope, type Source } from './scope.ts';
import { compileSelectItems } from './select-items.ts';
import { classOf, isScalar } from './type-classes.ts';
import { conjuncts, contains, usesRownum } from './walk.ts';

/** What the FROM, WHERE and CONNECT BY clauses yield. */
type RowSource = { from: string; where: string | undefined; limit: string; prefix: string; items: CompiledFrom[] };

/** One SELECT with the tail (ORDER BY, FETCH, FOR UPDATE) of the query that it is the body of. */
export function compileSelectBlock(
  block: SelectBlock,
  query: Query,
  context: CompileContext,
  parent: Scope | undefined,
  options: QueryOptions,
): CompiledBody {
  const scope = new Scope(context, parent);
  for (const { name, window } of block.windows) scope.windows.set(name.name, window);
  const rows = compileRows(block, query, scope);
  scope.rowSource = { from: rows.from, where: rows.where, prefix: rows.prefix };
  scope.ungrouped = [];
  const groupBy = compileGroupBy(block, scope);
  scope.ungrouped = [];
  scope.rowSource.groupBy = groupBy;
  scope.allowsAggregates = true;
  const having = block.having === undefined ? '' : ` HAVING ${compileCondition(block.having, scope)}`;
  scope.allowsAnalytics = true;
  const isReordered = block.distinct || query.orderBy.length > 0 || block.groupBy.length > 0;
  scope.allowsSequences = !isReordered && (parent === undefined || options.allowsSequences === true);
  const allowsObjects = (options.isTopLevel === true || options.givesObjects === true) && !block.distinct;
  const columns = compileSelectItems(block, scope, allowsObjects);
  const order = compileOrderBy(block, query, columns, scope);
  checkGrouping(block, scope);
  if (block.distinct) refuseDistinctLobs(columns);
  return assemble({ block, query, context, parent, options, scope, rows, groupBy, having, columns, order });
}

type Parts = {
  block: SelectBlock;
  query: Query;
  context: CompileContext;
  parent: Scope | undefined;
  options: QueryOptions;
  scope: Scope;
  rows: RowSource;
  groupBy: string;
  having: string;
  columns: OutputColumn[];
  order: string;
};

function assemble(parts: Parts): CompiledBody {
  const { block, query, context, parent, options, scope, rows, columns } = parts;
  const isPlain = !block.distinct && block.groupBy.length === 0 && block.having === undefined && !scope.hasAggregates;
  const [source, ...others] = scope.sources;
  const joined = options.rowidOf === undefined || !isPlain ? undefined : joinedSource(block, scope, options.rowidOf);
  const rowid = isPlain && others.length === 0 ? source?.rowid : joined?.rowid;
  const outputs = columns.map((column, index) => `${column.value?.sql ?? 'NULL'} AS c${index + 1}`);
  const withRowid = options.withRowid === true && rowid !== undefined;
  if (withRowid) outputs.push(`${rowid} AS rid`);
  const hidden = options.isTopLevel === true ? hiddenColumns(columns, isPlain, rowid, query, context) : [];
  for (const [index, sql] of hidden.entries()) outputs.push(`(${sql})::text AS h${index + 1}`);
  const from = rows.from === '' ? '' : ` FROM ${rows.from}`;
  const where = rows.where === undefined ? '' : ` WHERE ${rows.where}`;
  const locking = lockingClause(query, scope, isPlain);
  const order = parts.order === '' && options.isTopLevel === true ? usualOrder(block, scope, isPlain) : parts.order;
  const { nestedAggregates } = scope;
  const grouped = `${from}${where}${parts.groupBy}${parts.having}`;
  const inner = nestedAggregates?.columns.map((sql, index) => `${sql} AS a${index + 1}`).join(', ');
  const rowsSql =
    nestedAggregates === undefined ? grouped : ` FROM (SELECT ${inner}${grouped}) ${nestedAggregates.alias}`;
  const core = `${rows.prefix}SELECT ${block.distinct ? 'DISTINCT ' : ''}${outputs.join(', ')}${rowsSql}`;
  const base =
    withRowid && (joined ?? source)?.table !== undefined
      ? { schema: (joined ?? source)?.table?.object.schema ?? '', table: (joined ?? source)?.table?.object.name ?? '' }
      : undefined;
  const isSingleRow = (scope.hasAggregates && block.groupBy.length === 0) || isKeyLookup(block, scope);
  const body: CompiledBody = {
    isSingleRow,
    sql: core + order + rows.limit,
    columns,
    hidden,
    hasRowid: withRowid,
    base,
  };
  if (query.fetch?.percent === true) return wrapLimit(query, { ...body, hasRowid: false }, context, parent);
  const limit = limitSql(query, context, parent);
  if (limit !== '' && rows.limit !== '') {
    const alias = context.nextAlias('q');
    return { ...body, sql: `SELECT ${alias}.* FROM (${body.sql}) ${alias}${limit}` };
  }
  return { ...body, sql: body.sql + limit + locking };
}

/** The one row source of a join that is the table. Throws ORA-01779 where its rows may stand in several rows of the join. */
function joinedSource(block: SelectBlock, scope: Scope, { table, pos }: NonNullable<QueryOptions['rowidOf']>): Source {
  const [source, ...others] = scope.sources.filter((candidate) => candidate.table === table);
  if (source === undefined || others.length > 0 || !isKeyPreserved(source, block, scope)) {
    throw new OracleError(1779, 'cannot modify a column which maps to a non key-preserved table', { offset: pos });
  }
  return source;
}

/** Without ORDER BY: the rows as they were stored; the subtotals of a ROLLUP behind what they sum up, as Oracle's sort leaves them. */
function usualOrder(block: SelectBlock, scope: Scope, isPlain: boolean): string {
  if (isPlain) return heapOrder(scope);
  const isRollup = block.groupBy.some((element) => element.kind === 'rollup');
  if (!isRollup || block.distinct || scope.nestedAggregates !== undefined) return '';
  const keys = [...(scope.groupTexts ?? [])].map((text) => `grouping(${text}), ${text}`);
  return keys.length === 0 ? '' : ` ORDER BY ${keys.join(', ')}`;
}

/** FROM, WHERE, CONNECT BY and ROWNUM. */
function compileRows(block: SelectBlock, query: Query, scope: Scope): RowSource {
  const from = compileFrom(block.from, conjuncts(block.where), scope);
  scope.rowSource = { from: from.sql, where: undefined };
  // With CONNECT BY the conditions are for the rows of the tree.
  if (block.connectBy === undefined) narrowDictionary(from.where, scope);
  const { bounds, rest, counted } = takeRownumBounds(from.where, scope);
  const hierarchy = block.connectBy === undefined ? undefined : compileHierarchy(block, query, from, rest, scope);
  const fromSql = hierarchy?.from ?? from.sql;
  const conditions = [
    ...(hierarchy?.where ?? rest).map((condition) => compileCondition(condition, scope)),
    ...bounds.guards,
  ];
  const where = conditions.length === 0 ? undefined : conditions.join(' AND ');
  const prefix = hierarchy?.prefix ?? '';
  const limit = rownumLimit(bounds.limits);
  const inItems = usesRownum(block.items);
  const elsewhere = usesRownum([block.groupBy, block.having, query.orderBy]);
  const isReordered = query.orderBy.length > 0 || block.distinct || isAggregated(block) || hasAnalytics(block);
  if (counted.length > 0) {
    const rows = countRows(scope, { from: fromSql, where, prefix }, counted);
    return {
      from: wrapRows(scope, rows.from, rows.where, limit),
      where: undefined,
      limit: '',
      prefix: '',
      items: from.items,
    };
  }
  if (!inItems && !elsewhere && (limit === '' || !isReordered))
    return { from: fromSql, where, limit, prefix, items: from.items };
  if (inItems && !elsewhere && !isAggregated(block) && !hasAnalytics(block) && (limit === '' || !isReordered)) {
    scope.rownum = `(row_number() OVER (${heapOrder(scope).trim()}))::numeric`;
    return { from: fromSql, where, limit, prefix, items: from.items };
  }
  return {
    from: wrapRows(scope, fromSql, where, limit, prefix),
    where: undefined,
    limit: '',
    prefix: '',
    items: from.items,
  };
}

/** `WHERE key = :1`: equality of all columns of a primary or unique key with values that are no columns. */
function isKeyLookup(block: SelectBlock, scope: Scope): boolean {
  const [source, ...others] = scope.sources;
  if (source?.table?.kind !== 'TABLE' || others.length > 0 || block.connectBy !== undefined) return false;
  const fixed = new Set<string>();
  const isOwn = (expression: Expression): boolean =>
    contains(expression, (node) => node.kind === 'name' && resolveColumn(scope, node.name)?.source === source);
  for (const condition of conjuncts(block.where)) {
    if (condition.kind !== 'comparison' || condition.operator !== '=' || condition.quantifier !== undefined) continue;
    for (const [side, other] of [
      [condition.left, condition.right],
      [condition.right, condition.left],
    ] as const) {
      if (side.kind === 'name' && isOwn(side) && !isOwn(other)) fixed.add(side.name.parts.at(-1)?.name ?? '');
    }
  }
  return source.table.constraints.some(
    (constraint) =>
      (constraint.type === 'P' || constraint.type === 'U') &&
      constraint.isEnabled &&
      constraint.columns.every((column) => fixed.has(column)),
  );
}

const AGGREGATE_LIKE =
  /^(COUNT|SUM|AVG|MIN|MAX|LISTAGG|STDDEV.*|VAR.*|MEDIAN|JSON_.*AGG|ANY_VALUE|CORR|COVAR.*|REGR.*|PERCENTILE.*|STATS_MODE|APPROX.*)$/;

function isAggregated(block: SelectBlock): boolean {
  if (block.groupBy.length > 0 || block.having !== undefined) return true;
  return contains(
    block.items,
    (node) =>
      node.kind === 'call' &&
      node.over === undefined &&
      callName(node)?.match(AGGREGATE_LIKE) !== null &&
      callName(node) !== undefined,
  );
}

function hasAnalytics(block: SelectBlock): boolean {
  return contains(block.items, (node) => node.kind === 'call' && node.over !== undefined);
}

function callName(node: Extract<Expression, { kind: 'call' }>): string | undefined {
  return node.callee.kind === 'name' && node.callee.name.parts.length === 1
    ? node.callee.name.parts[0]?.name
    : undefined;
}

function compileOrderBy(block: SelectBlock, query: Query, columns: OutputColumn[], scope: Scope): string {
  if (query.orderBy.length === 0)
    return scope.hierarchyOrder === undefined || isAggregated(block) || block.distinct
      ? ''
      : ` ORDER BY ${scope.hierarchyOrder}`;
  if (query.orderSiblings === true)
    return scope.hierarchyOrder === undefined ? '' : ` ORDER BY ${scope.hierarchyOrder}`;
  scope.selectAliases = columns;
  const items = query.orderBy.map((item) => {
    const position = outputPosition(item.expression, columns);
    if (position !== undefined) {
      const column = columns[position - 1];
      refuseLobOrder(column, item.expression.pos);
      const sorted =
        column?.value === undefined || block.distinct ? undefined : orderedSql(column.value, scope.context.nls);
      if (sorted !== undefined && sorted !== column?.value?.sql) return `${sorted}${directionSql(item)}`;
      return `${position}${directionSql(item)}`;
    }
    const compiled = compileExpression(item.expression, scope);
    if (classOf(compiled.type) === 'lob') throw inconsistentTypes('-', compiled.type, item.expression.pos);
    return `${compiled.rowidNumber ?? orderedSql(compiled, scope.context.nls)}${directionSql(item)}`;
  });
  return ` ORDER BY ${items.join(', ')}`;
}

function refuseDistinctLobs(columns: OutputColumn[]): void {
  for (const column of columns) {
    if (isScalar(column.type) && classOf(column.type) === 'lob')
      throw inconsistentTypes('-', column.type, column.value?.pos ?? 0);
  }
}

/**
 * The outermost query's hidden columns: row numbers of LOB columns' rows, the row number of a FOR UPDATE query's table, the values that
 * CURSOR expressions refer to.
 */
function hiddenColumns(
  columns: OutputColumn[],
  isPlain: boolean,
  rowid: string | undefined,
  query: Query,
  context: CompileContext,
): string[] {
  const hidden: string[] = [];
  const add = (sql: string): number => {
    const known = hidden.indexOf(sql);
    return known >= 0 ? known : hidden.push(sql) - 1;
  };
  if (query.forUpdate !== undefined && rowid !== undefined) add(rowid);
  for (const column of columns) {
    const lob = column.value?.lob;
    if (isPlain && lob !== undefined) column.lobRowid = add(lob.rowid);
    const nested = column.value?.nestedCursor;
    if (nested === undefined) continue;
    if (!isPlain) throw new OracleError(22902, 'CURSOR expression not allowed', { offset: column.value?.pos });
    for (const slot of context.nestedCursors[nested]?.slots ?? []) slot.hidden = add(slot.sql);
  }
  return hidden;
}
