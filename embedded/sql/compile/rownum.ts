import type { ComparisonOperator, Expression } from '../../syntax/ast/expression.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { Scope, SourceColumn } from './scope.ts';
import { isNameOf, usesRownum } from './walk.ts';

/** What the ROWNUM conditions of a WHERE clause say: at most `limits` rows, and only where `guards` hold. */
export type RownumBounds = { limits: string[]; guards: string[] };

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
export function takeRownumBounds(where: Expression[], scope: Scope): { bounds: RownumBounds; rest: Expression[] } {
  const bounds: RownumBounds = { limits: [], guards: [] };
  const rest: Expression[] = [];
  for (const condition of where) {
    if (!usesRownum(condition)) rest.push(condition);
    else if (!takeBound(condition, bounds, scope))
      throw unimplemented('this use of ROWNUM in a condition', condition.pos);
  }
  return { bounds, rest };
}

function takeBound(condition: Expression, bounds: RownumBounds, scope: Scope): boolean {
  if (condition.kind === 'between' && !condition.negated && isNameOf(condition.operand, 'ROWNUM')) {
    addBound('>=', condition.low, bounds, scope);
    addBound('<=', condition.high, bounds, scope);
    return true;
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
  if (isNameOf(condition.left, 'ROWNUM')) addBound(condition.operator, condition.right, bounds, scope);
  else if (isNameOf(condition.right, 'ROWNUM')) addBound(MIRRORED[condition.operator], condition.left, bounds, scope);
  else return false;
  return true;
}

function addBound(operator: ComparisonOperator, expression: Expression, bounds: RownumBounds, scope: Scope): void {
  const uses = scope.columnUses;
  const value = toNumber(compileExpression(expression, scope), scope.context.nls).sql;
  if (scope.columnUses > uses) throw unimplemented('ROWNUM compared with a column', expression.pos);
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
