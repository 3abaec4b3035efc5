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
  /** Goes up with every committed change: caches compare it. */
  readonly version: number;
  hasSystemPrivilege(user: string, privilege: string): boolean;
  hasObjectPrivilege(user: string, schema: string, name: string, privilege: ObjectPrivilege): boolean;
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
  | 'READ';
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
};

/** A table or a view. In PostgreSQL: schema and relation of the same names, columns of the same names; tables have the hidden column `ora$rowid` (bigint, unique). */
export type CatalogTable = {
  object: CatalogObject;
  kind: 'TABLE' | 'VIEW';
  columns: CatalogColumn[];
  isTemporary: boolean;
  constraints: CatalogConstraint[];
  /** Of a view: its query's text. Built-in dictionary views have none. */
  viewText: string | undefined;
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
  /** Commits on its own connection. Replaces source, arguments and errors of the unit. Throws ORA-00955 without OR REPLACE, ORA-01031 without the right. */
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
