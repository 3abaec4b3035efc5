import type { ObjectPrivilege } from './catalog.ts';
import type { PasswordVerifier } from './password-verifier.ts';

/** A user, a role, or PUBLIC (a role that everybody has). */
export type Principal = {
  name: string;
  kind: 'USER' | 'ROLE';
  id: number;
  created: Date;
  /** Of users; undefined where none can log on. */
  password: PasswordVerifier | undefined;
  isLocked: boolean;
  /** PASSWORD EXPIRE: the next login must bring a new one. */
  isPasswordExpired?: boolean | undefined;
  /** Users who may log on as this one with their own passwords: GRANT CONNECT THROUGH. */
  proxies?: string[] | undefined;
  systemPrivileges: { privilege: string; withAdmin: boolean }[];
  roles: { role: string; withAdmin: boolean }[];
  /** Came with the database. */
  isBuiltIn: boolean;
};

export type ObjectGrant = {
  schema: string;
  name: string;
  grantee: string;
  privilege: ObjectPrivilege;
  grantor: string;
  isGrantable: boolean;
};

export const PUBLIC = 'PUBLIC';
export const SYS = 'SYS';

/** The ANY privilege that stands for an object privilege on objects of that kind. */
const ANY_PRIVILEGES: Readonly<Partial<Record<ObjectPrivilege, readonly string[]>>> = {
  SELECT: ['SELECT ANY TABLE', 'SELECT ANY SEQUENCE'],
  READ: ['READ ANY TABLE', 'SELECT ANY TABLE'],
  INSERT: ['INSERT ANY TABLE'],
  UPDATE: ['UPDATE ANY TABLE'],
  DELETE: ['DELETE ANY TABLE'],
  EXECUTE: ['EXECUTE ANY PROCEDURE'],
  ALTER: ['ALTER ANY TABLE', 'ALTER ANY SEQUENCE'],
  INDEX: ['CREATE ANY INDEX'],
};

/** Who may do what. In memory; `catalog-change.ts` writes. */
export class Privileges {
  readonly #principals = new Map<string, Principal>();
  /** By `schema.name`. */
  readonly #grants = new Map<string, ObjectGrant[]>();

  principal(name: string): Principal | undefined {
    return this.#principals.get(name);
  }

  principals(): Principal[] {
    return [...this.#principals.values()];
  }

  putPrincipal(principal: Principal): void {
    this.#principals.set(principal.name, principal);
  }

  removePrincipal(name: string): void {
    this.#principals.delete(name);
    for (const [key, grants] of this.#grants) {
      this.#grants.set(
        key,
        grants.filter(({ grantee }) => grantee !== name),
      );
    }
    for (const other of this.#principals.values()) other.roles = other.roles.filter(({ role }) => role !== name);
  }

  grantsOn(schema: string, name: string): ObjectGrant[] {
    return this.#grants.get(key(schema, name)) ?? [];
  }

  allGrants(): ObjectGrant[] {
    return [...this.#grants.values()].flat();
  }

  putGrant(grant: ObjectGrant): void {
    const others = this.grantsOn(grant.schema, grant.name).filter((other) => !isSameGrant(other, grant));
    this.#grants.set(key(grant.schema, grant.name), [...others, grant]);
  }

  removeGrant(grant: Pick<ObjectGrant, 'schema' | 'name' | 'grantee' | 'privilege'>): void {
    const rest = this.grantsOn(grant.schema, grant.name).filter((other) => !isSameGrant(other, grant));
    this.#grants.set(key(grant.schema, grant.name), rest);
  }

  removeGrantsOn(schema: string, name: string): void {
    this.#grants.delete(key(schema, name));
  }

  renameGrants(schema: string, from: string, to: string): void {
    const grants = this.grantsOn(schema, from).map((grant) => ({ ...grant, name: to }));
    this.removeGrantsOn(schema, from);
    this.#grants.set(key(schema, to), grants);
  }

  /** `user`, PUBLIC, and all roles of both, roles of roles included. */
  identities(user: string): Set<string> {
    const found = new Set<string>([user, PUBLIC]);
    for (const name of found) {
      for (const { role } of this.#principals.get(name)?.roles ?? []) found.add(role);
    }
    return found;
  }

  hasSystemPrivilege(user: string, privilege: string): boolean {
    if (user === SYS) return true;
    for (const name of this.identities(user)) {
      if (this.#principals.get(name)?.systemPrivileges.some((held) => held.privilege === privilege)) return true;
    }
    return false;
  }

  hasObjectPrivilege(user: string, schema: string, name: string, privilege: ObjectPrivilege): boolean {
    if (user === schema || user === SYS) return true;
    const identities = this.identities(user);
    const isGranted = (wanted: ObjectPrivilege) =>
      this.grantsOn(schema, name).some((grant) => grant.privilege === wanted && identities.has(grant.grantee));
    if (isGranted(privilege) || (privilege === 'READ' && isGranted('SELECT'))) return true;
    if (schema === SYS) return privilege === 'SELECT' && this.hasSystemPrivilege(user, 'SELECT ANY DICTIONARY');
    return (ANY_PRIVILEGES[privilege] ?? []).some((any) => this.hasSystemPrivilege(user, any));
  }

  /** Any privilege at all: what makes an object visible to `user`. */
  isVisible(user: string, schema: string, name: string): boolean {
    if (user === schema || user === SYS) return true;
    const identities = this.identities(user);
    if (this.grantsOn(schema, name).some((grant) => identities.has(grant.grantee))) return true;
    if (schema === SYS) return this.hasSystemPrivilege(user, 'SELECT ANY DICTIONARY');
    return false;
  }
}

function isSameGrant(
  a: Pick<ObjectGrant, 'grantee' | 'privilege'>,
  b: Pick<ObjectGrant, 'grantee' | 'privilege'>,
): boolean {
  return a.grantee === b.grantee && a.privilege === b.privilege;
}

function key(schema: string, name: string): string {
  return `${schema}\0${name}`;
}
