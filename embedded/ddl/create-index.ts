import type { CatalogIndex, CatalogTable } from '../catalog/catalog.ts';
import { storageName } from '../catalog/storage-name.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { Expression } from '../syntax/ast/expression.ts';
import { parseExpression } from '../syntax/parse.ts';
import { OracleError } from '../types/oracle-error.ts';
import { isLob } from './column-type.ts';
import { ownStorageName } from './constraint-names.ts';
import { anyNotNull } from './constraint-storage.ts';
import { type DdlRun, newObject, type PrintTableExpression } from './ddl-run.ts';
import { quoteName } from './quote.ts';
import { pgErrorOf } from './storage-error.ts';
import { invalidColumn, type TableDraft } from './table-draft.ts';

type CreateIndex = Extract<DdlStatement, { kind: 'createIndex' }>;
type IndexColumn = CatalogIndex['columns'][number];

/** Throws ORA-00955, ORA-00942, ORA-00904, ORA-01408 (same columns again), ORA-01452 (duplicates in a unique one). */
export async function createIndex(run: DdlRun, statement: CreateIndex): Promise<void> {
  const draft = run.tableToChange(statement.table, { object: 'INDEX', system: 'CREATE ANY INDEX' });
  const target = run.target(statement.name);
  if (target.schema !== run.user && !run.catalog.hasSystemPrivilege(run.user, 'CREATE ANY INDEX')) {
    throw new OracleError(1031, 'insufficient privileges');
  }
  if (run.catalog.findEntry(target.schema, target.name, 'INDEX') !== undefined) {
    throw new OracleError(955, 'name is already used by an existing object', { offset: target.pos });
  }
  const columns = statement.columns.map(({ expression, text, descending }) =>
    indexColumn(draft, expression, text, descending),
  );
  if (draft.indexes.some((index) => hasSameColumns(index.columns, columns))) {
    throw new OracleError(1408, 'such column list already indexed');
  }
  const id = await run.nextObjectId();
  const index: CatalogIndex = {
    object: newObject(run, id, target, 'INDEX'),
    table: { schema: draft.schema, name: draft.name },
    isUnique: statement.unique,
    isBitmap: statement.bitmap,
    columns,
    isOfConstraint: false,
    isGenerated: false,
    storageName: ownStorageName(run, draft.schema, target.name, id),
  };
  const expressions = statement.columns.map(({ expression }) => expression);
  const sql = indexSql(draft.table, draft.storageName, index, run.print, expressions);
  if (!draft.table.isTemporary) await executeIndex(run, sql);
  draft.indexes.push(index);
}

async function executeIndex(run: DdlRun, sql: string): Promise<void> {
  try {
    await run.execute(sql);
  } catch (error) {
    if (pgErrorOf(error)?.code === '23505') {
      throw new OracleError(1452, 'cannot CREATE UNIQUE INDEX; duplicate keys found', { cause: error });
    }
    throw error;
  }
}

function indexColumn(draft: TableDraft, expression: Expression, text: string, isDescending: boolean): IndexColumn {
  if (expression.kind !== 'name' || expression.name.parts.length !== 1) {
    return { name: undefined, expression: text, isDescending };
  }
  const [identifier] = expression.name.parts;
  const column = draft.table.columns.find(({ name }) => name === identifier?.name);
  if (identifier === undefined || column === undefined)
    throw invalidColumn(identifier ?? { name: text, quoted: false, pos: expression.pos });
  if (isLob(column.type))
    throw new OracleError(2327, 'cannot create index on expression with datatype LOB', { offset: expression.pos });
  return { name: column.name, expression: undefined, isDescending };
}

function hasSameColumns(a: IndexColumn[], b: IndexColumn[]): boolean {
  const text = (column: IndexColumn) =>
    `${column.name ?? `(${column.expression?.replace(/\s+/g, '')})`} ${column.isDescending}`;
  return a.map(text).join() === b.map(text).join();
}

/**
 * The index in PostgreSQL, in the schema of its table. A unique index over several columns leaves out only rows where all are NULL, as
 * Oracle's; see `needsPartialIndex`.
 */
export function indexSql(
  table: CatalogTable,
  tableName: string,
  index: CatalogIndex,
  print: PrintTableExpression,
  expressions?: Expression[],
): string {
  const keys = index.columns.map(({ name, expression }, position) =>
    name === undefined
      ? `(${print(expressions?.[position] ?? parseExpression(expression ?? ''), table)})`
      : quoteName(name),
  );
  const list = keys.map((key, position) => `${key}${index.columns[position]?.isDescending ? ' DESC' : ''}`).join(', ');
  const isPartial = index.isUnique && keys.length > 1;
  const rest = isPartial ? ` NULLS NOT DISTINCT WHERE ${anyNotNull(keys)}` : '';
  const name = quoteName(index.storageName ?? storageName(index.object.name));
  return `CREATE ${index.isUnique ? 'UNIQUE ' : ''}INDEX ${name} ON ${tableName} (${list})${rest}`;
}
