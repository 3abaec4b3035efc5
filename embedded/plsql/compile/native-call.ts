import type { NativeCall } from '../../packages/native-package.ts';
import { CursorHandle, type Value } from '../../types/values.ts';
import { callStackOf } from '../runtime/call-stack.ts';
import { initialValue } from '../runtime/composite-values.ts';
import type { Frame } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { findNamedType } from '../units/named-types.ts';
import type { BoundArgument } from './call.ts';
import { evaluate } from './code.ts';
import { nativeStatements } from './native-statements.ts';
import type { Routine } from './routine.ts';

/** The call of a subprogram of a supplied package: inputs in order, then the OUT values back. */
export function runNative(routine: Routine, bound: BoundArgument[], runtime: Runtime): (frame: Frame) => Steps<Value> {
  const { native, parameters } = routine;
  if (native === undefined) throw new Error(`${routine.name} is not a supplied subprogram`);
  const prepares = bound.flatMap((argument) => argument.output?.place.prepare ?? []);
  const nativeCall = makeNativeCall(runtime, native.overload);
  return function* (frame) {
    for (const step of prepares) yield* step.execute(frame);
    const inputs: Value[] = [];
    for (const [i, parameter] of parameters.entries()) {
      const argument = bound[i];
      const isOmitted = argument?.isOmitted === true;
      const code = isOmitted ? parameter.default : argument?.input;
      if (code === undefined) inputs.push(initialValue(parameter.type));
      else inputs.push(yield* evaluate(code, isOmitted ? native.specification() : frame));
    }
    const started = native.run(nativeCall, inputs);
    const outcome = started instanceof Promise ? yield* wait(started) : started;
    if (runtime.pace.isDue()) yield runtime.pace.pause();
    for (const [i, argument] of bound.entries()) {
      const { output } = argument;
      if (output === undefined || outcome?.out?.has(i) !== true) continue;
      const value = outcome.out.get(i) ?? null;
      output.place.write(frame, output.convert === undefined ? value : output.convert(value));
    }
    return outcome?.result ?? null;
  };
}

function makeNativeCall(runtime: Runtime, overload: number): NativeCall {
  return {
    session: runtime.session,
    get sql() {
      return runtime.sql;
    },
    errorStack: () => (runtime.handled === undefined ? '' : `${runtime.handled.fullMessage}\n`),
    errorBacktrace: () => runtime.handled?.backtrace ?? '',
    callStack: () => callStackOf(runtime),
    resetPackages: () => runtime.units.resetPackages(),
    returnResult: (cursor) => {
      if (!(cursor instanceof CursorHandle)) return;
      // The rows are the client's from now on; the variable may be opened anew.
      runtime.implicitResults.push(new CursorHandle(cursor.cursor));
      cursor.cursor = undefined;
    },
    overload,
    statements: nativeStatements(runtime),
    findType: (name) => findNamedType(name, runtime),
  };
}
