import type { CompiledQuery } from '../../sql/sql-engine.ts';
import type { DataType, RecordType } from '../../types/data-type.ts';
import type { FrameLayout } from '../runtime/frame.ts';
import type { ExceptionIdentity } from '../runtime/plsql-exception.ts';
import type { PackageUnit } from '../units/package-unit.ts';
import type { Code } from './code.ts';
import type { FormalParameter, Routine } from './routine.ts';
import type { StaticSql } from './sql-compile.ts';

/** What a name can stand for inside PL/SQL. */
export type PlsqlSymbol =
  | VariableSymbol
  | CursorSymbol
  | TypeSymbol
  | ExceptionSymbol
  | SubprogramsSymbol
  | AttributeSymbol
  /** Declared, but the declaration has an error: uses say PLS-00320. */
  | { kind: 'malformed'; name: string }
  /** Declared twice: uses say PLS-00371. */
  | { kind: 'duplicate'; name: string };

export type VariableSymbol = {
  kind: 'variable';
  name: string;
  type: DataType;
  layout: FrameLayout;
  slot: number;
  /** What may not be assigned to. */
  access: 'variable' | 'constant' | 'in' | 'index';
  isNotNull: boolean;
  /** Set for variables of a package specification: others reach them through the package's instance. */
  owner?: PackageUnit | undefined;
  /** Of a constant: the value where it is known without running anything. */
  constant?: Code | undefined;
};

/** An attribute of SELF by its name alone, in a method. */
export type AttributeSymbol = { kind: 'attribute'; name: string; self: VariableSymbol; index: number };

export type CursorSymbol = {
  kind: 'cursor';
  name: string;
  layout: FrameLayout;
  slot: number;
  parameters: FormalParameter[];
  /** Where the parameters' values are put when it is opened: beside the query's declaration. */
  parameterSlots: number[];
  parameterLayout: FrameLayout;
  rowType: RecordType;
  /** Undefined for a cursor that a package specification declares without its query, until the body gives it. */
  query: StaticSql<CompiledQuery> | undefined;
  owner?: PackageUnit | undefined;
};

export type TypeSymbol = {
  kind: 'type';
  name: string;
  type: DataType;
  isNotNull: boolean;
  /** A subtype of a constrained type keeps its constraint as a parameter's type. */
  isSubtype: boolean;
};

export type ExceptionSymbol = { kind: 'exception'; name: string; identity: ExceptionIdentity };
export type SubprogramsSymbol = {
  kind: 'subprograms';
  name: string;
  overloads: Routine[];
  owner?: PackageUnit | undefined;
};
