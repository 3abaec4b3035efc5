import type { CatalogObject } from '../catalog/catalog.ts';
import type { BindDescription, BindValue } from '../session/database-session.ts';
import type { PlsqlHost } from '../sql/sql-engine.ts';
import type { CreateUnitStatement, SessionControlStatement } from '../syntax/ast/ddl.ts';
import type { QualifiedName } from '../syntax/ast/expression.ts';
import type { ParseResult } from '../syntax/ast/statement.ts';
import type { NamedType } from '../types/named-type.ts';
import type { CursorHandle, Value } from '../types/values.ts';

/** The PL/SQL side of one session. Everything rejects with OracleError for the program's fault. */
export interface PlsqlSession extends PlsqlHost {
  /**
   * Runs an anonymous block or a CALL statement once. Compiles at the first run for the given bind types (ORA-06550 where it does
   * not compile) and keeps the result with `parsed`. A failed run undoes what it changed since it began, or since its last commit.
   */
  runBlock(parsed: ParseResult, binds: BindDescription[], values: (BindValue | undefined)[]): Promise<BlockResult>;
  /** `CREATE [OR REPLACE] PROCEDURE | FUNCTION | PACKAGE [BODY] | TRIGGER | TYPE …`: compiles and stores, also what does not compile. */
  createUnit(statement: CreateUnitStatement, text: string): Promise<{ compiledWithErrors: boolean }>;
  /** `ALTER PROCEDURE | FUNCTION | PACKAGE | TRIGGER | TYPE … COMPILE`. Throws ORA-04043 where there is no such unit. */
  compileUnit(name: QualifiedName, type: CatalogObject['type']): Promise<{ compiledWithErrors: boolean }>;
  /** The text of an anonymous block that its `$IF` directives leave; any other text as it is. Throws ORA-06550. */
  selectBlock(text: string): string;
  /** Calls a stored procedure by name with positional IN arguments, as DBMS_SCHEDULER and the like do. */
  callProcedure(name: string[], inputs: Value[]): Promise<void>;
  /** The types that an object gives a name to: a TYPE itself, those of a package's specification, the row of a table or view. */
  namedTypes(object: CatalogObject): NamedType[];
  /** Drops the state of all packages: DBMS_SESSION.RESET_PACKAGE, a session given back to a pool. */
  resetPackages(): void;
}

export type BlockResult = {
  /** By placeholder; static for a block and its bind types (oracle-net.md 5.1 rule 4). */
  directions: ('IN' | 'OUT' | 'IN OUT')[];
  /** By placeholder; undefined for IN. */
  outBinds: (BindValue | undefined)[];
  /** DBMS_SQL.RETURN_RESULT. */
  implicitResults: CursorHandle[];
};

/** Statements of dynamic SQL that are neither SQL's nor PL/SQL's. */
export interface StatementExecutor {
  /** ALTER SESSION, ALTER SYSTEM, SET ROLE. */
  executeSessionControl(statement: SessionControlStatement, text: string): Promise<void>;
}
