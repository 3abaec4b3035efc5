import type { Identifier, QualifiedName } from '../../syntax/ast/expression.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Scope, Source, SourceColumn } from './scope.ts';

export type ResolvedColumn = { column: SourceColumn; source: Source | undefined; scope: Scope };

/**
 * The column that a name means: of the innermost block that has one. Undefined where there is none. Throws ORA-00918 where two row
 * sources of one block have it, ORA-25154 for a qualified USING column.
 */
export function resolveColumn(scope: Scope, name: QualifiedName): ResolvedColumn | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const found = resolveInBlock(current, name.parts, name.pos);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolveInBlock(scope: Scope, parts: Identifier[], pos: number): ResolvedColumn | undefined {
  const columnName = parts.at(-1)?.name ?? '';
  if (parts.length === 1) {
    const merged = scope.merged.find((column) => column.name === columnName);
    if (merged !== undefined) return { column: merged, source: undefined, scope };
  }
  let found: ResolvedColumn | undefined;
  for (const source of scope.sources) {
    if (!matchesQualifier(source, parts.slice(0, -1))) continue;
    const columns = source.columns.filter((column) => column.name === columnName);
    const column = columns[0];
    if (column === undefined) continue;
    if (found !== undefined || columns.length > 1)
      throw new OracleError(918, 'column ambiguously defined', { offset: pos });
    if (parts.length > 1 && source.merged?.has(columnName) === true) {
      throw new OracleError(25154, 'column part of USING clause cannot have qualifier', { offset: pos });
    }
    found = { column, source, scope };
  }
  return found;
}

/** The row source that `alias` or `schema.table` means. */
export function resolveSource(scope: Scope, qualifier: Identifier[]): { source: Source; scope: Scope } | undefined {
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const source = current.sources.find((candidate) => matchesQualifier(candidate, qualifier));
    if (source !== undefined) return { source, scope: current };
  }
  return undefined;
}

export function matchesQualifier(source: Source, qualifier: Identifier[]): boolean {
  const [first, second, third] = qualifier;
  if (first === undefined) return true;
  if (third !== undefined) return false;
  if (second === undefined) return source.name === first.name;
  return source.name === second.name && source.schema === first.name;
}

/** ORA-00904 with the name as Oracle prints it: `"T"."X"`. */
export function invalidIdentifier(name: QualifiedName): OracleError {
  const text = name.parts.map((part) => `"${part.name}"`).join('.');
  return new OracleError(904, `${text}: invalid identifier`, { offset: name.pos });
}

/** Notes that a column was used, for the checks of grouping and for what depends on rows. */
export function noteColumnUse(from: Scope, resolved: ResolvedColumn, pos: number): void {
  for (let current: Scope | undefined = from; current !== undefined; current = current.parent) {
    current.columnUses++;
    if (current === resolved.scope) break;
  }
  // Also within a subquery a column of GROUP BY is the group's.
  const isGrouped = resolved.scope.groupTexts?.has(resolved.column.sql) === true;
  if (resolved.scope.aggregateDepth === 0 && !isGrouped) {
    resolved.scope.ungrouped.push({ name: resolved.column.name, pos });
  }
}
