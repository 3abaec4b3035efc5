import type { ObjectGrant } from '../privileges.ts';
import { SYSTEM_PRIVILEGES } from '../system-privileges.ts';
import { singleView, type ViewRow, type ViewScope, type VirtualTable } from './virtual-table.ts';

export const PRIVILEGE_VIEWS: VirtualTable[] = [
  ...tablePrivilegeViews(),
  singleView({
    name: 'USER_SYS_PRIVS',
    columns: `
USERNAME VARCHAR2(128)
PRIVILEGE VARCHAR2(40)
ADMIN_OPTION VARCHAR2(3)
COMMON VARCHAR2(3)
INHERITED VARCHAR2(3)`,
    rows: (scope) => systemPrivileges(scope, (name) => name === scope.user || name === 'PUBLIC'),
  }),
  singleView({
    name: 'DBA_SYS_PRIVS',
    isPublic: false,
    columns: `
GRANTEE VARCHAR2(128)
PRIVILEGE VARCHAR2(40)
ADMIN_OPTION VARCHAR2(3)
COMMON VARCHAR2(3)
INHERITED VARCHAR2(3)`,
    rows: (scope) => systemPrivileges(scope, () => true),
  }),
  singleView({
    name: 'ROLE_SYS_PRIVS',
    columns: `
ROLE VARCHAR2(128)
PRIVILEGE VARCHAR2(40)
ADMIN_OPTION VARCHAR2(3)
COMMON VARCHAR2(3)
INHERITED VARCHAR2(3)`,
    rows: (scope) => systemPrivileges(scope, (name) => heldRoles(scope).includes(name)),
  }),
  singleView({
    name: 'USER_ROLE_PRIVS',
    columns: `
USERNAME VARCHAR2(128)
GRANTED_ROLE VARCHAR2(128)
ADMIN_OPTION VARCHAR2(3)
DELEGATE_OPTION VARCHAR2(3)
DEFAULT_ROLE VARCHAR2(3)
OS_GRANTED VARCHAR2(3)
COMMON VARCHAR2(3)
INHERITED VARCHAR2(3)`,
    rows: (scope) => rolePrivileges(scope, (name) => name === scope.user || name === 'PUBLIC'),
  }),
  singleView({
    name: 'DBA_ROLE_PRIVS',
    isPublic: false,
    columns: `
GRANTEE VARCHAR2(128)
GRANTED_ROLE VARCHAR2(128)
ADMIN_OPTION VARCHAR2(3)
DELEGATE_OPTION VARCHAR2(3)
DEFAULT_ROLE VARCHAR2(3)
COMMON VARCHAR2(3)
INHERITED VARCHAR2(3)`,
    rows: (scope) => rolePrivileges(scope, () => true),
  }),
  singleView({
    name: 'DBA_ROLES',
    isPublic: false,
    columns: `
ROLE VARCHAR2(128)
ROLE_ID NUMBER
PASSWORD_REQUIRED VARCHAR2(8)
AUTHENTICATION_TYPE VARCHAR2(11)
COMMON VARCHAR2(3)
ORACLE_MAINTAINED VARCHAR2(1)
INHERITED VARCHAR2(3)
IMPLICIT VARCHAR2(3)
EXTERNAL_NAME VARCHAR2(4000)`,
    rows: ({ catalog }) =>
      catalog.privileges
        .principals()
        .filter(({ kind, name }) => kind === 'ROLE' && name !== 'PUBLIC')
        .map((role) => ({
          ROLE: role.name,
          ROLE_ID: role.id,
          PASSWORD_REQUIRED: 'NO',
          AUTHENTICATION_TYPE: 'NONE',
          COMMON: 'NO',
          ORACLE_MAINTAINED: role.isBuiltIn ? 'Y' : 'N',
          INHERITED: 'NO',
          IMPLICIT: 'NO',
        })),
  }),
  singleView({
    name: 'SESSION_PRIVS',
    columns: 'PRIVILEGE VARCHAR2(40)',
    rows: ({ catalog, user }) =>
      [...SYSTEM_PRIVILEGES]
        .filter((privilege) => catalog.hasSystemPrivilege(user, privilege))
        .map((privilege) => ({ PRIVILEGE: privilege })),
  }),
  singleView({
    name: 'SESSION_ROLES',
    columns: 'ROLE VARCHAR2(128)',
    rows: (scope) => heldRoles(scope).map((role) => ({ ROLE: role })),
  }),
];

