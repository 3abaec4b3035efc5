import type { CatalogColumn } from '../catalog/catalog.ts';
import type { ColumnDescription } from '../sql/sql-engine.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { Query, SelectBlock, SelectItem } from '../syntax/ast/query.ts';
import { parseQuery } from '../syntax/parse.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { hasUsableName } from './create-table-as.ts';
import { type DdlRun, newObject } from './ddl-run.ts';
import { NO_NAMES } from './no-names.ts';
import { quoteName } from './quote.ts';

type CreateView = Extract<DdlStatement, { kind: 'createView' }>;

/**
 * CREATE [OR REPLACE] [FORCE] VIEW. Throws what is wrong with the query; with FORCE the view is then stored INVALID. Throws ORA-00955,
 * ORA-01730, ORA-00998, ORA-00957.
 */
export async function createView(run: DdlRun, statement: CreateView): Promise<void> {
  const target = run.newTarget(statement.name, 'VIEW');
  const existing = run.catalog.findEntry(target.schema, target.name);
  if (existing !== undefined && (existing.object.type !== 'VIEW' || !statement.orReplace)) {
    throw new OracleError(955, 'name is already used by an existing object', { offset: target.pos });
  }
  const described = describe(run, statement);
  const id = existing?.object.id ?? (await run.nextObjectId());
  const object = {
    ...newObject(run, id, target, 'VIEW'),
    created: existing?.object.created ?? run.now,
    status: described === undefined ? ('INVALID' as const) : ('VALID' as const),
  };
  run.change.put({
    object,
    table: {
      object,
      kind: 'VIEW',
      columns: described?.columns ?? statement.columns.map(({ name }) => unknownColumn(name)),
      isTemporary: false,
      constraints: [],
      viewText: described?.text ?? statement.text,
      isReadOnly: statement.readOnly,
      hasCheckOption: statement.checkOption,
      comment: undefined,
      columnComments: {},
    },
  });
  if (existing === undefined) run.touchNew(target.schema, target.name);
  else run.touch(target.schema, target.name);
}

function describe(run: DdlRun, statement: CreateView): { columns: CatalogColumn[]; text: string } | undefined {
  try {
    const { query } = statement;
    const columns = viewColumns(run.sql.compileQuery(query, run.text, NO_NAMES).columns, statement);
    return { columns, text: expandStars(run, statement.text, query) };
  } catch (error) {
    if (statement.force && error instanceof OracleError) return undefined;
    throw error;
  }
}

function viewColumns(described: ColumnDescription[], statement: CreateView): CatalogColumn[] {
  const names = statement.columns;
  if (names.length > 0 && names.length !== described.length) {
    throw new OracleError(1730, 'invalid number of column names specified', { offset: names[0]?.pos });
  }
  const seen = new Set<string>();
  return described.map((column, index) => {
    const name = names[index]?.name ?? column.name;
    if (names.length === 0 && !hasUsableName(statement.query, index)) {
      throw new OracleError(998, 'must name this expression with a column alias', { offset: statement.query.pos });
    }
    if (seen.has(name)) throw new OracleError(957, 'duplicate column name', { offset: names[index]?.pos });
    seen.add(name);
    return { ...unknownColumn(name), ...typeOf(column), isNullable: column.isNullable, isJson: column.isJson ?? false };
  });
}

function typeOf({ type }: ColumnDescription): Pick<CatalogColumn, 'type'> {
  if (type.kind === 'REF CURSOR') throw new OracleError(22902, 'CURSOR expression not allowed');
  if (type.kind === 'RECORD' || type.kind === 'COLLECTION') throw unimplemented('views of objects');
  // A column of NULLs is VARCHAR2 without a length to Oracle.
  return { type: type.kind === 'NULL' ? { kind: 'VARCHAR2', length: 0, unit: 'BYTE' } : type };
}

function unknownColumn(name: string): CatalogColumn {
  return {
    name,
    type: { kind: 'VARCHAR2', length: 4000, unit: 'BYTE' },
    isNullable: true,
    default: undefined,
    isDefaultOnNull: false,
    identity: undefined,
    virtual: undefined,
    isHidden: false,
    isJson: false,
  };
}

/** A `*` means the columns of the time when the view was made: Oracle stores their names in its place. */
export function expandStars(run: DdlRun, text: string, query: Query): string {
  const offset = query.pos;
  const replacements: { from: number; to: number; text: string }[] = [];
  for (const { block, around } of blocksOf(query)) {
    for (const item of block.items) {
      if (item.kind !== 'star') continue;
      const from = item.pos - offset;
      const written = /^(?:(?:"[^"]+"|[\p{L}\p{N}_$#]+)\s*\.\s*)*\*/u.exec(text.slice(from))?.[0];
      if (written === undefined) continue;
      const qualifier = written.slice(0, -1);
      const columns = starColumns(run, around, block, item);
      const list = columns.map((name) => `${qualifier}${quoteName(name)}`).join(',');
      replacements.push({ from, to: from + written.length, text: list });
    }
  }
  return replacements
    .sort((a, b) => b.from - a.from)
    .reduce((result, each) => result.slice(0, each.from) + each.text + result.slice(each.to), text);
}

/** The blocks whose select lists are the view's columns: of a set operation all, for a later column must not make them differ. */
function blocksOf(query: Query): { block: SelectBlock; around: Query }[] {
  const found: { block: SelectBlock; around: Query }[] = [];
  const visit = (body: Query['body'], around: Query): void => {
    if (body.kind === 'select') found.push({ block: body, around });
    else if (body.kind === 'nested')
      visit(body.query.body, { ...body.query, with: [...around.with, ...body.query.with] });
    else {
      visit(body.left, around);
      visit(body.right, around);
    }
  };
  visit(query.body, query);
  return found;
}

function starColumns(run: DdlRun, around: Query, block: SelectBlock, star: SelectItem): string[] {
  const alone: Query = {
    ...around,
    orderBy: [],
    offset: undefined,
    fetch: undefined,
    forUpdate: undefined,
    body: { ...block, items: [star], groupBy: [], having: undefined, distinct: false },
  };
  return run.sql.compileQuery(alone, run.text, NO_NAMES).columns.map(({ name }) => name);
}

/** ALTER VIEW … COMPILE: columns and state anew. Throws nothing for a view that does not compile: it stays INVALID, as in Oracle with a warning. */
export async function compileView(run: DdlRun, statement: Extract<DdlStatement, { kind: 'alterUnit' }>): Promise<void> {
  const { schema, name, pos } = run.target(statement.name);
  const missing = new OracleError(942, 'table or view does not exist', { offset: pos });
  const entry = run.catalog.findEntry(schema, name, 'VIEW');
  if (entry?.table?.viewText === undefined) throw missing;
  run.requireRight(entry.object, { system: 'ALTER ANY TABLE' }, missing);
  const object = { ...entry.object, lastDdl: run.now };
  try {
    const described = run.sql.compileQuery(parseQuery(entry.table.viewText), entry.table.viewText, {
      ...NO_NAMES,
      viewpoint: { schema, user: schema },
    }).columns;
    const columns = described.map((column, index) => ({
      ...unknownColumn(entry.table?.columns[index]?.name ?? column.name),
      ...typeOf(column),
      isNullable: column.isNullable,
    }));
    run.change.put({ object: { ...object, status: 'VALID' }, table: { ...entry.table, columns } });
  } catch (error) {
    if (!(error instanceof OracleError)) throw error;
    run.change.put({ object: { ...object, status: 'INVALID' }, table: entry.table });
  }
}
