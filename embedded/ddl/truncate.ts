import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { DdlRun } from './ddl-run.ts';
import { referencesTo } from './foreign-key.ts';
import { temporaryTableName } from './temporary-table.ts';

/** Throws ORA-00942, ORA-01031, ORA-02266 for a parent of enabled foreign keys (ORA-14705 with CASCADE where they do not cascade). */
export async function truncate(run: DdlRun, statement: Extract<DdlStatement, { kind: 'truncate' }>): Promise<void> {
  const draft = run.tableToChange(statement.name, { system: 'DROP ANY TABLE' });
  if (draft.table.isTemporary) {
    const name = temporaryTableName(draft.table);
    const [row] = await run.execute('SELECT to_regclass($1::text)', [name]);
    if (row?.[0] != null) await run.execute(`TRUNCATE ${name}`);
    return;
  }
  const references = referencesTo(run, { schema: draft.schema, table: draft.name }).filter(
    ({ table, constraint }) => table.object.id !== draft.table.object.id && constraint.isEnabled,
  );
  if (references.length > 0 && !statement.cascade) {
    throw new OracleError(2266, 'unique/primary keys in table referenced by enabled foreign keys');
  }
  if (references.some(({ constraint }) => constraint.references?.deleteRule !== 'CASCADE')) {
    throw new OracleError(14705, 'unique or primary keys referenced by enabled foreign keys in table');
  }
  await run.execute(`TRUNCATE ${draft.storageName}${statement.cascade ? ' CASCADE' : ''}`);
}
