import type { Query } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { invalidIdentifier, resolveColumn } from './resolve-names.ts';
import type { Scope, Source } from './scope.ts';
import { isDictionary } from './table-source.ts';

/** FOR UPDATE as PostgreSQL's locking clause; '' without one. Throws ORA-01786 and ORA-02014 for queries whose rows cannot be locked. */
export function lockingClause(query: Query, scope: Scope, isPlain: boolean): string {
  const { forUpdate } = query;
  if (forUpdate === undefined) return '';
  if (!isPlain)
    throw new OracleError(1786, 'FOR UPDATE of this query expression is not allowed', { offset: query.pos });
  if (query.fetch !== undefined || query.offset !== undefined) throw notLockable(query.pos);
  const wanted =
    forUpdate.of.length === 0
      ? scope.sources.filter((source) => source.isNullSupplied !== true)
      : forUpdate.of.map((name) => {
          const source = resolveColumn(scope, name)?.source;
          if (source === undefined) throw invalidIdentifier(name);
          return source;
        });
  const aliases = new Set<string>();
  for (const source of wanted) {
    if (isUnstored(source)) continue;
    // Without a row number the rows are computed ones: grouped, distinct, joined.
    if (source.rowid === undefined) throw notLockable(query.pos);
    aliases.add(source.pgAlias);
  }
  if (aliases.size === 0) return '';
  const wait =
    forUpdate.wait?.kind === 'nowait' ? ' NOWAIT' : forUpdate.wait?.kind === 'skipLocked' ? ' SKIP LOCKED' : '';
  return ` FOR UPDATE OF ${[...aliases].join(', ')}${wait}`;
}

function notLockable(pos: number): OracleError {
  return new OracleError(2014, 'cannot select FOR UPDATE from view with DISTINCT, GROUP BY, etc.', { offset: pos });
}

/** DUAL and dictionary views have nothing to lock. */
function isUnstored(source: Source): boolean {
  return source.table !== undefined && isDictionary(source.table);
}
