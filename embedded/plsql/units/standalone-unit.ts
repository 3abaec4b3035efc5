import type { Subprogram } from '../../syntax/ast/plsql.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { CompileError } from '../compile/compile-errors.ts';
import type { Routine } from '../compile/routine.ts';
import { Scope } from '../compile/scope.ts';
import { compileRoutineBody, makeRoutine } from '../compile/subprograms.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { Frame, FrameLayout } from '../runtime/frame.ts';

/** A compiled standalone procedure or function. */
export class StandaloneUnit {
  readonly compilation: UnitCompilation;
  /** Undefined where not even the header compiles. */
  readonly routine: Routine | undefined;

  constructor(compilation: UnitCompilation, routine: Routine | undefined) {
    this.compilation = compilation;
    this.routine = routine;
  }
  isCurrent(): boolean {
    return this.compilation.isCurrent();
  }
}

/** Compiles a procedure or function of a schema. Errors are in the compilation. */
export function compileStandalone(subprogram: Subprogram, compilation: UnitCompilation): StandaloneUnit {
  const scope = new Scope(compilation, undefined, new FrameLayout(undefined));
  const routine = header(subprogram, scope);
  if (routine === undefined) return new StandaloneUnit(compilation, undefined);
  const { name } = subprogram.name;
  scope.symbols.set(name, { kind: 'subprograms', name, overloads: [routine] });
  routine.isPublic = true;
  routine.hasBody = true;
  const surroundings = new Frame(scope.layout.size, undefined, compilation);
  routine.link = {
    isReady: () => true,
    prepare: nothing,
    target: () => ({ routine, parent: surroundings, defaults: surroundings }),
  };
  compileRoutineBody(routine, subprogram, scope);
  return new StandaloneUnit(compilation, routine);
}

function header(subprogram: Subprogram, scope: Scope): Routine | undefined {
  const { errors } = scope.unit;
  try {
    if (subprogram.external !== undefined) throw unimplemented(subprogram.external, subprogram.pos);
    return makeRoutine(subprogram, scope);
  } catch (error) {
    if (error instanceof CompileError) errors.add(error.pos, error.message);
    else if (error instanceof OracleError) errors.add(error.offset ?? subprogram.pos, `PL/SQL: ${error.message}`);
    else throw error;
    errors.notes.push({ line: 0, column: 0, text: 'PL/SQL: Compilation unit analysis terminated' });
    return undefined;
  }
}

function* nothing(): Generator<never, void, unknown> {}
