import type { Expression, Identifier } from '../../syntax/ast/expression.ts';
import type { CommonTableExpression, Query, QueryBody, SelectBlock } from '../../syntax/ast/query.ts';
import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { mergeTypes } from './case.ts';
import { describeCommonTable } from './common-table.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { directionSql } from './order-limit.ts';
import type { CompiledBody } from './output.ts';
import { compileQuery } from './query.ts';
import type { CommonTable, Scope } from './scope.ts';
import { isScalar, varchar } from './type-classes.ts';
import { pgTypeName } from './typed-sql.ts';
import { mentionsTable } from './walk.ts';

/**
 * What a recursive query's rows carry besides their columns: level, the row that loops are found by (Brent's algorithm: the ancestor at the
 * last power of two), the places of its ancestors and its own among their siblings, the CYCLE columns of all of them, whether it is a cycle's end.
 */
const CARRIED = ['ora$level', 'ora$seen', 'ora$path', 'ora$values', 'ora$ends'] as const;
type Carried = Record<'level' | 'seen' | 'path' | 'values' | 'ends', string>;

/**
 * Anchor UNION ALL recursive member, as one or more common tables of PostgreSQL. The anchor's types are those of the whole, widened by what the
 * member yields. A loop without a CYCLE clause ends in ORA-32044.
 */
export function compileRecursive(table: CommonTableExpression, scope: Scope): string {
  const { body } = table.query;
  if (table.columns.length === 0) {
    throw new OracleError(32039, 'recursive WITH clause must have column alias list', { offset: table.name.pos });
  }
  if (body.kind !== 'setOperation' || body.operator !== 'UNION ALL') {
    throw new OracleError(32040, 'recursive WITH clause must use a UNION ALL operation', { offset: table.name.pos });
  }
  const anchor = compileQuery(asQuery(body.left, table), scope.context, scope);
  const common = describeCommonTable(table, anchor, scope);
  const visible = common.columns.length;
  const carrying = withCarried(body.right, common);
  if (carrying !== undefined) {
    common.columns.push(...CARRIED.map((name) => ({ ...HIDDEN, name })));
  }
  scope.commonTables.set(common.name, common);
  const compileMember = () => compileQuery(asQuery(carrying ?? body.right, table), scope.context, scope);
  let member = compileMember();
  const memberColumns = member.columns.length - (carrying === undefined ? 0 : CARRIED.length);
  if (memberColumns !== visible) {
    throw new OracleError(1789, 'query block has incorrect number of result columns', { offset: body.right.pos });
  }
  const columns = common.columns.slice(0, visible);
  const widened = columns.map((column, index) =>
    widen(column.type, member.columns[index]?.type as ScalarType, body.pos),
  );
  const isWider = widened.some((type, index) => pgTypeName(type) !== pgTypeName(columns[index]?.type ?? type));
  for (const [index, column] of columns.entries()) column.type = widened[index] ?? column.type;
  // The member was compiled against narrower types: once more with the final ones.
  if (isWider) member = compileMember();
  return carrying === undefined
    ? `${common.pgName} AS (${typedRows(anchor, widened, scope).sql} UNION ALL ${typedRows(member, widened, scope).sql})`
    : carryingTables(table, common, visible, { anchor, member }, scope);
}

const HIDDEN = { type: varchar(), isNullable: true, isJson: false, isHidden: true };

function asQuery(side: QueryBody, table: CommonTableExpression): Query {
  if (side.kind === 'nested') return side.query;
  return { kind: 'query', pos: side.pos, end: table.query.end, with: [], body: side, orderBy: [] };
}

/** The member with the parent row's carried columns at the end of its list; undefined where it is no plain SELECT from the table. */
function withCarried(member: QueryBody, common: CommonTable): SelectBlock | undefined {
  if (member.kind !== 'select' || member.distinct || member.groupBy.length > 0) return undefined;
  const own = findOwn(member, common.name);
  if (own === undefined) return undefined;
  const items = CARRIED.map((name) => {
    const parts: Identifier[] = [own, { name, quoted: true, pos: member.pos }];
    const expression: Expression = { kind: 'name', pos: member.pos, name: { parts, pos: member.pos } };
    return { kind: 'expression' as const, expression, text: name };
  });
  return { ...member, items: [...member.items, ...items] };
}

/** What the member calls the recursive table in its FROM clause. */
function findOwn(member: SelectBlock, name: string): Identifier | undefined {
  const pending = [...member.from];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item.kind === 'join') pending.push(item.left, item.right);
    if (item.kind === 'table' && item.name.parts.length === 1 && item.name.parts[0]?.name === name) {
      return item.alias ?? item.name.parts[0];
    }
    if (item.kind === 'derived' && mentionsTable(item.query, name)) return undefined;
  }
  return undefined;
}

function widen(left: ScalarType, right: ScalarType, pos: number): ScalarType {
  const merged = mergeTypes(left, right);
  if (merged === undefined) {
    throw new OracleError(1790, 'expression must have same datatype as corresponding expression', { offset: pos });
  }
  if (merged.kind === 'NULL') return { kind: 'VARCHAR2', unit: 'BYTE' };
  return merged.kind === 'NUMBER' ? NUMBER : merged;
}

