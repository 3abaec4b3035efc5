import oracledb, { type Connection } from 'oracledb';
import type { Direction } from './call-request.ts';
import { type DictionaryObject, findObjects, findTarget, type Target } from './find-target.ts';
import { DICTIONARY_TYPES, type OracleType } from './oracle-type.ts';
import type { ProcedureName } from './procedure-name.ts';

/** What the data dictionary says of a procedure. */
export type ProcedureDescription = {
  owner: string;
  /** Owner, package and procedure behind all synonyms. */
  resolvedParts: string[];
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
  /** Undefined when there is no such object. Without signatures when it is behind a database link, or out of the user's sight. */
  describe(connection: Connection, name: ProcedureName): Promise<ProcedureDescription | undefined>;
};

type CacheEntry = { fingerprint: string; target: Target; description: ProcedureDescription };

const MAX_CACHED = 1000;
const AS_OBJECTS = { outFormat: oracledb.OUT_FORMAT_OBJECT } as const;

const FIND_STANDALONE = `
SELECT SUBPROGRAM_ID FROM ALL_PROCEDURES
WHERE OWNER = :owner AND OBJECT_NAME = :object_name AND PROCEDURE_NAME IS NULL
  AND OBJECT_TYPE IN ('PROCEDURE', 'FUNCTION')`;
const FIND_PACKAGED = `
SELECT SUBPROGRAM_ID FROM ALL_PROCEDURES
WHERE OWNER = :owner AND OBJECT_NAME = :object_name AND PROCEDURE_NAME = :subprogram
ORDER BY SUBPROGRAM_ID`;

const ARGUMENT_COLUMNS =
  'SUBPROGRAM_ID, ARGUMENT_NAME, POSITION, DATA_TYPE, PLS_TYPE, IN_OUT, DEFAULTED, TYPE_NAME, TYPE_SUBNAME';
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
  TYPE_SUBNAME: string | null;
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
      // A synonym in the middle of a chain may change without a trace in the fingerprint.
      if (target.synonyms <= 1 && !known.some((object) => object.IS_YOUNG === 1)) {
        if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value ?? '');
        cache.set(key, { fingerprint: fingerprintOf(known), target, description });
      }
      return description;
    },
  };
}

function fingerprintOf(objects: DictionaryObject[]): string {
  return objects
    .map(({ OWNER, OBJECT_NAME, OBJECT_TYPE, OBJECT_ID, LAST_DDL }) =>
      [OWNER, OBJECT_NAME, OBJECT_TYPE, OBJECT_ID, LAST_DDL].join('.'),
    )
    .sort()
    .join('|');
}

async function describeTarget(connection: Connection, target: Target): Promise<ProcedureDescription> {
  const { owner, objectName, subprogram } = target;
  const isPackaged = subprogram !== undefined;
  const names = isPackaged ? [objectName, subprogram] : [objectName];
  const named = { owner, resolvedParts: [owner, ...names], displayName: names.join('.') };
  if (!target.isVisible) return { ...named, signatures: [] };
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
  const signatures = (procedures.rows ?? []).map(({ SUBPROGRAM_ID }) =>
    toSignature((found.rows ?? []).filter((row) => row.SUBPROGRAM_ID === SUBPROGRAM_ID)),
  );
  return { ...named, signatures };
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

/** A type of a package has the package's name and its own. */
function typeNameOf({ DATA_TYPE, PLS_TYPE, TYPE_NAME, TYPE_SUBNAME }: ArgumentRow): string {
  if (TYPE_NAME !== null) return TYPE_SUBNAME === null ? TYPE_NAME : `${TYPE_NAME}.${TYPE_SUBNAME}`;
  return PLS_TYPE ?? DATA_TYPE ?? '';
}
