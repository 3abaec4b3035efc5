import type { Partitioning } from '../syntax/ast/ddl.ts';
import type { ScalarType } from '../types/data-type.ts';

/**
 * The data dictionary, in memory: what every session sees of committed DDL. Loaded at start from the storage, changed only by DDL, which
 * writes storage and memory together. Names are as stored (upper case unless quoted).
 */
export interface Catalog {
  /**
   * What `name` means seen from `schema` by `user`: own object, then synonym of the schema, then public synonym; synonyms are followed.
   * Undefined where nothing fits or `user` has no privilege on it (Oracle does not tell the two apart).
   */
  resolveObject(name: string[], context: { schema: string; user: string }): ResolvedObject | undefined;
  findObject(schema: string, name: string, type?: CatalogObjectType): CatalogObject | undefined;
  table(schema: string, name: string): CatalogTable | undefined;
  /** Enabled triggers of a table or view in firing order. */
  triggersOf(schema: string, table: string): CatalogTrigger[];
  /** True where a table has a column of the type. */
  isTypeOfColumn(schema: string, type: string): boolean;
  /** True where the text of another type names the type. */
  isTypeOfType(schema: string, type: string): boolean;
  /** Goes up with every committed change: caches compare it. */
  readonly version: number;
  hasSystemPrivilege(user: string, privilege: string): boolean;
  hasObjectPrivilege(user: string, schema: string, name: string, privilege: ObjectPrivilege): boolean;
  hasUser(name: string): boolean;
  hasRole(name: string): boolean;
  sequence(schema: string, name: string): CatalogSequence | undefined;
  constraint(schema: string, name: string): CatalogConstraint | undefined;
  /** Of the table, in the order of their creation. */
  indexesOf(schema: string, table: string): CatalogIndex[];
  /** What was stored with a program unit; undefined for other objects. */
  unit(object: CatalogObject): StoredUnit | undefined;
  /**
   * The constraint or index that a PostgreSQL error names, for ORA-00001, ORA-02290 and the like: PostgreSQL cuts names to 63 bytes, and
   * some have another name there.
   */
  violatedName(schema: string, table: string, storageName: string): { schema: string; name: string };
}

export type ObjectPrivilege =
  | 'SELECT'
  | 'INSERT'
  | 'UPDATE'
  | 'DELETE'
  | 'EXECUTE'
  | 'REFERENCES'
  | 'ALTER'
  | 'INDEX'
  | 'READ'
  | 'DEBUG'
  | 'FLASHBACK'
  | 'ON COMMIT REFRESH'
  | 'QUERY REWRITE';
export type CatalogObjectType =
  | 'TABLE'
  | 'VIEW'
  | 'SEQUENCE'
  | 'SYNONYM'
  | 'INDEX'
  | 'PROCEDURE'
  | 'FUNCTION'
  | 'PACKAGE'
  | 'PACKAGE BODY'
  | 'TRIGGER'
  | 'TYPE'
  | 'TYPE BODY';

/** `rest` are the parts of the name behind the object: `PKG.PROC` → object PKG, rest ['PROC']. */
export type ResolvedObject = { object: CatalogObject; rest: string[] };

export type CatalogObject = {
  id: number;
  schema: string;
  name: string;
  type: CatalogObjectType;
  status: 'VALID' | 'INVALID';
  created: Date;
  lastDdl: Date;
  /** Of program units, triggers and types: the text behind CREATE OR REPLACE. */
  source: string | undefined;
  /** Of synonyms. */
  target: { schema: string; name: string; databaseLink?: string | undefined } | undefined;
  /** True for what this database itself supplies: SYS packages and views. */
  isBuiltIn: boolean;
};

