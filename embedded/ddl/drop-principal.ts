import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import { type DdlRun, insufficientPrivileges } from './ddl-run.ts';
import { removeTable } from './drop-table.ts';
import { quoteName } from './quote.ts';

type Drop = Extract<DdlStatement, { kind: 'drop' }>;

/** DROP USER [CASCADE]. Throws ORA-01918, ORA-01922 (owns objects), ORA-01940 (is logged on), ORA-28050 (came with the database). */
export async function dropUser(run: DdlRun, statement: Drop): Promise<void> {
  const name = statement.name.parts[0]?.name ?? '';
  const { catalog } = run;
  if (!catalog.hasSystemPrivilege(run.user, 'DROP USER')) throw insufficientPrivileges();
  const principal = catalog.privileges.principal(name);
  if (principal?.kind !== 'USER') throw new OracleError(1918, `user '${name}' does not exist`);
  if (principal.isBuiltIn) throw new OracleError(28050, 'specified user or role cannot be dropped');
  if (catalog.sessions.all().some(({ state }) => state.user === name)) {
    throw new OracleError(1940, 'cannot drop a user that is currently connected');
  }
  const owned = catalog.entries().filter(({ object }) => object.schema === name);
  if (owned.length > 0 && !statement.cascade) {
    throw new OracleError(1922, `CASCADE must be specified to drop '${name}'`);
  }
  for (const entry of owned) {
    if (entry.object.type === 'TABLE') await removeTable(run, run.draft(entry), true);
  }
  const removed = new Set(run.change.steps.flatMap((step) => (step.kind === 'remove' ? [step.entry.object.id] : [])));
  for (const entry of owned) {
    if (removed.has(entry.object.id)) continue;
    run.change.remove(entry);
    run.change.removeGrantsOn(name, entry.object.name);
    run.touch(name, entry.object.name);
  }
  run.change.removePrincipal(name);
  await run.execute(`DROP SCHEMA ${quoteName(name)} CASCADE`);
}

/** Throws ORA-01919, ORA-01031. */
export async function dropRole(run: DdlRun, statement: Drop): Promise<void> {
  const name = statement.name.parts[0]?.name ?? '';
  const { privileges } = run.catalog;
  const role = privileges.principal(name);
  if (role === undefined || !run.catalog.hasRole(name)) throw new OracleError(1919, `role '${name}' does not exist`);
  const isHolder = privileges.principal(run.user)?.roles.some((held) => held.role === name && held.withAdmin) ?? false;
  if (!isHolder && !run.catalog.hasSystemPrivilege(run.user, 'DROP ANY ROLE')) throw insufficientPrivileges();
  if (role.isBuiltIn) throw new OracleError(28050, 'specified user or role cannot be dropped');
  for (const principal of privileges.principals()) {
    if (!principal.roles.some((held) => held.role === name)) continue;
    run.change.putPrincipal({ ...principal, roles: principal.roles.filter((held) => held.role !== name) });
  }
  run.change.removePrincipal(name);
}
