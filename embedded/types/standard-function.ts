import type { DataType, ScalarType } from './data-type.ts';
import type { NlsSettings } from './nls.ts';
import type { ScalarValue } from './values.ts';

/** A function of package STANDARD (SUBSTR, TO_CHAR, ROUND …), for both languages: PL/SQL runs `evaluate`, SQL uses `returns` and prints PostgreSQL. */
export type StandardFunction = {
  name: string;
  minArguments: number;
  /** Infinity for GREATEST and the like. */
  maxArguments: number;
  /** The result's type for arguments of these types. */
  returns(argumentTypes: DataType[]): ScalarType;
  /** Throws OracleError (ORA-01722, ORA-01841 …). Absent where the function has a meaning in SQL only (DECODE, DUMP) . */
  evaluate?: ((inputs: ScalarValue[], context: FunctionContext) => ScalarValue) | undefined;
  /** Of functions that have a meaning in SQL only: PL/SQL refuses them (PLS-00204), SQL may evaluate them for constants. */
  evaluateInSql?: ((inputs: ScalarValue[], context: FunctionContext) => ScalarValue) | undefined;
};

export type FunctionContext = {
  nls: NlsSettings;
  user: string;
  currentSchema: string;
  /** Types of the arguments as resolved, for functions whose result depends on them. */
  argumentTypes: DataType[];
  /** SYS_CONTEXT of the session. */
  contextValue(namespace: string, name: string): string | null;
  /** SYSDATE, SYSTIMESTAMP: milliseconds since the epoch with fraction, one value for a statement. */
  now(): number;
  /**
   * Where the error belongs: PL/SQL reports a text that is no number as ORA-06502 (VALUE_ERROR), SQL as ORA-01722. Absent: PL/SQL.
   * SQL that evaluates a function of constants itself must say 'SQL'.
   */
  language?: 'SQL' | 'PL/SQL' | undefined;
};
