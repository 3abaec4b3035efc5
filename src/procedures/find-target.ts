import oracledb, { type Connection } from 'oracledb';
import type { ProcedureName } from './procedure-name.ts';

/** A procedure or function, or one of a package or object type, behind all synonyms. */
export type Target = {
  owner: string;
  objectName: string;
  subprogram: string | undefined;
  /** How many synonyms led to it. */
  synonyms: number;
  /** False for what a synonym names beyond a database link, or out of the user's sight. */
  isVisible: boolean;
};

export type DictionaryObject = {
  OWNER: string;
  OBJECT_NAME: string;
  OBJECT_TYPE: string;
  OBJECT_ID: number;
  LAST_DDL: string;
  IS_YOUNG: number;
  CURRENT_SCHEMA: string;
};

type SynonymRow = { TABLE_OWNER: string | null; TABLE_NAME: string; DB_LINK: string | null };

const AS_OBJECTS = { outFormat: oracledb.OUT_FORMAT_OBJECT } as const;

/**
 * Objects that the first part of a name may mean, and the target that it meant last time. LAST_DDL_TIME counts whole seconds: what changed
 * just now may change again without a trace.
 */
const FIND_OBJECTS = `
SELECT OWNER, OBJECT_NAME, OBJECT_TYPE, OBJECT_ID,
       TO_CHAR(LAST_DDL_TIME, 'YYYYMMDDHH24MISS') AS LAST_DDL,
       CASE WHEN LAST_DDL_TIME > SYSDATE - 3 / 86400 THEN 1 ELSE 0 END AS IS_YOUNG,
       SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AS CURRENT_SCHEMA
FROM ALL_OBJECTS
WHERE OBJECT_TYPE IN ('PROCEDURE', 'FUNCTION', 'PACKAGE', 'TYPE', 'SYNONYM')
  AND ((OWNER IN (SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'), 'PUBLIC') AND OBJECT_NAME = :first_part)
    OR (OWNER = :first_part AND OBJECT_NAME = :second_part)
    OR (OWNER = :target_owner AND OBJECT_NAME = :target_name))`;

const FIND_SYNONYM = `
SELECT TABLE_OWNER, TABLE_NAME, DB_LINK FROM ALL_SYNONYMS WHERE OWNER = :owner AND SYNONYM_NAME = :name`;

export async function findObjects(
  connection: Connection,
  name: ProcedureName,
  target?: Target,
): Promise<DictionaryObject[]> {
  const binds = {
    first_part: name[0] ?? null,
    second_part: name[1] ?? null,
    target_owner: target?.owner ?? null,
    target_name: target?.objectName ?? null,
  };
  const { rows = [] } = await connection.execute<DictionaryObject>(FIND_OBJECTS, binds, AS_OBJECTS);
  return rows;
}

/**
 * Oracle's order: an object of the current schema, then a public synonym, then the first part as a schema.
 * @returns what a synonym names, though it cannot be seen, rather than nothing: the deny list has to know of it.
 */
export async function findTarget(
  connection: Connection,
  name: ProcedureName,
  objects: DictionaryObject[],
): Promise<Target | undefined> {
  const [first = '', second, third] = name;
  const current = objects[0]?.CURRENT_SCHEMA ?? '';
  const readings: { owner: string; object: string; subprogram: string | undefined }[] = [];
  if (third === undefined) {
    readings.push({ owner: current, object: first, subprogram: second });
    readings.push({ owner: 'PUBLIC', object: first, subprogram: second });
  }
  if (second !== undefined) readings.push({ owner: first, object: second, subprogram: third });
  let unseen: Target | undefined;
  for (const { owner, object, subprogram } of readings) {
    const found = objects.filter(({ OWNER, OBJECT_NAME }) => OWNER === owner && OBJECT_NAME === object);
    const target = await followSynonyms(connection, found, subprogram);
    if (target?.isVisible === true) return target;
    unseen ??= target;
  }
  return unseen;
}

/** To the end, however long the chain is. */
async function followSynonyms(
  connection: Connection,
  objects: DictionaryObject[],
  subprogram: string | undefined,
): Promise<Target | undefined> {
  const wanted = subprogram === undefined ? ['PROCEDURE', 'FUNCTION'] : ['PACKAGE', 'TYPE'];
  const followed = new Set<string>();
  let found = objects;
  let named: Pick<Target, 'owner' | 'objectName'> | undefined;
  for (;;) {
    const direct = found.find(({ OBJECT_TYPE }) => wanted.includes(OBJECT_TYPE));
    if (direct !== undefined) {
      const { OWNER: owner, OBJECT_NAME: objectName } = direct;
      return { owner, objectName, subprogram, synonyms: followed.size, isVisible: true };
    }
    const synonym = found.find(({ OBJECT_TYPE }) => OBJECT_TYPE === 'SYNONYM');
    const row = synonym && !followed.has(keyOf(synonym)) ? await readSynonym(connection, synonym) : undefined;
    if (synonym === undefined || row === undefined) break;
    followed.add(keyOf(synonym));
    named = { owner: row.TABLE_OWNER ?? '', objectName: row.TABLE_NAME };
    if (row.DB_LINK !== null) break;
    found = await objectsNamed(connection, named);
  }
  return named && { ...named, subprogram, synonyms: followed.size, isVisible: false };
}

const keyOf = ({ OWNER, OBJECT_NAME }: DictionaryObject) => JSON.stringify([OWNER, OBJECT_NAME]);

async function readSynonym(
  connection: Connection,
  { OWNER, OBJECT_NAME }: DictionaryObject,
): Promise<SynonymRow | undefined> {
  const binds = { owner: OWNER, name: OBJECT_NAME };
  const { rows = [] } = await connection.execute<SynonymRow>(FIND_SYNONYM, binds, AS_OBJECTS);
  return rows[0];
}

async function objectsNamed(
  connection: Connection,
  { owner, objectName }: Pick<Target, 'owner' | 'objectName'>,
): Promise<DictionaryObject[]> {
  const objects = await findObjects(connection, [owner, objectName]);
  return objects.filter(({ OWNER, OBJECT_NAME }) => OWNER === owner && OBJECT_NAME === objectName);
}
