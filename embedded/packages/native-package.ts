import type { SessionState } from '../session/session-state.ts';
import type { NameScope, SqlEngine } from '../sql/sql-engine.ts';
import type { ParseResult } from '../syntax/ast/statement.ts';
import type { DataType } from '../types/data-type.ts';
import type { NamedType } from '../types/named-type.ts';
import type { Value } from '../types/values.ts';

/**
 * A package that this database supplies: its specification is PL/SQL source (so that named arguments, defaults, overloads, constants,
 * types and ALL_ARGUMENTS come from the same path as a user's package), its subprograms are TypeScript.
 */
export type NativePackage = {
  name: string;
  /** `PACKAGE DBMS_X AS … END;` */
  specification: string;
  /** By name; an overloaded one by `NAME` for all overloads, or `NAME#2` for the second in the specification. */
  subprograms: Record<string, NativeSubprogram>;
  /** Without a grant to PUBLIC (DBMS_LOCK, DBMS_SYSTEM …): callers need EXECUTE. */
  isRestricted?: boolean | undefined;
};

/**
 * `inputs`: one value for each parameter in declared order, defaults filled in; incoming value of IN OUT, null for OUT.
 * Waiting ones return a promise and honour `call.session.interrupt`.
 */
export type NativeSubprogram = (call: NativeCall, inputs: Value[]) => NativeOutcome | Promise<NativeOutcome>;
/** `out`: new values of OUT and IN OUT parameters by position in the parameter list (0-based). Nothing to say: return undefined. */
export type NativeOutcome = { result?: Value; out?: Map<number, Value> } | undefined;

export type NativeCall = {
  session: SessionState;
  sql: SqlEngine;
  /** FORMAT_ERROR_STACK, FORMAT_ERROR_BACKTRACE, FORMAT_CALL_STACK of the caller. */
  errorStack(): string;
  errorBacktrace(): string;
  callStack(): string;
  /** DBMS_SESSION.RESET_PACKAGE / MODIFY_PACKAGE_STATE: drops the state of all packages after the running call. */
  resetPackages(): void;
  /** DBMS_SQL.RETURN_RESULT. */
  returnResult(cursor: Value): void;
  /** Overload chosen, 1-based. */
  overload: number;
  statements: NativeStatements;
  /** A record or collection type by its name (`t`, `"S"."P"."T"`, `tab%ROWTYPE`) as the session's user sees it; undefined where there is none. */
  findType(name: string): NamedType | undefined;
};

/** Dynamic statements with the names and rights of the caller: DBMS_SQL, and packages that end the transaction. */
export type NativeStatements = {
  /** What the names of a query or DML mean whose placeholders have these types; the key of an input is the placeholder's index. */
  names(text: string, types: readonly DataType[]): NameScope;
  /** Runs a block, CALL, DDL, transaction or session control. Gives the values of the placeholders afterwards. */
  run(parsed: ParseResult, types: readonly DataType[], values: readonly Value[]): Promise<Value[]>;
};
