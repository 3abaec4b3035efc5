import { OracleError } from '../types/oracle-error.ts';
import { typeOfValue } from '../types/type-name.ts';
import type { ScalarValue, Value } from '../types/values.ts';
import type { Actual } from './compile/actual.ts';
import { chooseOverload } from './compile/actual.ts';
import { compileRoutineCall } from './compile/call.ts';
import { constantCode, evaluate } from './compile/code.ts';
import { CompileError } from './compile/compile-errors.ts';
import { resolveName } from './compile/resolve-name.ts';
import type { Routine } from './compile/routine.ts';
import { Scope } from './compile/scope.ts';
import { UnitCompilation } from './compile/unit-compilation.ts';
import { Frame, FrameLayout } from './runtime/frame.ts';
import type { Runtime } from './runtime/runtime.ts';
import { drive } from './runtime/steps.ts';
import { asOracleError, nested } from './units/stored-function.ts';

/** Calls a stored procedure by name with positional IN arguments. Throws ORA-06550 where the call does not resolve. */
export async function callProcedure(runtime: Runtime, name: string[], inputs: Value[]): Promise<void> {
  const compilation = new UnitCompilation({ runtime, text: name.join('.'), kind: 'anonymous block' });
  const scope = new Scope(compilation, undefined, new FrameLayout(undefined));
  const code = resolving(compilation, () => {
    const routines = proceduresNamed(name, scope);
    const { routine, matching } = chooseOverload(routines, inputs.map(valueActual), name.at(-1) ?? '', 0);
    return compileRoutineCall(routine, matching, scope);
  });
  const frame = new Frame(scope.layout.size, undefined, compilation);
  try {
    await nested(runtime, () => drive(evaluate(code, frame), runtime.session.interrupt));
  } catch (error) {
    throw asOracleError(error);
  }
}

function resolving<T>(compilation: UnitCompilation, resolve: () => T): T {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    compilation.errors.add(error.pos, error.message);
    throw compilation.errors.toOracleError();
  }
}

function proceduresNamed(name: readonly string[], scope: Scope): Routine[] {
  const parts = name.map((part) => ({ name: part, quoted: true, pos: 0 }));
  const found = resolveName(parts, scope);
  const routines =
    found?.kind === 'routine'
      ? [found.routine]
      : found?.kind === 'symbol' && found.symbol.kind === 'subprograms'
        ? found.symbol.overloads
        : [];
  const procedures = routines.filter((routine) => routine.kind === 'procedure');
  if (procedures.length === 0) throw new CompileError(0, `PLS-00201: identifier '${name.join('.')}' must be declared`);
  return procedures;
}

function valueActual(value: Value): Actual {
  const type = typeOfValue(value as ScalarValue);
  return {
    pos: 0,
    name: undefined,
    type,
    isLiteral: true,
    code: () => constantCode(type, value),
    place: () => {
      throw new OracleError(6572, 'Function has out arguments');
    },
  };
}
