import type { ObjectPrivilege } from './catalog.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { LoadedCatalog } from './loaded-catalog.ts';
import { makeVerifier } from './password-verifier.ts';
import { type Principal, PUBLIC, SYS } from './privileges.ts';
import { PREDEFINED_ROLES } from './system-privileges.ts';

/** The users that a new database has. */
export type FirstUsers = {
  application: { name: string; password: string };
  /** Password of SYS and SYSTEM. */
  systemPassword: string;
};

export const DEFAULT_FIRST_USERS: FirstUsers = {
  application: { name: 'APP', password: 'app' },
  systemPassword: 'oracle',
};

const APPLICATION_PRIVILEGES = [
  'CREATE SESSION',
  'CREATE TABLE',
  'CREATE VIEW',
  'CREATE SEQUENCE',
  'CREATE PROCEDURE',
  'CREATE TRIGGER',
  'CREATE TYPE',
  'CREATE SYNONYM',
  'UNLIMITED TABLESPACE',
];

const APPLICATION_GRANTS: [string, ObjectPrivilege][] = [
  ['DBMS_LOCK', 'EXECUTE'],
  ['V_$SESSION', 'SELECT'],
  ['V_$SESSION_LONGOPS', 'SELECT'],
];

/** The principals and grants of a new database, and the PostgreSQL schemas of its users. */
export async function addFirstUsers(
  catalog: LoadedCatalog,
  change: CatalogChange,
  users: FirstUsers,
): Promise<string[]> {
  let nextId = 0;
  const add = async (name: string, kind: Principal['kind'], password?: string): Promise<Principal> => ({
    name,
    kind,
    id: nextId++,
    created: new Date(),
    password: password === undefined ? undefined : await makeVerifier(password),
    isLocked: false,
    systemPrivileges: [],
    roles: [],
    isBuiltIn: true,
  });
  const sys = await add(SYS, 'USER', users.systemPassword);
  const everybody = await add(PUBLIC, 'ROLE');
  const roles: Principal[] = [];
  for (const [name, privileges] of Object.entries(PREDEFINED_ROLES)) {
    roles.push({ ...(await add(name, 'ROLE')), systemPrivileges: held(privileges) });
  }
  const system = { ...(await add('SYSTEM', 'USER', users.systemPassword)), roles: [{ role: 'DBA', withAdmin: true }] };
  const application: Principal = {
    ...(await add(users.application.name, 'USER', users.application.password)),
    systemPrivileges: held(APPLICATION_PRIVILEGES),
    isBuiltIn: false,
    id: 100,
  };
  const dbaOfSys = { ...sys, roles: [{ role: 'DBA', withAdmin: true }] };
  for (const principal of [dbaOfSys, everybody, ...roles, system, application]) {
    if (catalog.privileges.principal(principal.name) === undefined) change.putPrincipal(principal);
  }
  for (const [name, privilege] of APPLICATION_GRANTS) {
    change.grant({ schema: SYS, name, grantee: application.name, privilege, grantor: SYS, isGrantable: false });
  }
  return [SYS, system.name, application.name].map((name) => `CREATE SCHEMA "${name.replaceAll('"', '""')}"`);
}

function held(privileges: readonly string[]): Principal['systemPrivileges'] {
  return privileges.map((privilege) => ({ privilege, withAdmin: false }));
}
