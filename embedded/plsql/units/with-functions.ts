import type { StoredFunction } from '../../sql/sql-engine.ts';
import type { Identifier } from '../../syntax/ast/expression.ts';
import type { Subprogram } from '../../syntax/ast/plsql.ts';
import type { DataType } from '../../types/data-type.ts';
import { checkForwardDeclarations } from '../compile/declarations.ts';
import { Scope } from '../compile/scope.ts';
import { declareSubprogram } from '../compile/subprograms.ts';
import { UnitCompilation, type Viewpoint } from '../compile/unit-compilation.ts';
import { Frame, FrameLayout } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { resolveStoredFunction } from './stored-function.ts';

/** Finds the function that a name in a query means. */
export type FunctionFinder = (
  parts: Identifier[],
  argumentNames: (string | undefined)[],
  argumentTypes: DataType[],
) => StoredFunction | undefined;

/** The subprograms that a query declares in its WITH clause, in front of all other functions. Throws ORA-06553 with the errors in them. */
export function declareWithFunctions(
  subprograms: readonly Subprogram[],
  text: string,
  runtime: Runtime,
  viewpoint?: Viewpoint,
): FunctionFinder {
  const unit = new UnitCompilation({ runtime, text, kind: 'anonymous block', viewpoint });
  const layout = new FrameLayout(undefined);
  const scope = new Scope(unit, undefined, layout);
  const routines = subprograms.map((subprogram) => declareSubprogram(subprogram, scope));
  checkForwardDeclarations(scope);
  if (!unit.errors.isEmpty) throw unit.errors.toOracleError();
  const frame = new Frame(layout.size, undefined, unit);
  for (const routine of routines) {
    routine.isPublic = true;
    routine.link = {
      isReady: () => true,
      prepare: function* () {},
      target: () => ({ routine, parent: frame, defaults: frame }),
    };
  }
  return (parts, names, types) => resolveStoredFunction(parts, names, types, scope);
}