export type CatalogColumn = {
  name: string;
  type: ScalarType;
  isNullable: boolean;
  /** Source text of the DEFAULT, where there is one. */
  default: string | undefined;
  isDefaultOnNull: boolean;
  identity: { generation: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL'; sequence: string } | undefined;
  /** Source text of a virtual column's expression. */
  virtual: string | undefined;
  isHidden: boolean;
  isJson: boolean;
  /** Binary precision of a column declared FLOAT, for the dictionary: 126 where none is written. Its type is NUMBER. */
  floatPrecision?: number | undefined;
  /** Of a column of an object or collection type: the type's name. `type` is CLOB: what the storage has is a text. */
  composite?: { schema: string; name: string } | undefined;
};

/** A table or a view. In PostgreSQL: schema and relation of the same names, columns of the same names; tables have the hidden column `ora$rowid` (bigint, unique). */
export type CatalogTable = {
  object: CatalogObject;
  kind: 'TABLE' | 'VIEW';
  columns: CatalogColumn[];
  isTemporary: boolean;
  /** Of temporary tables: what COMMIT does to the rows. */
  onCommit?: 'DELETE' | 'PRESERVE' | undefined;
  constraints: CatalogConstraint[];
  /** Of a view: its query's text. Built-in dictionary views have none. */
  viewText: string | undefined;
  /** Of a view. */
  isReadOnly?: boolean | undefined;
  hasCheckOption?: boolean | undefined;
  partitioning?: Partitioning | undefined;
  comment: string | undefined;
  /** Of columns, by name. */
  columnComments: Record<string, string>;
};

export type CatalogConstraint = {
  schema: string;
  name: string;
  type: 'P' | 'U' | 'C' | 'R' | 'NOT NULL';
  columns: string[];
  condition: string | undefined;
  references:
    | {
        schema: string;
        table: string;
        constraint: string;
        columns: string[];
        deleteRule: 'NO ACTION' | 'CASCADE' | 'SET NULL';
      }
    | undefined;
  isEnabled: boolean;
  /** SYS_C… names are generated. */
  isGenerated: boolean;
  /** Name of the constraint in PostgreSQL where it differs. */
  storageName?: string | undefined;
  isDeferrable?: boolean | undefined;
  isInitiallyDeferred?: boolean | undefined;
  /** Of keys: the index that enforces it. */
  index?: string | undefined;
};

export type CatalogIndex = {
  object: CatalogObject;
  table: { schema: string; name: string };
  isUnique: boolean;
  isBitmap: boolean;
  /** `expression` is the source text, for function-based columns. */
  columns: { name: string | undefined; expression: string | undefined; isDescending: boolean }[];
  /** Made for a primary key or unique constraint: PostgreSQL's constraint has it, and it goes with it. */
  isOfConstraint: boolean;
  isGenerated: boolean;
  /** Name in PostgreSQL where it differs. */
  storageName?: string | undefined;
};

/** In PostgreSQL a sequence of the same schema and name. The numbers are decimal text, for they have up to 28 digits in Oracle. */
export type CatalogSequence = {
  object: CatalogObject;
  startWith: string;
  minValue: string;
  maxValue: string;
  incrementBy: string;
  isCycling: boolean;
  isOrdered: boolean;
  /** 0 for NOCACHE. */
  cacheSize: number;
  /** Of an identity column (ISEQ$$_…). */
  isIdentity: boolean;
};

export type CatalogTrigger = {
  object: CatalogObject;
  table: { schema: string; name: string };
  timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF' | 'COMPOUND';
  events: ('INSERT' | 'UPDATE' | 'DELETE')[];
  updateColumns: string[];
  forEachRow: boolean;
  isEnabled: boolean;
};

/** What CREATE of a unit stores. Implemented beside the catalog; called by PL/SQL. */
export interface UnitStore {
  /**
   * Commits on its own connection. Replaces source, arguments and errors of the unit. Rejects with ORA-00955 without OR REPLACE (or where
   * the name is another kind of object's), ORA-01031 without the right, ORA-01918 for an unknown schema.
   */
  storeUnit(unit: StoredUnit, options: { orReplace: boolean; user: string }): Promise<CatalogObject>;
  /** After a (re)compilation without a new source. */
  setUnitStatus(
    object: CatalogObject,
    status: 'VALID' | 'INVALID',
    errors: UnitError[],
    details?: Pick<StoredUnit, 'arguments' | 'procedures'>,
  ): Promise<void>;
}
export type UnitError = { line: number; column: number; text: string; attribute: 'ERROR' | 'WARNING' };
export type StoredUnit = {
  schema: string;
  name: string;
  type: 'PROCEDURE' | 'FUNCTION' | 'PACKAGE' | 'PACKAGE BODY' | 'TRIGGER' | 'TYPE' | 'TYPE BODY';
  source: string;
  status: 'VALID' | 'INVALID';
  errors: UnitError[];
  /** Rows of ALL_ARGUMENTS (19c columns). Of packages: all public subprograms. */
  arguments: CatalogArgument[];
  /** Rows of ALL_PROCEDURES. */
  procedures: {
    procedureName: string | null;
    subprogramId: number;
    overload: string | null;
    isFunction: boolean;
    authid: 'DEFINER' | 'CURRENT_USER';
    deterministic: boolean;
    pipelined?: boolean | undefined;
  }[];
  trigger: Omit<CatalogTrigger, 'object'> | undefined;
};
export type CatalogArgument = {
  objectName: string;
  packageName: string | null;
  subprogramId: number;
  overload: string | null;
  argumentName: string | null;
  /** 0 for a function's return value. */
  position: number;
  sequence: number;
  dataLevel: number;
  /** As ALL_ARGUMENTS prints it: NUMBER, VARCHAR2, PL/SQL BOOLEAN, REF CURSOR, PL/SQL RECORD, PL/SQL TABLE, BINARY_INTEGER, … */
  dataType: string | null;
  plsType: string | null;
  inOut: 'IN' | 'OUT' | 'IN/OUT';
  defaulted: 'Y' | 'N';
  dataLength: number | null;
  dataPrecision: number | null;
  dataScale: number | null;
  charLength: number | null;
  typeOwner: string | null;
  typeName: string | null;
  typeSubname: string | null;
};
