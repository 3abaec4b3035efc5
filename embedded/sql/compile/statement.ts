import type { Query } from '../../syntax/ast/query.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import type { Locking, QueryPlan } from '../query-plan.ts';
import type { CompileContext } from './compile-context.ts';
import { compileQuery } from './query.ts';

/** A query as a statement of its own. */
export function compileQueryStatement(query: Query, context: CompileContext): QueryPlan {
  const body = compileQuery(query, context, undefined, { isTopLevel: true, allowsSequences: true });
  const prepared = context.parameters.prepare(body.sql);
  return {
    prepared,
    columns: body.columns,
    hiddenCount: body.hidden.length,
    steps: context.functionSteps.map((entry) => entry.step),
    nested: context.nestedCursors,
    temporaryTables: [...context.temporaryTables],
    locking: lockingOf(
      query,
      body.hidden.length > 0 && /"ora\$rowid"|\.rid\b|\.w\d+\b|\.i\d+\b/.test(body.hidden[0] ?? ''),
    ),
    isSmall: body.isSingleRow === true || isSmall(query),
  };
}

function lockingOf(query: Query, hasRowid: boolean): Locking | undefined {
  const { forUpdate } = query;
  if (forUpdate === undefined) return undefined;
  const { wait } = forUpdate;
  if (wait === undefined) return { wait: 'forever', hasRowid };
  if (wait.kind === 'nowait') return { wait: 'nowait', hasRowid };
  if (wait.kind === 'skipLocked') return { wait: 'skipLocked', hasRowid };
  if (wait.seconds.kind !== 'number') throw unimplemented('FOR UPDATE WAIT with an expression', wait.seconds.pos);
  const seconds = Number(wait.seconds.text);
  return { wait: seconds === 0 ? 'nowait' : { milliseconds: seconds * 1000 }, hasRowid };
}

const SMALL_LIMIT = 1000;

/** One row of an aggregate, or a literal limit. */
function isSmall(query: Query): boolean {
  const count = query.fetch?.count;
  if (query.fetch !== undefined && !query.fetch.percent && !query.fetch.withTies) {
    return count === undefined || (count.kind === 'number' && Number(count.text) <= SMALL_LIMIT);
  }
  const { body } = query;
  if (body.kind !== 'select' || body.connectBy !== undefined) return false;
  const [source, ...others] = body.from;
  return others.length === 0 && source?.kind === 'table' && source.name.parts.at(-1)?.name === 'DUAL';
}
