import type { ColumnDescription, CompiledDml, HostVariable } from '../../sql/sql-engine.ts';
import type { DmlStatement, Query } from '../../syntax/ast/query.ts';
import type { RecordType } from '../../types/data-type.ts';
import type { Code } from './code.ts';
import type { Scope } from './scope.ts';
import { noteTables } from './sql-dependencies.ts';
import { PlsqlNames } from './sql-names.ts';
import type { CursorQuery } from './symbols.ts';

/** SQL statements inside PL/SQL, compiled by the SQL side with the names of the scope. */

/** Throws OracleError with `offset` in the unit's source (ORA-00942, ORA-00904 …). */
export function compileQuery(query: Query, scope: Scope): CursorQuery {
  const { runtime, source } = scope.unit;
  const compiled = runtime.sql.compileQuery(query, source.text, new PlsqlNames(scope));
  noteTables(query, scope.unit);
  return { compiled, inputs: inputCodes(compiled.inputs), layout: scope.layout };
}

export function compileDml(statement: DmlStatement, scope: Scope): { compiled: CompiledDml; inputs: Code[] } {
  const { runtime, source } = scope.unit;
  const compiled = runtime.sql.compileDml(statement, source.text, new PlsqlNames(scope));
  noteTables(statement, scope.unit);
  return { compiled, inputs: inputCodes(compiled.inputs) };
}

/** The keys of host variables are the codes that PlsqlNames put there. */
function inputCodes(inputs: readonly HostVariable[]): Code[] {
  return inputs.map((input) => input.key as Code);
}

/** The record of a query's columns: what `cursor%ROWTYPE` is. */
export function recordOfColumns(columns: readonly ColumnDescription[]): RecordType {
  return { kind: 'RECORD', fields: columns.map((column) => ({ name: column.name, type: column.type })) };
}
