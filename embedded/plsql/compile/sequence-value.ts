import type { CatalogObject } from '../../catalog/catalog.ts';
import type { NameScope } from '../../sql/sql-engine.ts';
import { parseQuery } from '../../syntax/parse.ts';
import { NUMBER } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { wait } from '../runtime/steps.ts';
import { asyncCode, type Code } from './code.ts';
import type { Scope } from './scope.ts';

/** `seq.NEXTVAL` and `seq.CURRVAL` in an expression: a query of its own. */
export function compileNextValue(sequence: CatalogObject, pseudoColumn: 'NEXTVAL' | 'CURRVAL', scope: Scope): Code {
  const { runtime, viewpoint } = scope.unit;
  const text = `SELECT "${sequence.schema}"."${sequence.name}".${pseudoColumn} FROM DUAL`;
  const names: NameScope = {
    resolveVariable: () => undefined,
    resolveExpression: () => undefined,
    resolveBind: () => {
      throw new OracleError(1008, 'not all variables bound');
    },
    viewpoint,
  };
  const compiled = runtime.sql.compileQuery(parseQuery(text), text, names);
  return asyncCode(NUMBER, function* () {
    const cursor = yield* wait(runtime.sql.openQuery(compiled, []));
    try {
      const rows = yield* wait(cursor.fetch(1));
      return rows[0]?.[0] ?? null;
    } finally {
      yield* wait(cursor.close());
    }
  });
}
