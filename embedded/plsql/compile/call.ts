import { NULL_TYPE } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { RecordValue, type Value } from '../../types/values.ts';
import { copyValue, initialValue } from '../runtime/composite-values.ts';
import { enclosingFrame, Frame, slotOf } from '../runtime/frame.ts';
import { runRoutine } from '../runtime/run-routine.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { call, type Steps } from '../runtime/steps.ts';
import type { Matching } from './actual.ts';
import { type AsyncCode, asyncCode, type Code } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { type Converter, convertArgument, convertCode, converter, notNullConverter } from './conversion.ts';
import { runNative } from './native-call.ts';
import { implementationFor } from './object-types.ts';
import type { Place } from './place.ts';
import type { FormalParameter, Routine } from './routine.ts';
import type { Scope } from './scope.ts';

/** What goes into a parameter and where its value goes afterwards. */
export type BoundArgument = {
  /** Undefined for OUT, and where the default is used. */
  input: Code | undefined;
  output: { place: Place; convert: Converter | undefined } | undefined;
  /** What an OUT parameter starts with. */
  isOmitted: boolean;
};

/** A call of a chosen subprogram with matched arguments. For a procedure the code's value means nothing. */
export function compileRoutineCall(
  routine: Routine,
  matching: Matching,
  scope: Scope,
  options: { /** This very method, whatever type SELF has. */ isExact?: boolean | undefined } = {},
): AsyncCode {
  const { runtime } = scope.unit;
  const bound = routine.parameters.map((parameter, i) => bindArgument(parameter, matching[i], runtime));
  const type = routine.returns ?? NULL_TYPE;
  if (routine.native !== undefined) return asyncCode(type, runNative(routine, bound, runtime));
  const enter = entry(routine, bound, scope);
  const outputs = bound.filter((argument) => argument.output !== undefined);
  const prepares = outputs.flatMap((argument) => argument.output?.place.prepare ?? []);
  const isVirtual = routine.hasSelf && !routine.isConstructor && options.isExact !== true;
  const isByReference = routine.parameters.some((parameter) => parameter.noCopy && parameter.mode !== 'IN');
  return asyncCode(type, function* (frame) {
    for (const step of prepares) yield* step.execute(frame);
    const entered = yield* enter(frame);
    let { routine: target, callee } = entered;
    for (let i = 0; i < bound.length; i++) {
      const argument = bound[i];
      if (argument === undefined || argument.isOmitted) continue;
      const { input } = argument;
      if (input === undefined) callee.slots[i] = outStart(target, i);
      else callee.slots[i] = input.isAsync ? yield* input.evaluate(frame) : input.evaluate(frame);
    }
    if (isVirtual) ({ routine: target, callee } = yield* dispatched(target, callee));
    let isDone = false;
    try {
      const result = yield* call(runRoutine(runtime, target, callee));
      isDone = true;
      copyBack(routine.parameters, bound, callee, frame);
      return result;
    } finally {
      // What was passed by reference has changed, even though the call failed.
      if (!isDone && isByReference) copyBack(routine.parameters, bound, callee, frame, true);
    }
  });
}

/** The method that the type of SELF has in place of the called one, with the same arguments. Throws ORA-30625 for NULL. */
function* dispatched(routine: Routine, callee: Frame): Steps<{ routine: Routine; callee: Frame }> {
  const self = slotOf(callee, 0);
  if (!(self instanceof RecordValue)) {
    throw new OracleError(30625, 'method dispatch on NULL SELF argument is disallowed');
  }
  const { link } = implementationFor(routine, self.type);
  if (link === undefined || self.type === routine.parameters[0]?.type) return { routine, callee };
  if (!link.isReady()) yield* link.prepare();
  const target = link.target();
  const own = new Frame(target.routine.layout.size, target.parent, target.routine.owner);
  for (let i = 0; i < routine.parameters.length; i++) own.slots[i] = slotOf(callee, i);
  return { routine: target.routine, callee: own };
}

/** What an OUT parameter holds when the subprogram starts. */
function outStart(routine: Routine, index: number): Value {
  const parameter = routine.parameters[index];
  return parameter === undefined ? null : initialValue(parameter.type);
}

function copyBack(
  parameters: readonly FormalParameter[],
  bound: readonly BoundArgument[],
  callee: Frame,
  frame: Frame,
  isByReferenceOnly = false,
): void {
  for (let i = 0; i < bound.length; i++) {
    const output = bound[i]?.output;
    if (output === undefined || (isByReferenceOnly && parameters[i]?.noCopy !== true)) continue;
    const value = slotOf(callee, i);
    output.place.write(frame, output.convert === undefined ? value : output.convert(value));
  }
}

function bindArgument(parameter: FormalParameter, actual: Matching[number], runtime: Runtime): BoundArgument {
  if (actual === undefined) return { input: undefined, output: undefined, isOmitted: true };
  if (parameter.mode === 'IN') {
    return {
      input: convertArgument(actual.code(), parameter.type, runtime, actual.pos),
      output: undefined,
      isOmitted: false,
    };
  }
  const place = actual.place();
  const fromParameter = converter(parameter.type, place.type, runtime);
  const output = { place, convert: place.isNotNull ? notNullConverter(fromParameter) : fromParameter };
  if (parameter.mode === 'OUT') return { input: undefined, output, isOmitted: false };
  const code = actual.code();
  const input = parameter.noCopy
    ? convertArgument(code, parameter.type, runtime, actual.pos)
    : convertCode(code, parameter.type, runtime, actual.pos);
  return { input, output, isOmitted: false };
}

/** Makes the frame of a called subprogram, with the values of omitted parameters. */
function entry(
  routine: Routine,
  bound: readonly BoundArgument[],
  scope: Scope,
): (frame: Frame) => Steps<{ routine: Routine; callee: Frame }> {
  const { link } = routine;
  const omitted = bound.flatMap((argument, i) => (argument.isOmitted ? [i] : []));
  if (link !== undefined) {
    return function* () {
      if (!link.isReady()) yield* link.prepare();
      const target = link.target();
      const callee = new Frame(target.routine.layout.size, target.parent, target.routine.owner);
      if (omitted.length > 0) yield* evaluateDefaults(routine, omitted, callee, target.defaults);
      return { routine: target.routine, callee };
    };
  }
  const hops = routine.layout.parent === undefined ? undefined : scope.layout.hopsTo(routine.layout.parent);
  if (hops === undefined)
    throw new CompileError(routine.syntax.pos, `PLS-00225: subprogram '${routine.name}' reference is out of scope`);
  return function* (frame) {
    const parent = hops === 0 ? frame : enclosingFrame(frame, hops);
    const callee = new Frame(routine.layout.size, parent, routine.owner);
    if (omitted.length > 0) {
      yield* evaluateDefaults(routine, omitted, callee, enclosingFrame(parent, routine.defaultsHops));
    }
    return { routine, callee };
  };
}

function* evaluateDefaults(routine: Routine, omitted: readonly number[], callee: Frame, defaults: Frame): Steps<void> {
  for (const i of omitted) {
    const code = routine.parameters[i]?.default;
    if (code === undefined) continue;
    const value = code.isAsync ? yield* code.evaluate(defaults) : code.evaluate(defaults);
    callee.slots[i] = copyValue(value);
  }
}
