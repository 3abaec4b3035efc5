import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { SqlEngine } from '../sql/sql-engine.ts';
import type { SessionControlStatement } from '../syntax/ast/ddl.ts';
import { alterSession } from './alter-session.ts';
import { alterSystem } from './alter-system.ts';
import type { SessionState } from './session-state.ts';

export type SessionControlParts = { state: SessionState; sql: SqlEngine; catalog: LoadedCatalog };

/** ALTER SESSION, ALTER SYSTEM, SET ROLE. Also reached from dynamic SQL. */
export async function executeSessionControl(
  statement: SessionControlStatement,
  parts: SessionControlParts,
): Promise<{ currentSchemaChanged: boolean }> {
  const schema = parts.state.currentSchema;
  switch (statement.kind) {
    case 'alterSession':
      await alterSession(statement, parts);
      break;
    case 'alterSystem':
      alterSystem(statement, parts);
      break;
    case 'setRole':
      // Every role that was granted is always on here.
      break;
  }
  return { currentSchemaChanged: parts.state.currentSchema !== schema };
}
