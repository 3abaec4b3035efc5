import type { CatalogObject, ObjectPrivilege } from '../catalog/catalog.ts';
import { type ObjectGrant, type Principal, PUBLIC } from '../catalog/privileges.ts';
import { allPrivileges, SYSTEM_PRIVILEGES } from '../catalog/system-privileges.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import type { QualifiedName } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { type DdlRun, insufficientPrivileges } from './ddl-run.ts';

type Grant = Extract<DdlStatement, { kind: 'grant' | 'revoke' }>;

/** GRANT and REVOKE, of object privileges where `on` is given, else of system privileges and roles. */
export function grantOrRevoke(run: DdlRun, statement: Grant): void {
  const grantees = statement.grantees.map(({ name }) => {
    const principal = run.catalog.privileges.principal(name);
    if (principal === undefined) throw new OracleError(1917, `user or role '${name}' does not exist`);
    return principal;
  });
  if (statement.on !== undefined) changeObjectGrants(run, statement, statement.on, grantees);
  else changeSystemGrants(run, statement, grantees);
}

const TABLE_PRIVILEGES: ObjectPrivilege[] = [
  'ALTER',
  'DELETE',
  'INDEX',
  'INSERT',
  'SELECT',
  'UPDATE',
  'REFERENCES',
  'READ',
  'ON COMMIT REFRESH',
  'QUERY REWRITE',
  'DEBUG',
  'FLASHBACK',
];
const VIEW_PRIVILEGES = TABLE_PRIVILEGES.filter((name) => name !== 'ALTER' && name !== 'INDEX');
const UNIT_PRIVILEGES: ObjectPrivilege[] = ['EXECUTE', 'DEBUG'];

function changeObjectGrants(run: DdlRun, statement: Grant, on: QualifiedName, grantees: Principal[]): void {
  const object = findGranted(run, on);
  const privileges = statement.privileges.flatMap((name) => objectPrivileges(object, name));
  const mayGrant = object.schema === run.user || run.catalog.hasSystemPrivilege(run.user, 'GRANT ANY OBJECT PRIVILEGE');
  const { schema, name } = object;
  const existing = run.catalog.privileges.grantsOn(schema, name);
  for (const privilege of privileges) {
    const isGrantable = existing.some(
      (grant) => grant.grantee === run.user && grant.privilege === privilege && grant.isGrantable,
    );
    if (!mayGrant && !isGrantable) throw insufficientPrivileges();
    for (const grantee of grantees) {
      if (grantee.name === run.user)
        throw new OracleError(1749, 'you may not GRANT/REVOKE privileges to/from yourself');
      if (statement.kind === 'grant') {
        const isOwner = grantee.name === schema;
        const grantor = mayGrant ? schema : run.user;
        const before = existing.find((grant) => grant.grantee === grantee.name && grant.privilege === privilege);
        const withOption = statement.withOption || (before?.isGrantable ?? false);
        if (!isOwner)
          run.change.grant({ schema, name, grantee: grantee.name, privilege, grantor, isGrantable: withOption });
      } else revokeObject(run, statement, existing, { schema, name, grantee: grantee.name, privilege });
    }
  }
}

function revokeObject(
  run: DdlRun,
  statement: Grant,
  existing: ObjectGrant[],
  grant: Pick<ObjectGrant, 'schema' | 'name' | 'grantee' | 'privilege'>,
): void {
  const isHeld = existing.some(({ grantee, privilege }) => grantee === grant.grantee && privilege === grant.privilege);
  if (isHeld) run.change.revoke(grant);
  // REVOKE ALL takes what there is.
  else if (!statement.privileges.some(isAll)) throw new OracleError(1927, 'cannot REVOKE privileges you did not grant');
  for (const passedOn of existing.filter(
    ({ grantor, privilege }) => grantor === grant.grantee && privilege === grant.privilege,
  )) {
    run.change.revoke(passedOn);
  }
}

/** Own object or through synonyms. Throws ORA-00942, or ORA-02030 for V$ views, which are synonyms of V_$ ones. */
function findGranted(run: DdlRun, on: QualifiedName): CatalogObject {
  const parts = on.parts.map(({ name }) => name);
  if (parts.at(-1)?.startsWith('V$')) throw new OracleError(2030, 'can only select from fixed tables/views');
  const viewpoint = { schema: run.session.currentSchema, user: run.user };
  const [schema, name] = parts.length === 2 ? parts : [undefined, undefined];
  const direct = schema !== undefined && name !== undefined ? run.catalog.findObject(schema, name) : undefined;
  const mayGrant = run.catalog.hasSystemPrivilege(run.user, 'GRANT ANY OBJECT PRIVILEGE');
  const found =
    mayGrant && direct !== undefined && direct.type !== 'SYNONYM'
      ? direct
      : run.catalog.resolveObject(parts, viewpoint)?.object;
  if (found === undefined) throw new OracleError(942, 'table or view does not exist', { offset: on.pos });
  return found;
}

