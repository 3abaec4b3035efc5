import oracledb, { type Connection } from 'oracledb';
import type { Direction } from './call-request.ts';
import { DICTIONARY_TYPES, type OracleType } from './oracle-type.ts';
import type { ProcedureName } from './procedure-name.ts';

/** What the data dictionary says of a procedure. */
export type ProcedureDescription = {
  owner: string;
  /** `OWNER.PKG.PROC` behind all synonyms. */
  resolvedName: string;
  /** `PKG.PROC`, for messages. */
  displayName: string;
  /** One for each overload; none where the package has no such procedure. */
  signatures: Signature[];
};
export type Signature = {
  arguments: Argument[];
  returns: { type: OracleType | undefined; typeName: string } | undefined;
};
export type Argument = {
  name: string;
  direction: Direction;
  /** Undefined for what cannot be passed: records, collections, object types. */
  type: OracleType | undefined;
  /** As the dictionary prints it. */
  typeName: string;
  hasDefault: boolean;
};

export type ProcedureDescriber = {
  /** Undefined when there is no such object, or the user may not see it, or it is behind a database link. */
  describe(connection: Connection, name: ProcedureName): Promise<ProcedureDescription | undefined>;
};

type DictionaryObject = {
  OWNER: string;
  OBJECT_NAME: string;
  OBJECT_TYPE: string;
  OBJECT_ID: number;
  LAST_DDL: string;
  IS_YOUNG: number;
  CURRENT_SCHEMA: string;
};
/** A procedure or function, or one of a package. */
type Target = { owner: string; objectName: string; subprogram: string | undefined };
type CacheEntry = { fingerprint: string; target: Target; description: ProcedureDescription };

