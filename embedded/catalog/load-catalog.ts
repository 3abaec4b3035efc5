import { NATIVE_PACKAGES } from '../packages/native-packages.ts';
import type { PgConnection } from '../storage/pg-connection.ts';
import type { Storage } from '../storage/start-storage.ts';
import { addBuiltInObjects } from './built-in-objects.ts';
import type { ObjectPrivilege } from './catalog.ts';
import { CatalogChange, decodePrincipal } from './catalog-change.ts';
import { decodeEntry } from './catalog-entry.ts';
import { addFirstUsers, DEFAULT_FIRST_USERS, type FirstUsers } from './first-users.ts';
import { LoadedCatalog } from './loaded-catalog.ts';

/** Reads the catalog. In a new storage the first users are made. */
export async function loadCatalog(
  storage: Storage,
  firstUsers: FirstUsers = DEFAULT_FIRST_USERS,
): Promise<LoadedCatalog> {
  const catalog = new LoadedCatalog(storage);
  const connection = await storage.openConnection();
  try {
    addBuiltInObjects(catalog, NATIVE_PACKAGES);
    await readObjects(catalog, connection);
    await readPrivileges(catalog, connection);
    if (!catalog.hasUser('SYS')) await makeFirstUsers(catalog, connection, firstUsers);
    return catalog;
  } finally {
    await connection.end();
  }
}

async function readObjects(catalog: LoadedCatalog, connection: PgConnection): Promise<void> {
  const { rows } = await connection.query('SELECT id, schema, name, type, document FROM ora.objects ORDER BY id');
  for (const [id, schema, name, type, document] of rows) {
    const row = {
      id: Number(id),
      schema: schema ?? '',
      name: name ?? '',
      type: type ?? '',
      document: document ?? '{}',
    };
    catalog.put(decodeEntry(row));
  }
}

async function readPrivileges(catalog: LoadedCatalog, connection: PgConnection): Promise<void> {
  const principals = await connection.query('SELECT name, document FROM ora.principals');
  for (const [name, document] of principals.rows) {
    catalog.privileges.putPrincipal(decodePrincipal(name ?? '', document ?? '{}'));
  }
  const grants = await connection.query(
    'SELECT schema, name, grantee, privilege, grantor, is_grantable FROM ora.object_grants',
  );
  for (const [schema, name, grantee, privilege, grantor, isGrantable] of grants.rows) {
    catalog.privileges.putGrant({
      schema: schema ?? '',
      name: name ?? '',
      grantee: grantee ?? '',
      privilege: (privilege ?? 'SELECT') as ObjectPrivilege,
      grantor: grantor ?? '',
      isGrantable: isGrantable === 't',
    });
  }
}

async function makeFirstUsers(catalog: LoadedCatalog, connection: PgConnection, users: FirstUsers): Promise<void> {
  const change = new CatalogChange();
  const schemas = await addFirstUsers(catalog, change, users);
  await connection.query('BEGIN');
  for (const statement of schemas) await connection.query(statement);
  await change.write((sql, parameters) => connection.query(sql, parameters));
  await connection.query('COMMIT');
  catalog.apply(change);
}