function isAll(name: string): boolean {
  return name === 'ALL' || name === 'ALL PRIVILEGES';
}

function objectPrivileges(object: CatalogObject, name: string): ObjectPrivilege[] {
  const possible = possiblePrivileges(object);
  if (isAll(name)) return possible;
  const privilege = possible.find((each) => each === name);
  if (privilege !== undefined) return [privilege];
  if (![...TABLE_PRIVILEGES, ...UNIT_PRIVILEGES].some((each) => each === name)) {
    throw new OracleError(990, 'missing or invalid privilege');
  }
  switch (object.type) {
    case 'TABLE':
      throw new OracleError(2224, 'EXECUTE privilege not allowed for tables');
    case 'VIEW':
      throw new OracleError(2204, 'ALTER, INDEX and EXECUTE not allowed for views');
    case 'SEQUENCE':
      throw new OracleError(2205, 'only SELECT and ALTER privileges are valid for sequences');
    default:
      throw new OracleError(2225, 'only EXECUTE and DEBUG privileges are valid for procedures');
  }
}

function possiblePrivileges({ type }: CatalogObject): ObjectPrivilege[] {
  if (type === 'TABLE') return TABLE_PRIVILEGES;
  if (type === 'VIEW') return VIEW_PRIVILEGES;
  return type === 'SEQUENCE' ? ['ALTER', 'SELECT'] : UNIT_PRIVILEGES;
}

function changeSystemGrants(run: DdlRun, statement: Grant, grantees: Principal[]): void {
  const names = statement.privileges.flatMap((name) => (name === 'ALL PRIVILEGES' ? allPrivileges() : [name]));
  for (const grantee of grantees) {
    let changed = grantee;
    for (const name of names) {
      const isPrivilege = SYSTEM_PRIVILEGES.has(name);
      if (!isPrivilege && !run.catalog.hasRole(name)) throw unknownPrivilege(name);
      checkAdmin(run, name, isPrivilege);
      changed = isPrivilege ? withPrivilege(statement, changed, name) : withRole(run, statement, changed, name);
    }
    run.change.putPrincipal(changed);
  }
}

function unknownPrivilege(name: string): OracleError {
  return name.includes(' ') || ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'EXECUTE', 'ALTER', 'ALL'].includes(name)
    ? new OracleError(990, 'missing or invalid privilege')
    : new OracleError(1919, `role '${name}' does not exist`);
}

function checkAdmin(run: DdlRun, name: string, isPrivilege: boolean): void {
  const any = isPrivilege ? 'GRANT ANY PRIVILEGE' : 'GRANT ANY ROLE';
  if (run.catalog.hasSystemPrivilege(run.user, any)) return;
  for (const identity of run.catalog.privileges.identities(run.user)) {
    const principal = run.catalog.privileges.principal(identity);
    const holds = isPrivilege
      ? principal?.systemPrivileges.some(({ privilege, withAdmin }) => privilege === name && withAdmin)
      : principal?.roles.some(({ role, withAdmin }) => role === name && withAdmin);
    if (holds === true) return;
  }
  if (!isPrivilege) throw new OracleError(1932, `ADMIN option not granted for role '${name}'`);
  throw insufficientPrivileges();
}

function withPrivilege(statement: Grant, principal: Principal, privilege: string): Principal {
  const others = principal.systemPrivileges.filter((held) => held.privilege !== privilege);
  const before = principal.systemPrivileges.find((held) => held.privilege === privilege);
  if (statement.kind === 'revoke') {
    const isAllRevoked = statement.privileges.includes('ALL PRIVILEGES');
    if (before === undefined && !isAllRevoked) {
      throw new OracleError(1952, `system privileges not granted to '${principal.name}'`);
    }
    return { ...principal, systemPrivileges: others };
  }
  if (privilege === 'UNLIMITED TABLESPACE' && principal.kind === 'ROLE' && principal.name !== PUBLIC) {
    throw new OracleError(1931, `cannot grant ${privilege} to a role`);
  }
  const withAdmin = statement.withOption || (before?.withAdmin ?? false);
  return { ...principal, systemPrivileges: [...others, { privilege, withAdmin }] };
}

function withRole(run: DdlRun, statement: Grant, principal: Principal, role: string): Principal {
  const others = principal.roles.filter((held) => held.role !== role);
  const before = principal.roles.find((held) => held.role === role);
  if (statement.kind === 'revoke') {
    if (before === undefined) throw new OracleError(1951, `ROLE '${role}' not granted to '${principal.name}'`);
    return { ...principal, roles: others };
  }
  if (
    principal.kind === 'ROLE' &&
    run.catalog.privileges.identities(role).has(principal.name) &&
    principal.name !== PUBLIC
  ) {
    throw new OracleError(1934, 'circular role grant detected');
  }
  const withAdmin = statement.withOption || (before?.withAdmin ?? false);
  return { ...principal, roles: [...others, { role, withAdmin }] };
}
