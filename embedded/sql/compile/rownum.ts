import type { ComparisonOperator, Expression } from '../../syntax/ast/expression.ts';
import { compileCondition } from './condition.ts';
import { toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { Scope, SourceColumn } from './scope.ts';
import { isNameOf, usesRownum } from './walk.ts';

/** What the ROWNUM conditions of a WHERE clause say: at most `limits` rows, and only where `guards` hold. */
export type RownumBounds = { limits: string[]; guards: string[] };

/** A WHERE clause taken apart: the bounds, the conditions without ROWNUM, and those that are asked row by row with the number that is next. */
export type RownumConditions = { bounds: RownumBounds; rest: Expression[]; counted: Expression[] };

const MIRRORED: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * Takes the ROWNUM conditions out of a WHERE clause. ROWNUM counts the rows that pass, so that `ROWNUM > 1` passes none and `ROWNUM = n` passes
 * the first one where n is 1.
 */
export function takeRownumBounds(where: Expression[], scope: Scope): RownumConditions {
  const bounds: RownumBounds = { limits: [], guards: [] };
  const rest: Expression[] = [];
  const counted: Expression[] = [];
  for (const condition of where) {
    if (!usesRownum(condition)) rest.push(condition);
    else if (!takeBound(condition, bounds, scope)) counted.push(condition);
  }
  return { bounds, rest, counted };
}

function takeBound(condition: Expression, bounds: RownumBounds, scope: Scope): boolean {
  if (condition.kind === 'between' && !condition.negated && isNameOf(condition.operand, 'ROWNUM')) {
    if (usesRownum([condition.low, condition.high])) return false;
    const own: RownumBounds = { limits: [], guards: [] };
    const isTaken = addBound('>=', condition.low, own, scope) && addBound('<=', condition.high, own, scope);
    if (isTaken) {
      bounds.limits.push(...own.limits);
      bounds.guards.push(...own.guards);
    }
    return isTaken;
  }
  if (condition.kind === 'inList' && !condition.negated && isNameOf(condition.operand, 'ROWNUM')) {
    return (
      condition.items.length === 1 &&
      takeBound(
        {
          kind: 'comparison',
          pos: condition.pos,
          operator: '=',
          left: condition.operand,
          right: condition.items[0] as Expression,
        },
        bounds,
        scope,
      )
    );
  }
  if (condition.kind !== 'comparison' || condition.quantifier !== undefined) return false;
  if (isNameOf(condition.left, 'ROWNUM')) return addBound(condition.operator, condition.right, bounds, scope);
  if (!isNameOf(condition.right, 'ROWNUM')) return false;
  return addBound(MIRRORED[condition.operator], condition.left, bounds, scope);
}

/** False where ROWNUM is compared with something that changes from row to row. */
function addBound(operator: ComparisonOperator, expression: Expression, bounds: RownumBounds, scope: Scope): boolean {
  if (usesRownum(expression)) return false;
  const uses = scope.columnUses;
  const value = toNumber(compileExpression(expression, scope), scope.context.nls).sql;
  if (scope.columnUses > uses) return false;
  switch (operator) {
    case '<=':
      bounds.limits.push(`floor(${value})`);
      break;
    case '<':
      bounds.limits.push(`ceil(${value}) - 1`);
      break;
    case '=':
      bounds.limits.push('1');
      bounds.guards.push(`${value} = 1`);
      break;
    case '>':
      bounds.guards.push(`1 > ${value}`);
      break;
    case '>=':
      bounds.guards.push(`1 >= ${value}`);
      break;
    case '<>':
      // The count stops at n: the row that would be the n-th never gets another number.
      bounds.limits.push(`(CASE WHEN ${value} >= 1 AND ${value} = floor(${value}) THEN ${value} - 1 END)`);
      break;
  }
  return true;
}

/**
 * The order in which Oracle reads a table without indexes: as its rows were inserted. PostgreSQL moves a row when it is updated. ''
 * where the rows are not those of one stored table.
 */
export function heapOrder(scope: Scope): string {
  const [source, ...others] = scope.sources;
  if (source?.rowid === undefined || others.length > 0 || source.table?.kind !== 'TABLE') return '';
  return scope.hierarchy === undefined ? ` ORDER BY ${source.rowid}` : '';
}

/** LIMIT of the bounds; '' where there is none. */
export function rownumLimit(limits: string[]): string {
  if (limits.length === 0) return '';
  const least = limits.length === 1 ? limits[0] : `least(${limits.join(', ')})`;
  // NULL compares with nothing: no rows. The NULL of `<>` means no limit and is caught before.
  const isOptional = limits.every((limit) => limit.startsWith('(CASE'));
  if (isOptional) return ` LIMIT ${least}::bigint`;
  return ` LIMIT greatest(coalesce(${least}, 0), 0)::bigint`;
}

/**
 * Puts the rows found so far into a subquery and points the scope's columns at it, so that ROWNUM and the limit come before what
 * follows (GROUP BY, ORDER BY). Returns the new FROM.
 */
export function wrapRows(scope: Scope, from: string, where: string | undefined, limit: string, prefix = ''): string {
  const alias = scope.context.nextAlias('r');
  const order = heapOrder(scope);
  const outputs: string[] = [`(row_number() OVER (${order.trim()}))::numeric AS rn`];
  const repoint = (column: { sql: string }): void => {
    outputs.push(`${column.sql} AS w${outputs.length}`);
    column.sql = `${alias}.w${outputs.length - 1}`;
  };
  const columns = new Set<SourceColumn>([...scope.sources.flatMap((source) => source.columns), ...scope.merged]);
  for (const source of scope.sources) {
    if (source.rowid === undefined) continue;
    const rowid = { sql: source.rowid };
    repoint(rowid);
    source.rowid = rowid.sql;
    for (const column of source.columns) if (column.lob !== undefined) column.lob = { ...column.lob, rowid: rowid.sql };
  }
  for (const column of columns) repoint(column);
  for (const source of scope.sources) source.pgAlias = alias;
  scope.rownum = `${alias}.rn`;
  return `(${prefix}SELECT ${outputs.join(', ')} FROM ${from}${where === undefined ? '' : ` WHERE ${where}`}${order}${limit}) ${alias}`;
}

/**
 * Rows that pass conditions in which ROWNUM stands anywhere (`ROWNUM <= 3 OR …`): they are asked in the rows' order, each with the number
 * that the row would get. The counter is PostgreSQL's, a new one each time that the rows are read.
 */
export function countRows(
  scope: Scope,
  rows: { from: string; where: string | undefined; prefix: string },
  counted: Expression[],
): { from: string; where: string } {
  const wrapped = wrapRows(scope, rows.from, rows.where, '', rows.prefix);
  const alias = scope.sources[0]?.pgAlias ?? scope.rownum?.split('.')[0] ?? '';
  const counter = scope.context.nextAlias('n');
  // The counter's name as a column of each row: a condition on the counter alone would be asked once.
  scope.rownum = `ora.rownum_next(${alias}.k)`;
  const from =
    `(SELECT ora.rownum_start() AS k OFFSET 0) ${counter} CROSS JOIN LATERAL ` +
    `(SELECT ${alias}.*, ${counter}.k FROM ${wrapped} WHERE ${counter}.k IS NOT NULL OFFSET 0) ${alias}`;
  scope.rowSource = { from, where: undefined };
  const conditions = counted.map((condition) => compileCondition(condition, scope)).join(' AND ');
  return { from, where: `CASE WHEN ${conditions} THEN ora.rownum_pass(${alias}.k) ELSE false END` };
}

/** Runs `work`, which may wrap the scope's rows, and points the scope's columns at where they were. */
export function withRowsAsTheyWere<T>(scope: Scope, work: () => T): T {
  const sources = scope.sources.map((source) => ({ source, rowid: source.rowid, pgAlias: source.pgAlias }));
  const columns = scope.sources.flatMap((source) => source.columns.map((column) => ({ column, ...column })));
  const { rownum, rowSource } = scope;
  try {
    return work();
  } finally {
    for (const { source, rowid, pgAlias } of sources) Object.assign(source, { rowid, pgAlias });
    for (const { column, sql, lob } of columns) Object.assign(column, { sql, ...(lob === undefined ? {} : { lob }) });
    scope.rownum = rownum;
    scope.rowSource = rowSource;
  }
}
