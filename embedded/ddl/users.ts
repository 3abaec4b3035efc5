import { makeVerifier } from '../catalog/password-verifier.ts';
import type { Principal } from '../catalog/privileges.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import { checkName, type DdlRun, insufficientPrivileges } from './ddl-run.ts';
import { quoteName } from './quote.ts';

type UserStatement = Extract<DdlStatement, { kind: 'createUser' | 'alterUser' }>;

/** CREATE USER: a schema of PostgreSQL, too. Throws ORA-01920, ORA-01031. */
export async function createUser(run: DdlRun, statement: UserStatement): Promise<void> {
  const { name } = statement.name;
  if (!run.catalog.hasSystemPrivilege(run.user, 'CREATE USER')) throw insufficientPrivileges();
  checkName(statement.name);
  if (run.catalog.privileges.principal(name) !== undefined) {
    throw new OracleError(1920, `user name '${name}' conflicts with another user or role name`);
  }
  await run.execute(`CREATE SCHEMA ${quoteName(name)}`);
  const principal = newPrincipal(run, name, 'USER', await run.nextObjectId());
  const password = statement.password === undefined ? undefined : await makeVerifier(statement.password);
  const isLocked = statement.account === 'LOCK';
  run.change.putPrincipal({ ...principal, password, isLocked, isPasswordExpired: statement.isPasswordExpired });
}

/** ALTER USER. Everybody may change the own password. Throws ORA-01918, ORA-01031. */
export async function alterUser(run: DdlRun, statement: UserStatement): Promise<void> {
  const { name } = statement.name;
  const mayAlter = run.catalog.hasSystemPrivilege(run.user, 'ALTER USER');
  const isOwnPassword = name === run.user && statement.account === undefined && statement.proxy === undefined;
  if (!mayAlter && !isOwnPassword) throw insufficientPrivileges();
  const principal = run.catalog.privileges.principal(name);
  if (principal?.kind !== 'USER') throw new OracleError(1918, `user '${name}' does not exist`);
  run.change.putPrincipal({
    ...principal,
    password: statement.password === undefined ? principal.password : await makeVerifier(statement.password),
    isLocked: statement.account === undefined ? principal.isLocked : statement.account === 'LOCK',
    isPasswordExpired:
      statement.isPasswordExpired === true || (principal.isPasswordExpired && statement.password === undefined),
    proxies: proxiesAfter(run, principal, statement),
  });
}

/** Throws ORA-01918 for a proxy that is no user, ORA-28154 for one that had no such right. */
function proxiesAfter(run: DdlRun, { proxies = [] }: Principal, { proxy }: UserStatement): string[] {
  if (proxy === undefined) return proxies;
  const { name } = proxy.user;
  if (run.catalog.privileges.principal(name)?.kind !== 'USER') {
    throw new OracleError(1918, `user '${name}' does not exist`);
  }
  if (proxy.action === 'REVOKE' && !proxies.includes(name)) {
    throw new OracleError(28154, `Proxy user may not act as client '${run.user}'`);
  }
  const others = proxies.filter((other) => other !== name);
  return proxy.action === 'GRANT' ? [...others, name] : others;
}

/** Throws ORA-01921, ORA-01031. The role is granted to its maker. */
export async function createRole(run: DdlRun, statement: Extract<DdlStatement, { kind: 'createRole' }>): Promise<void> {
  const { name } = statement.name;
  if (!run.catalog.hasSystemPrivilege(run.user, 'CREATE ROLE')) throw insufficientPrivileges();
  checkName(statement.name);
  if (run.catalog.privileges.principal(name) !== undefined) {
    throw new OracleError(1921, `role name '${name}' conflicts with another user or role name`);
  }
  run.change.putPrincipal(newPrincipal(run, name, 'ROLE', await run.nextObjectId()));
  const maker = run.catalog.privileges.principal(run.user);
  if (maker !== undefined) {
    run.change.putPrincipal({ ...maker, roles: [...maker.roles, { role: name, withAdmin: true }] });
  }
}

function newPrincipal(run: DdlRun, name: string, kind: Principal['kind'], id: number): Principal {
  return {
    name,
    kind,
    id,
    created: run.now,
    password: undefined,
    isLocked: false,
    systemPrivileges: [],
    roles: [],
    isBuiltIn: false,
  };
}