/** PostgreSQL compares lengths and scales too: each column is cast to its bare type. */
function typedRows(body: CompiledBody, types: ScalarType[], scope: Scope): { sql: string; alias: string } {
  const alias = scope.context.nextAlias('q');
  const columns = types.map((type, index) => {
    const column = body.columns[index];
    if (column === undefined || !isScalar(column.type)) throw new Error('column count was checked');
    const value = { sql: `${alias}.c${index + 1}`, type: column.type, isNullable: true, pos: 0, isRowDependent: true };
    return `(${convertTo(value, type, scope.context.nls).sql})::${pgTypeName(type)} AS c${index + 1}`;
  });
  const parent = body.columns.slice(types.length).map((_column, index) => `${alias}.c${types.length + index + 1}`);
  return { alias, sql: `SELECT ${[...columns, ...parent].join(', ')} FROM (${body.sql}) ${alias}` };
}

/** The recursive table with what its rows carry, and over it the table as the statement sees it. */
function carryingTables(
  table: CommonTableExpression,
  common: CommonTable,
  visible: number,
  parts: { anchor: CompiledBody; member: CompiledBody },
  scope: Scope,
): string {
  const types = common.columns.slice(0, visible).map((column) => column.type);
  const names = types.map((_type, index) => `c${index + 1}`);
  const find = (name: Identifier) => {
    const index = common.columns.slice(0, visible).findIndex((column) => column.name === name.name);
    if (index < 0) throw new OracleError(904, `"${name.name}": invalid identifier`, { offset: name.pos });
    return `x.c${index + 1}`;
  };
  const order = table.search?.by.map(({ expression, ...direction }) => {
    if (expression.kind !== 'name') throw new OracleError(904, 'invalid identifier', { offset: expression.pos });
    return find(expression.name.parts[0] as Identifier) + directionSql({ expression, ...direction });
  });
  const place = order === undefined ? 'NULL::bigint' : `row_number() OVER (ORDER BY ${order.join(', ')})`;
  const row = `ROW(${names.map((name) => `x.${name}`).join(', ')})::text`;
  const key = table.cycle === undefined ? undefined : `ROW(${table.cycle.columns.map(find).join(', ')})::text`;
  const list = names.map((name) => `x.${name}`).join(', ');
  const first = `1, ${row}, ARRAY[${place}], ARRAY[${key ?? 'NULL'}]::text[], false`;
  const anchor = `SELECT ${list}, ${first} FROM (${typedRows(parts.anchor, types, scope).sql}) x`;
  const parent: Carried = carriedOf('x', visible);
  const next = [
    `${parent.level} + 1`,
    `CASE WHEN ${parent.level} & (${parent.level} + 1) = 0 THEN ${row} ELSE ${parent.seen} END`,
    order === undefined ? parent.path : `${parent.path} || ${place}`,
    key === undefined ? parent.values : `${parent.values} || ${key}`,
    key === undefined ? 'false' : `${key} = ANY (${parent.values})`,
  ];
  const guard =
    key === undefined
      ? `${row} IS DISTINCT FROM ${parent.seen} OR ora.raise(32044, 'cycle detected while executing recursive WITH query')`
      : `NOT ${parent.ends}`;
  const columns = [...names, ...CARRIED.map((_name, index) => `c${visible + index + 1}`)].join(', ');
  const rows = typedRows(parts.member, types, scope).sql;
  const member = `SELECT ${list}, ${next.join(', ')} FROM (${rows}) x(${columns}) WHERE ${guard}`;
  const inner = `${common.pgName}(${columns}) AS (${anchor} UNION ALL ${member})`;
  return `${inner}, ${outerTable(table, common, visible, scope)}`;
}

function carriedOf(alias: string, visible: number): Carried {
  const [level, seen, path, values, ends] = CARRIED.map((_name, index) => `${alias}.c${visible + index + 1}`);
  return { level: level ?? '', seen: seen ?? '', path: path ?? '', values: values ?? '', ends: ends ?? '' };
}

/** The columns that the statement sees: those of the list, and those of the SEARCH and CYCLE clauses. */
function outerTable(table: CommonTableExpression, common: CommonTable, visible: number, scope: Scope): string {
  const outer: CommonTable = {
    name: common.name,
    pgName: scope.context.nextAlias('w'),
    columns: common.columns.slice(0, visible),
  };
  const carried = carriedOf('x', visible);
  const outputs = outer.columns.map((_column, index) => `x.c${index + 1}`);
  const { search, cycle } = table;
  if (search !== undefined) {
    const order = search.isDepthFirst ? carried.path : `${carried.level}, ${carried.path}`;
    outer.columns.push({ name: search.set.name, type: NUMBER, isNullable: false, isJson: false });
    outputs.push(`(row_number() OVER (ORDER BY ${order}))::numeric AS c${outputs.length + 1}`);
  }
  if (cycle !== undefined) {
    const [mark, otherwise] = [cycle.mark, cycle.otherwise].map((value) => compileExpression(value, scope).sql);
    outer.columns.push({ name: cycle.set.name, type: varchar(1), isNullable: false, isJson: false });
    outputs.push(`(CASE WHEN ${carried.ends} THEN ${mark} ELSE ${otherwise} END)::text AS c${outputs.length + 1}`);
  }
  scope.commonTables.set(outer.name, outer);
  const order =
    search === undefined ? '' : ` ORDER BY ${search.isDepthFirst ? carried.path : `${carried.level}, ${carried.path}`}`;
  return `${outer.pgName} AS (SELECT ${outputs.join(', ')} FROM ${common.pgName} x${order})`;
}
