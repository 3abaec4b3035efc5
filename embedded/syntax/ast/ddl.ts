import type { Expression, Identifier, QualifiedName, TypeSpec } from './expression.ts';
import type { PackageBody, PackageSpec, Subprogram, TriggerBody, TypeBody, TypeDeclaration } from './plsql.ts';
import type { Query } from './query.ts';

/** Data definition, session control and transaction control. `end` is the offset behind the statement. */

export type ColumnDefinition = {
  name: Identifier;
  type?: TypeSpec | undefined;
  default?: { expression: Expression; onNull: boolean; text: string } | undefined;
  identity?: { generation: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL'; options: SequenceOptions } | undefined;
  /** `GENERATED ALWAYS AS (expr) VIRTUAL`. */
  virtual?: { expression: Expression; text: string } | undefined;
  invisible?: boolean | undefined;
  constraints: ConstraintDefinition[];
};

export type ConstraintDefinition = {
  pos: number;
  name?: Identifier | undefined;
  /** Columns of a table-level constraint; empty for one that stands at its column. */
  columns: Identifier[];
  rule:
    | { kind: 'notNull' }
    | { kind: 'null' }
    | { kind: 'primaryKey' }
    | { kind: 'unique' }
    | { kind: 'check'; condition: Expression; text: string }
    | {
        kind: 'foreignKey';
        table: QualifiedName;
        columns: Identifier[];
        onDelete?: 'CASCADE' | 'SET NULL' | undefined;
      };
  deferrable?: boolean | undefined;
  initiallyDeferred?: boolean | undefined;
  disabled?: boolean | undefined;
};

export type SequenceOptions = {
  startWith?: string | undefined;
  incrementBy?: string | undefined;
  minValue?: string | null | undefined;
  maxValue?: string | null | undefined;
  cycle?: boolean | undefined;
  cache?: number | undefined;
  order?: boolean | undefined;
  restart?: boolean | undefined;
};

/** `values` as they are written: of LIST the values, of RANGE the upper bounds. */
export type PartitionDefinition = { name: string | undefined; values: string[] | undefined };
/** PARTITION BY RANGE, LIST, HASH … */
export type Partitioning = {
  method: string;
  columns: string[];
  partitions: PartitionDefinition[];
  isInterval: boolean;
};

export type AlterTableAction =
  | { kind: 'addColumns'; columns: ColumnDefinition[] }
  | { kind: 'modifyColumns'; columns: ColumnDefinition[] }
  | { kind: 'dropColumns'; columns: Identifier[]; cascade: boolean }
  | { kind: 'renameColumn'; from: Identifier; to: Identifier }
  | { kind: 'addConstraint'; constraint: ConstraintDefinition }
  | {
      kind: 'dropConstraint';
      name?: Identifier | undefined;
      primaryKey?: boolean | undefined;
      unique?: Identifier[] | undefined;
      cascade: boolean;
    }
  | { kind: 'renameConstraint'; from: Identifier; to: Identifier }
  | { kind: 'enableConstraint' | 'disableConstraint'; name?: Identifier | undefined; primaryKey?: boolean | undefined }
  | { kind: 'enableTriggers' | 'disableTriggers' }
  | { kind: 'rename'; to: Identifier }
  | { kind: 'addPartition'; partition: PartitionDefinition }
  | { kind: 'truncatePartition' | 'dropPartition'; name: Identifier }
  /** Storage clauses and the like that have no meaning here: accepted and ignored. `text` says what. */
  | { kind: 'ignored'; text: string };

/** `CREATE [OR REPLACE] … unit`. `source` is the text from the unit's keyword on (`PROCEDURE p …`), as *_SOURCE keeps it; `sourcePos` its offset. */
export type CreateUnitStatement = {
  kind: 'createUnit';
  pos: number;
  end: number;
  orReplace: boolean;
  editionable?: boolean | undefined;
  unitType: 'PROCEDURE' | 'FUNCTION' | 'PACKAGE' | 'PACKAGE BODY' | 'TRIGGER' | 'TYPE' | 'TYPE BODY';
  name: QualifiedName;
  source: string;
  sourcePos: number;
  /** Undefined where the source does not parse: the unit is stored INVALID with `syntaxErrors`. Positions in it are offsets in `source`. */
  unit?: Subprogram | PackageSpec | PackageBody | TriggerBody | TypeDeclaration | TypeBody | undefined;
  syntaxErrors: SyntaxErrorNote[];
};
/** Position inside `source`, 1-based line and column, as USER_ERRORS has them. `text` starts with PLS-…. */
export type SyntaxErrorNote = { line: number; column: number; text: string };

export type DdlStatement =
  | {
      kind: 'createTable';
      pos: number;
      end: number;
      name: QualifiedName;
      temporary?: { onCommit: 'DELETE' | 'PRESERVE'; private: boolean } | undefined;
      columns: ColumnDefinition[];
      constraints: ConstraintDefinition[];
      asQuery?: Query | undefined;
      partitioning?: Partitioning | undefined;
      /** ORGANIZATION, TABLESPACE …: accepted and ignored. */
      ignored: string[];
    }
  | { kind: 'alterTable'; pos: number; end: number; name: QualifiedName; actions: AlterTableAction[] }
  | {
      kind: 'createIndex';
      pos: number;
      end: number;
      name: QualifiedName;
      unique: boolean;
      bitmap: boolean;
      table: QualifiedName;
      columns: { expression: Expression; descending: boolean; text: string }[];
    }
  | {
      kind: 'createView';
      pos: number;
      end: number;
      orReplace: boolean;
      force: boolean;
      name: QualifiedName;
      columns: Identifier[];
      query: Query;
      text: string;
      readOnly: boolean;
      checkOption: boolean;
    }
  | { kind: 'createMaterializedView'; pos: number; end: number; name: QualifiedName }
  | { kind: 'createSequence'; pos: number; end: number; name: QualifiedName; options: SequenceOptions }
  | { kind: 'alterSequence'; pos: number; end: number; name: QualifiedName; options: SequenceOptions }
  | {
      kind: 'createSynonym';
      pos: number;
      end: number;
      orReplace: boolean;
      public: boolean;
      name: QualifiedName;
      target: QualifiedName;
    }
  | CreateUnitStatement
  | {
      kind: 'alterUnit';
      pos: number;
      end: number;
      unitType: 'PROCEDURE' | 'FUNCTION' | 'PACKAGE' | 'PACKAGE BODY' | 'TRIGGER' | 'VIEW' | 'TYPE' | 'INDEX';
      name: QualifiedName;
      action: 'COMPILE' | 'ENABLE' | 'DISABLE' | 'RENAME' | 'IGNORED';
      renameTo?: Identifier | undefined;
    }
  | {
      kind: 'drop';
      pos: number;
      end: number;
      objectType:
        | 'TABLE'
        | 'INDEX'
        | 'VIEW'
        | 'SEQUENCE'
        | 'SYNONYM'
        | 'PUBLIC SYNONYM'
        | 'PROCEDURE'
        | 'FUNCTION'
        | 'PACKAGE'
        | 'PACKAGE BODY'
        | 'TRIGGER'
        | 'TYPE'
        | 'TYPE BODY'
        | 'USER'
        | 'ROLE'
        | 'MATERIALIZED VIEW'
        | 'CONTEXT'
        | 'DIRECTORY';
      name: QualifiedName;
      cascade: boolean;
      purge: boolean;
      ifExists?: boolean | undefined;
      force: boolean;
    }
  | { kind: 'truncate'; pos: number; end: number; name: QualifiedName; cascade: boolean }
  | { kind: 'rename'; pos: number; end: number; from: Identifier; to: Identifier }
  | { kind: 'comment'; pos: number; end: number; target: 'TABLE' | 'COLUMN'; name: QualifiedName; text: string }
  | {
      kind: 'createUser' | 'alterUser';
      pos: number;
      end: number;
      name: Identifier;
      password?: string | undefined;
      account?: 'LOCK' | 'UNLOCK' | undefined;
      isPasswordExpired?: boolean | undefined;
      /** Of ALTER USER: GRANT or REVOKE CONNECT THROUGH. */
      proxy?: { action: 'GRANT' | 'REVOKE'; user: Identifier } | undefined;
    }
  | { kind: 'createRole'; pos: number; end: number; name: Identifier }
  /** System privileges and roles where `on` is missing. `grantees` may be PUBLIC. */
  | {
      kind: 'grant' | 'revoke';
      pos: number;
      end: number;
      privileges: string[];
      on?: QualifiedName | undefined;
      grantees: Identifier[];
      withOption: boolean;
    }
  | { kind: 'purge'; pos: number; end: number }
  /** ANALYZE, AUDIT, CREATE DIRECTORY, CREATE CONTEXT …: recognised to be refused by name. */
  | { kind: 'unsupportedStatement'; pos: number; end: number; feature: string };

export type SessionControlStatement =
  /** `ALTER SESSION SET name = value …`. Names in upper case, `TIME_ZONE` included. Values without their quotes. */
  | {
      kind: 'alterSession';
      pos: number;
      end: number;
      settings: { name: string; value: string; quoted: boolean }[] /** ENABLE/DISABLE/CLOSE … */;
      other?: string | undefined;
    }
  | {
      kind: 'alterSystem';
      pos: number;
      end: number;
      killSession?: { sid: number; serial: number; immediate: boolean } | undefined;
      other?: string | undefined;
    }
  | { kind: 'setRole'; pos: number; end: number };

export type TransactionControlStatement =
  | { kind: 'commit'; pos: number; end: number }
  | { kind: 'rollback'; pos: number; end: number; toSavepoint?: Identifier | undefined }
  | { kind: 'savepoint'; pos: number; end: number; name: Identifier }
  | {
      kind: 'setTransaction';
      pos: number;
      end: number;
      mode?: 'READ ONLY' | 'READ WRITE' | 'SERIALIZABLE' | 'READ COMMITTED' | undefined;
      name?: string | undefined;
    }
  | { kind: 'setConstraints'; pos: number; end: number; all: boolean; names: QualifiedName[]; deferred: boolean };