const MAX_CACHED = 1000;
const MAX_SYNONYMS = 10;
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
WHERE OBJECT_TYPE IN ('PROCEDURE', 'FUNCTION', 'PACKAGE', 'SYNONYM')
  AND ((OWNER IN (SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'), 'PUBLIC') AND OBJECT_NAME = :first_part)
    OR (OWNER = :first_part AND OBJECT_NAME = :second_part)
    OR (OWNER = :target_owner AND OBJECT_NAME = :target_name))`;

const FIND_SYNONYM = `
SELECT TABLE_OWNER, TABLE_NAME FROM ALL_SYNONYMS WHERE OWNER = :owner AND SYNONYM_NAME = :name AND DB_LINK IS NULL`;

const FIND_STANDALONE = `
SELECT SUBPROGRAM_ID FROM ALL_PROCEDURES
WHERE OWNER = :owner AND OBJECT_NAME = :object_name AND PROCEDURE_NAME IS NULL
  AND OBJECT_TYPE IN ('PROCEDURE', 'FUNCTION')`;
const FIND_PACKAGED = `
SELECT SUBPROGRAM_ID FROM ALL_PROCEDURES
WHERE OWNER = :owner AND OBJECT_NAME = :object_name AND PROCEDURE_NAME = :subprogram
ORDER BY SUBPROGRAM_ID`;

const ARGUMENT_COLUMNS = 'SUBPROGRAM_ID, ARGUMENT_NAME, POSITION, DATA_TYPE, PLS_TYPE, IN_OUT, DEFAULTED, TYPE_NAME';
const FIND_STANDALONE_ARGUMENTS = `
SELECT ${ARGUMENT_COLUMNS} FROM ALL_ARGUMENTS
WHERE OWNER = :owner AND OBJECT_NAME = :object_name AND PACKAGE_NAME IS NULL AND DATA_LEVEL = 0
ORDER BY SUBPROGRAM_ID, POSITION`;
const FIND_PACKAGED_ARGUMENTS = `
SELECT ${ARGUMENT_COLUMNS} FROM ALL_ARGUMENTS
WHERE OWNER = :owner AND PACKAGE_NAME = :object_name AND OBJECT_NAME = :subprogram AND DATA_LEVEL = 0
ORDER BY SUBPROGRAM_ID, POSITION`;

type ArgumentRow = {
  SUBPROGRAM_ID: number;
  ARGUMENT_NAME: string | null;
  POSITION: number;
  DATA_TYPE: string | null;
  PLS_TYPE: string | null;
  IN_OUT: string;
  DEFAULTED: string;
  TYPE_NAME: string | null;
};

/** Descriptions are kept until one of the objects that a name leads to changes: one small query a call tells. */
export function createProcedureDescriber(): ProcedureDescriber {
  const cache = new Map<string, CacheEntry>();
  return {
    async describe(connection, name) {
      const key = JSON.stringify(name);
      const cached = cache.get(key);
      const objects = await findObjects(connection, name, cached?.target);
      const fingerprint = fingerprintOf(objects);
      if (cached !== undefined && cached.fingerprint === fingerprint) return cached.description;
      cache.delete(key);
      const target = await findTarget(connection, name, objects);
      if (target === undefined) return undefined;
      const description = await describeTarget(connection, target);
      const known = await findObjects(connection, name, target);
      if (!known.some((object) => object.IS_YOUNG === 1)) {
        if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '');
        cache.set(key, { fingerprint: fingerprintOf(known), target, description });
      }
      return description;
    },
  };
}

async function findObjects(
  connection: Connection,
  name: ProcedureName,
  target: Target | undefined,
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

function fingerprintOf(objects: DictionaryObject[]): string {
  return objects
    .map(({ OWNER, OBJECT_NAME, OBJECT_TYPE, OBJECT_ID, LAST_DDL }) =>
      [OWNER, OBJECT_NAME, OBJECT_TYPE, OBJECT_ID, LAST_DDL].join('.'),
    )
    .sort()
    .join('|');
}

/** Oracle's order: an object of the current schema, then a public synonym, then the first part as a schema. */
async function findTarget(
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
  for (const { owner, object, subprogram } of readings) {
    const found = objects.filter(({ OWNER, OBJECT_NAME }) => OWNER === owner && OBJECT_NAME === object);
    const target = await toTarget(connection, found, subprogram, 0);
    if (target !== undefined) return target;
  }
  return undefined;
}

async function toTarget(
  connection: Connection,
  objects: Pick<DictionaryObject, 'OWNER' | 'OBJECT_NAME' | 'OBJECT_TYPE'>[],
  subprogram: string | undefined,
  depth: number,
): Promise<Target | undefined> {
  const wanted = subprogram === undefined ? ['PROCEDURE', 'FUNCTION'] : ['PACKAGE'];
  const direct = objects.find(({ OBJECT_TYPE }) => wanted.includes(OBJECT_TYPE));
  if (direct !== undefined) return { owner: direct.OWNER, objectName: direct.OBJECT_NAME, subprogram };
  const synonym = objects.find(({ OBJECT_TYPE }) => OBJECT_TYPE === 'SYNONYM');
  if (synonym === undefined || depth >= MAX_SYNONYMS) return undefined;
  const { rows = [] } = await connection.execute<{ TABLE_OWNER: string; TABLE_NAME: string }>(
    FIND_SYNONYM,
    { owner: synonym.OWNER, name: synonym.OBJECT_NAME },
    AS_OBJECTS,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const owned = await findObjects(connection, [row.TABLE_OWNER, row.TABLE_NAME], undefined);
  const next = owned.filter(({ OWNER, OBJECT_NAME }) => OWNER === row.TABLE_OWNER && OBJECT_NAME === row.TABLE_NAME);
  return toTarget(connection, next, subprogram, depth + 1);
}

async function describeTarget(connection: Connection, target: Target): Promise<ProcedureDescription> {
  const { owner, objectName, subprogram } = target;
  const isPackaged = subprogram !== undefined;
  const binds = { owner, object_name: objectName, ...(isPackaged ? { subprogram } : {}) };
  const procedures = await connection.execute<{ SUBPROGRAM_ID: number }>(
    isPackaged ? FIND_PACKAGED : FIND_STANDALONE,
    binds,
    AS_OBJECTS,
  );
  const found = await connection.execute<ArgumentRow>(
    isPackaged ? FIND_PACKAGED_ARGUMENTS : FIND_STANDALONE_ARGUMENTS,
    binds,
    AS_OBJECTS,
  );
  const names = isPackaged ? [objectName, subprogram] : [objectName];
  const signatures = (procedures.rows ?? []).map(({ SUBPROGRAM_ID }) =>
    toSignature((found.rows ?? []).filter((row) => row.SUBPROGRAM_ID === SUBPROGRAM_ID)),
  );
  return { owner, resolvedName: [owner, ...names].join('.'), displayName: names.join('.'), signatures };
}

/** Position 0 is the value of a function; a row without a type stands for "no arguments" before Oracle 18c. */
function toSignature(rows: ArgumentRow[]): Signature {
  const typed = rows.filter((row) => row.DATA_TYPE !== null);
  const returned = typed.find((row) => row.POSITION === 0);
  return {
    returns: returned === undefined ? undefined : { type: typeOf(returned), typeName: typeNameOf(returned) },
    arguments: typed
      .filter((row) => row.POSITION > 0)
      .map((row) => ({
        name: row.ARGUMENT_NAME ?? '',
        direction: row.IN_OUT === 'IN/OUT' ? 'IN OUT' : row.IN_OUT === 'OUT' ? 'OUT' : 'IN',
        type: typeOf(row),
        typeName: typeNameOf(row),
        hasDefault: row.DEFAULTED === 'Y',
      })),
  };
}

function typeOf({ DATA_TYPE }: ArgumentRow): OracleType | undefined {
  return DATA_TYPE === null ? undefined : DICTIONARY_TYPES.get(DATA_TYPE);
}

function typeNameOf({ DATA_TYPE, PLS_TYPE, TYPE_NAME }: ArgumentRow): string {
  return TYPE_NAME ?? PLS_TYPE ?? DATA_TYPE ?? '';
}
