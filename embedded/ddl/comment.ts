import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { DdlRun } from './ddl-run.ts';
import { invalidColumn } from './table-draft.ts';

/** COMMENT ON TABLE | COLUMN, of tables and views. An empty text removes the comment. */
export function comment(run: DdlRun, statement: Extract<DdlStatement, { kind: 'comment' }>): void {
  const { target, name, text } = statement;
  const parts = target === 'COLUMN' ? name.parts.slice(0, -1) : name.parts;
  const { schema, name: table } = run.target({ ...name, parts });
  const missing = new OracleError(942, 'table or view does not exist', { offset: name.pos });
  const entry = run.catalog.findEntry(schema, table);
  if (entry?.table === undefined || entry.object.isBuiltIn) throw missing;
  run.requireRight(entry.object, { system: 'COMMENT ANY TABLE' }, missing);
  const written = text === '' ? undefined : text;
  if (target === 'TABLE') {
    run.change.put({ ...entry, table: { ...entry.table, comment: written } });
    return;
  }
  const column = name.parts.at(-1);
  if (column === undefined || !entry.table.columns.some((each) => each.name === column.name)) {
    throw invalidColumn(column ?? { name: '', quoted: false, pos: name.pos });
  }
  const { [column.name]: _, ...others } = entry.table.columnComments;
  const columnComments = written === undefined ? others : { ...others, [column.name]: written };
  run.change.put({ ...entry, table: { ...entry.table, columnComments } });
}
