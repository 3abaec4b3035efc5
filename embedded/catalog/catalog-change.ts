import type { ObjectPrivilege } from './catalog.ts';
import { type CatalogEntry, encodeEntry, linkEntry } from './catalog-entry.ts';
import type { ObjectGrant, Principal } from './privileges.ts';

/** Runs SQL in the transaction of the DDL statement. */
export type RunSql = (sql: string, parameters: (string | null)[]) => Promise<unknown>;

export type CatalogStep =
  | { kind: 'put'; entry: CatalogEntry }
  | { kind: 'remove'; entry: CatalogEntry }
  | { kind: 'putPrincipal'; principal: Principal }
  | { kind: 'removePrincipal'; name: string }
  | { kind: 'grant'; grant: ObjectGrant }
  | { kind: 'revoke'; grant: { schema: string; name: string; grantee: string; privilege: ObjectPrivilege } }
  | { kind: 'removeGrantsOn'; schema: string; name: string }
  | { kind: 'renameGrants'; schema: string; from: string; to: string };

/**
 * What one DDL statement changes in the catalog. It is written to the storage inside the statement's transaction, and applied to memory
 * (LoadedCatalog.apply) after the commit: other sessions see all of it or nothing.
 */
export class CatalogChange {
  readonly steps: CatalogStep[] = [];

  /** Adds an object, or replaces the one with its id. */
  put(entry: CatalogEntry): void {
    this.steps.push({ kind: 'put', entry: linkEntry(entry) });
  }

  /** With its grants where no other object of the name is left. */
  remove(entry: CatalogEntry): void {
    this.steps.push({ kind: 'remove', entry });
  }

  putPrincipal(principal: Principal): void {
    this.steps.push({ kind: 'putPrincipal', principal });
  }

  removePrincipal(name: string): void {
    this.steps.push({ kind: 'removePrincipal', name });
  }

  grant(grant: ObjectGrant): void {
    this.steps.push({ kind: 'grant', grant });
  }

  revoke(grant: { schema: string; name: string; grantee: string; privilege: ObjectPrivilege }): void {
    this.steps.push({ kind: 'revoke', grant });
  }

  removeGrantsOn(schema: string, name: string): void {
    this.steps.push({ kind: 'removeGrantsOn', schema, name });
  }

  renameGrants(schema: string, from: string, to: string): void {
    this.steps.push({ kind: 'renameGrants', schema, from, to });
  }

  async write(run: RunSql): Promise<void> {
    for (const step of this.steps) await writeStep(step, run);
  }
}

async function writeStep(step: CatalogStep, run: RunSql): Promise<void> {
  switch (step.kind) {
    case 'put': {
      const { object } = step.entry;
      await run(
        `INSERT INTO ora.objects (id, schema, name, type, document) VALUES ($1::bigint, $2::text, $3::text, $4::text, $5::text)
         ON CONFLICT (id) DO UPDATE SET schema = excluded.schema, name = excluded.name, type = excluded.type, document = excluded.document`,
        [String(object.id), object.schema, object.name, object.type, encodeEntry(step.entry)],
      );
      return;
    }
    case 'remove':
      await run('DELETE FROM ora.objects WHERE id = $1::bigint', [String(step.entry.object.id)]);
      return;
    case 'putPrincipal':
      await run(
        `INSERT INTO ora.principals (name, document) VALUES ($1::text, $2::text)
         ON CONFLICT (name) DO UPDATE SET document = excluded.document`,
        [step.principal.name, encodePrincipal(step.principal)],
      );
      return;
    case 'removePrincipal':
      await run('DELETE FROM ora.principals WHERE name = $1::text', [step.name]);
      await run('DELETE FROM ora.object_grants WHERE grantee = $1::text', [step.name]);
      return;
    case 'grant': {
      const { schema, name, grantee, privilege, grantor, isGrantable } = step.grant;
      await run(
        `INSERT INTO ora.object_grants VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, $6::boolean)
         ON CONFLICT (schema, name, grantee, privilege) DO UPDATE SET grantor = excluded.grantor, is_grantable = excluded.is_grantable`,
        [schema, name, grantee, privilege, grantor, String(isGrantable)],
      );
      return;
    }
    case 'revoke': {
      const { schema, name, grantee, privilege } = step.grant;
      await run(
        `DELETE FROM ora.object_grants
         WHERE schema = $1::text AND name = $2::text AND grantee = $3::text AND privilege = $4::text`,
        [schema, name, grantee, privilege],
      );
      return;
    }
    case 'removeGrantsOn':
      await run('DELETE FROM ora.object_grants WHERE schema = $1::text AND name = $2::text', [step.schema, step.name]);
      return;
    case 'renameGrants':
      await run('UPDATE ora.object_grants SET name = $3::text WHERE schema = $1::text AND name = $2::text', [
        step.schema,
        step.from,
        step.to,
      ]);
  }
}

function encodePrincipal(principal: Principal): string {
  const { password } = principal;
  return JSON.stringify({
    ...principal,
    name: undefined,
    password: password && { salt: password.salt.toString('hex'), verifier: password.verifier.toString('hex') },
  });
}

export function decodePrincipal(name: string, document: string): Principal {
  const stored = JSON.parse(document);
  return {
    ...stored,
    name,
    created: new Date(stored.created),
    password: stored.password && {
      salt: Buffer.from(stored.password.salt, 'hex'),
      verifier: Buffer.from(stored.password.verifier, 'hex'),
    },
  };
}
