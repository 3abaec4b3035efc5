import type { MultiInsertStatement } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { CompileContext } from './compile-context.ts';
import { compileCondition } from './condition.ts';
import { compileTarget, hasTriggers, targetColumn } from './dml-target.ts';
import { type CompiledInsert, checkCount, completeColumns, insertedValues, refuseGenerated } from './insert.ts';
import { compileQuery } from './query.ts';
import { Scope } from './scope.ts';
import { derivedSource } from './table-source.ts';
import { quoteName } from './typed-sql.ts';

type Into = MultiInsertStatement['otherwise'][number];

/**
 * INSERT ALL and INSERT FIRST: the query runs once, each INTO is an INSERT of its own over its rows. A sequence's number is taken once for
 * each row of the query.
 */
export function compileMultiInsert(statement: MultiInsertStatement, context: CompileContext): CompiledInsert {
  const body = compileQuery(statement.query, context, undefined, { allowsSequences: true });
  const rows = context.nextAlias('m');
  const { source } = derivedSource({ ...body, sql: '' }, undefined, '', context);
  const scope = new Scope(context);
  scope.sources.push(source);
  scope.rowSource = { from: `(${body.sql}) ${source.pgAlias}`, where: undefined };
  scope.sequenceColumns = new Map();
  scope.allowsSequences = true;
  const inserts: string[] = [];
  const earlier: string[] = [];
  for (const branch of statement.branches) {
    const when = branch.when === undefined ? undefined : compileCondition(branch.when, scope);
    const isFirst = statement.mode === 'FIRST';
    const condition = [when, ...(isFirst ? earlier.map((other) => `NOT coalesce(${other}, false)`) : [])].filter(
      (part) => part !== undefined,
    );
    for (const into of branch.intos) inserts.push(insertSql(into, condition, scope, rows, source.pgAlias, context));
    if (when !== undefined) earlier.push(when);
  }
  const none = earlier.map((other) => `NOT coalesce(${other}, false)`);
  for (const into of statement.otherwise) inserts.push(insertSql(into, none, scope, rows, source.pgAlias, context));
  const names = inserts.map((_insert, index) => `${rows}_${index}`);
  const numbers = [...scope.sequenceColumns]
    .map(([relation, column]) => `, nextval(${relation})::numeric AS ${column}`)
    .join('');
  const query = `SELECT q.*${numbers} FROM (${body.sql}) q`;
  const parts = inserts.map((insert, index) => `${names[index]} AS (${insert})`);
  const count = names.map((name) => `(SELECT count(*) FROM ${name})`).join(' + ');
  const sql = `WITH ${rows} AS MATERIALIZED (${query}), ${parts.join(', ')} SELECT ${count}, NULL`;
  return { action: { kind: 'statement', sql: context.parameters.prepare(sql), result: 'summary' }, returning: [] };
}

function insertSql(
  into: Into,
  conditions: string[],
  scope: Scope,
  rows: string,
  alias: string,
  context: CompileContext,
): string {
  const target = compileTarget(into.target, 'INSERT', context);
  if (target.viewSql !== undefined) throw unimplemented('multi-table INSERT into a view', into.target.pos);
  if (hasTriggers(target, 'INSERT'))
    throw unimplemented('multi-table INSERT into a table with triggers', into.target.pos);
  const { table } = target;
  const columns =
    into.columns.length === 0
      ? table.columns.filter((column) => !column.isHidden && column.virtual === undefined)
      : into.columns.map((name) => targetColumn(target, { parts: [name], pos: name.pos }).stored);
  for (const column of columns) refuseGenerated(column, into.target.pos);
  const values =
    into.values ??
    scope.sources[0]?.columns.map(
      (column) =>
        ({
          kind: 'name',
          pos: into.target.pos,
          name: { parts: [{ name: column.name, quoted: true, pos: into.target.pos }], pos: into.target.pos },
        }) as const,
    ) ??
    [];
  checkCount(values.length, columns.length, into.target.pos);
  const complete = completeColumns(columns, insertedValues([...values], columns, table, scope), table, target.scope);
  if (complete.length === 0) throw new OracleError(926, 'missing VALUES keyword', { offset: into.target.pos });
  const names = complete.map((entry) => quoteName(entry.column.name)).join(', ');
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `INSERT INTO ${target.relation} (${names}) SELECT ${complete.map((entry) => entry.sql).join(', ')} FROM ${rows} ${alias}${where} RETURNING 1`;
}
