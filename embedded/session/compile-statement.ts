import type { CompiledDml, CompiledQuery } from '../sql/sql-engine.ts';
import type { DmlStatement, Query } from '../syntax/ast/query.ts';
import { bindScope, bindTypesKey } from './bind-scope.ts';
import type { BindDescription } from './database-session.ts';
import type { SessionParts } from './oracle-session.ts';
import type { Prepared } from './prepared.ts';

/** Compiles, or takes what was compiled before for the same binds, catalog and schema. */
export function compileQuery(
  parts: SessionParts,
  prepared: Prepared,
  query: Query,
  binds: BindDescription[],
): CompiledQuery {
  const compiled = compiledFor(parts, prepared, binds, () =>
    parts.sql.compileQuery(query, prepared.text, bindScope(binds)),
  );
  if (compiled.kind !== 'query') throw new TypeError('a query was compiled as DML');
  return compiled;
}

export function compileDml(
  parts: SessionParts,
  prepared: Prepared,
  statement: DmlStatement,
  binds: BindDescription[],
): CompiledDml {
  const compiled = compiledFor(parts, prepared, binds, () =>
    parts.sql.compileDml(statement, prepared.text, bindScope(binds)),
  );
  if (compiled.kind === 'query') throw new TypeError('DML was compiled as a query');
  return compiled;
}

function compiledFor(
  { catalog, state }: SessionParts,
  prepared: Prepared,
  binds: BindDescription[],
  compile: () => CompiledQuery | CompiledDml,
): CompiledQuery | CompiledDml {
  const key = [catalog.version, state.currentSchema, JSON.stringify(state.nls), bindTypesKey(binds)].join('|');
  if (prepared.compiled?.key !== key) prepared.compiled = { key, statement: compile() };
  return prepared.compiled.statement;
}