function heldRoles({ catalog, user }: ViewScope): string[] {
  return [...catalog.privileges.identities(user)].filter((name) => catalog.hasRole(name));
}

function systemPrivileges({ catalog }: ViewScope, isWanted: (name: string) => boolean): ViewRow[] {
  return catalog.privileges.principals().flatMap((principal) =>
    !isWanted(principal.name)
      ? []
      : principal.systemPrivileges.map(({ privilege, withAdmin }) => ({
          USERNAME: principal.name,
          GRANTEE: principal.name,
          ROLE: principal.name,
          PRIVILEGE: privilege,
          ADMIN_OPTION: withAdmin ? 'YES' : 'NO',
          COMMON: 'NO',
          INHERITED: 'NO',
        })),
  );
}

function rolePrivileges({ catalog }: ViewScope, isWanted: (name: string) => boolean): ViewRow[] {
  return catalog.privileges.principals().flatMap((principal) =>
    !isWanted(principal.name)
      ? []
      : principal.roles.map(({ role, withAdmin }) => ({
          USERNAME: principal.name,
          GRANTEE: principal.name,
          GRANTED_ROLE: role,
          ADMIN_OPTION: withAdmin ? 'YES' : 'NO',
          DELEGATE_OPTION: 'NO',
          DEFAULT_ROLE: 'YES',
          OS_GRANTED: 'NO',
          COMMON: 'NO',
          INHERITED: 'NO',
        })),
  );
}

function tablePrivilegeViews(): VirtualTable[] {
  const tail = `
GRANTABLE VARCHAR2(3)
HIERARCHY VARCHAR2(3)
COMMON VARCHAR2(3)
TYPE VARCHAR2(24)
INHERITED VARCHAR2(3)`;
  const ownerFirst = `
GRANTEE VARCHAR2(128)
OWNER VARCHAR2(128)
TABLE_NAME VARCHAR2(128)
GRANTOR VARCHAR2(128)
PRIVILEGE VARCHAR2(40)${tail}`;
  const concerns = (scope: ViewScope, grant: ObjectGrant) =>
    grant.grantee === scope.user || grant.grantor === scope.user || grant.schema === scope.user;
  return [
    singleView({
      name: 'ALL_TAB_PRIVS',
      columns: `
GRANTOR VARCHAR2(128)
GRANTEE VARCHAR2(128)
TABLE_SCHEMA VARCHAR2(128)
TABLE_NAME VARCHAR2(128)
PRIVILEGE VARCHAR2(40)${tail}`,
      rows: (scope) =>
        grantRows(
          scope,
          (grant) => concerns(scope, grant) || scope.catalog.privileges.identities(scope.user).has(grant.grantee),
        ),
    }),
    singleView({
      name: 'USER_TAB_PRIVS',
      columns: ownerFirst,
      rows: (scope) => grantRows(scope, (grant) => concerns(scope, grant)),
    }),
    singleView({
      name: 'DBA_TAB_PRIVS',
      isPublic: false,
      columns: ownerFirst,
      rows: (scope) => grantRows(scope, () => true),
    }),
  ];
}

function grantRows({ catalog }: ViewScope, isWanted: (grant: ObjectGrant) => boolean): ViewRow[] {
  return catalog.privileges
    .allGrants()
    .filter(isWanted)
    .map((grant) => ({
      GRANTOR: grant.grantor,
      GRANTEE: grant.grantee,
      OWNER: grant.schema,
      TABLE_SCHEMA: grant.schema,
      TABLE_NAME: grant.name,
      PRIVILEGE: grant.privilege,
      GRANTABLE: grant.isGrantable ? 'YES' : 'NO',
      HIERARCHY: 'NO',
      COMMON: 'NO',
      TYPE: catalog.findObject(grant.schema, grant.name)?.type,
      INHERITED: 'NO',
    }));
}
