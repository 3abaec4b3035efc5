import type { StoredFunction } from '../../sql/sql-engine.ts';
import type { Identifier } from '../../syntax/ast/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CollectionValue, type Value } from '../../types/values.ts';
import { type Actual, chooseOverload, type Matching } from '../compile/actual.ts';
import { compileRoutineCall } from '../compile/call.ts';
import { asyncCode, type Code, mapAll, syncCode } from '../compile/code.ts';
import { CompileError } from '../compile/compile-errors.ts';
import { convertCode } from '../compile/conversion.ts';
import { constructObject } from '../compile/object-constructor.ts';
import { isObject, type ObjectType } from '../compile/object-types.ts';
import { resolveName } from '../compile/resolve-name.ts';
import type { Routine } from '../compile/routine.ts';
import { Scope } from '../compile/scope.ts';
import type { TypeSymbol } from '../compile/symbols.ts';
import { isScalar } from '../compile/type-families.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { append } from '../runtime/collection.ts';
import { Frame, FrameLayout, slotOf } from '../runtime/frame.ts';
import { asPlsqlException } from '../runtime/plsql-exception.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { drive } from '../runtime/steps.ts';

/** Functions called from SQL. */

/** A call with its arguments in the first slots of a frame. */
type FunctionKey = { code: Code; layout: FrameLayout; compilation: UnitCompilation };

/** Deepest nesting of SQL in functions in SQL ("ORA-00036", Error Messages). */
const MAX_RECURSIVE_LEVELS = 50;

/**
 * The function that a name in a SQL statement means for the scope around it. Undefined where it is none. Throws PLS-00231 for a private
 * function, ORA-06553 where the arguments do not fit, ORA-06575 for an invalid unit.
 */
export function resolveStoredFunction(
  parts: Identifier[],
  argumentNames: (string | undefined)[],
  argumentTypes: DataType[],
  scope: Scope,
): StoredFunction | undefined {
  const found = calledAs(parts, scope);
  if (found === undefined) return undefined;
  if (!Array.isArray(found)) return constructorOf(found, parts, argumentNames, argumentTypes, scope);
  const overloads: readonly Routine[] = found;
  const name = parts.at(-1)?.name ?? '';
  const pos = parts[0]?.pos ?? 0;
  if (overloads.some((routine) => !routine.isPublic)) {
    throw new OracleError(6553, `ORA-06553: PLS-231: function '${name}' may not be used in SQL`, { offset: pos });
  }
  const layout = new FrameLayout(undefined);
  const written = argumentTypes.map((type, i) => slotActual(layout.allocate(), type, argumentNames[i], pos));
  const { routine, matching: chosen } = choose(overloads, written, name, pos);
  if (routine.returns === undefined) return undefined;
  // SQL converts scalar arguments itself before it calls.
  const parameterTypes = written.map((actual) => parameterTypeOf(routine, chosen, actual));
  const matching = chosen.map((actual) => {
    const at = actual === undefined ? -1 : written.indexOf(actual);
    const type = parameterTypes[at];
    return type !== undefined && isScalar(type) ? slotActual(at, type, undefined, pos) : actual;
  });
  const own = new Scope(scope.unit, undefined, layout);
  const key: FunctionKey = { code: compileRoutineCall(routine, matching, own), layout, compilation: scope.unit };
  return {
    name: parts.map((part) => part.name).join('.'),
    returns: routine.returns,
    parameterTypes,
    isDeterministic: false,
    key,
  };
}

/** The constructor of a collection type, as a function of so many elements. */
function constructorOf(
  symbol: TypeSymbol,
  parts: Identifier[],
  argumentNames: (string | undefined)[],
  argumentTypes: DataType[],
  scope: Scope,
): StoredFunction | undefined {
  const { type } = symbol;
  if (isObject(type)) return objectConstructor(symbol, type, parts, argumentNames, argumentTypes, scope);
  if (type.kind !== 'COLLECTION' || type.shape === 'ASSOCIATIVE ARRAY') return undefined;
  const layout = new FrameLayout(undefined);
  const elements = argumentTypes.map((written) => {
    const slot = layout.allocate();
    const given = isScalar(type.element) ? type.element : written;
    return convertCode(
      syncCode(given, (frame) => slotOf(frame, slot)),
      type.element,
      scope.unit.runtime,
      parts[0]?.pos ?? 0,
    );
  });
  const code = mapAll(elements, type, (values) => {
    const made = new CollectionValue(type);
    for (const value of values) append(made, value);
    return made;
  });
  const key: FunctionKey = { code, layout, compilation: scope.unit };
  const parameterTypes = argumentTypes.map(() => type.element);
  return { name: parts.map((part) => part.name).join('.'), returns: type, parameterTypes, isDeterministic: false, key };
}

/** A constructor of an object type, which converts its arguments itself. */
function objectConstructor(
  { name }: TypeSymbol,
  type: ObjectType,
  parts: Identifier[],
  argumentNames: (string | undefined)[],
  argumentTypes: DataType[],
  scope: Scope,
): StoredFunction {
  const pos = parts[0]?.pos ?? 0;
  const layout = new FrameLayout(undefined);
  const actuals = argumentTypes.map((given, i) => slotActual(layout.allocate(), given, argumentNames[i], pos));
  const own = new Scope(scope.unit, undefined, layout);
  const code = inSqlTerms(pos, () => constructObject(name, type, actuals, own, pos));
  const key: FunctionKey = { code, layout, compilation: scope.unit };
  const qualified = parts.map((part) => part.name).join('.');
  return { name: qualified, returns: type, parameterTypes: argumentTypes, isDeterministic: false, key };
}

/** The functions, or the type, that a called name means. */
function calledAs(parts: Identifier[], scope: Scope): Routine[] | TypeSymbol | undefined {
  try {
    const found = resolveName(parts, scope);
    if (found === undefined || found.used !== parts.length) return undefined;
    if (found.kind === 'routine') return [found.routine].filter((routine) => routine.kind === 'function');
    if (found.kind === 'symbol' && found.symbol.kind === 'type') return found.symbol;
    if (found.kind !== 'symbol' || found.symbol.kind !== 'subprograms') return undefined;
    const functions = found.symbol.overloads
      .filter((routine) => routine.kind === 'function')
      .map((routine) => routine.declared ?? routine);
    return functions.length === 0 ? undefined : functions;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    if (error.message.startsWith('PLS-00905')) {
      throw new OracleError(6575, `Package or function ${parts.at(-1)?.name ?? ''} is in an invalid state`, {
        offset: error.pos,
      });
    }
    return undefined;
  }
}

/** An argument whose value is put into a slot. */
function slotActual(slot: number, type: DataType, name: string | undefined, pos: number): Actual {
  return {
    pos,
    name,
    type,
    isLiteral: false,
    code: () => syncCode(type, (frame) => slotOf(frame, slot)),
    place: () => {
      throw new OracleError(6572, 'Function has out arguments', { offset: pos });
    },
  };
}

function choose(
  overloads: readonly Routine[],
  actuals: readonly Actual[],
  name: string,
  pos: number,
): { routine: Routine; matching: Matching } {
  return inSqlTerms(pos, () => chooseOverload(overloads, actuals, name, pos));
}

/** Errors of a call as SQL reports them. */
function inSqlTerms<T>(pos: number, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw new OracleError(6553, `ORA-06553: ${error.message.replace('PLS-00', 'PLS-')}`, { offset: pos });
  }
}

function parameterTypeOf(routine: Routine, matching: Matching, actual: Actual): DataType {
  return routine.parameters[matching.indexOf(actual)]?.type ?? actual.type;
}

/** Calls a function from SQL. A NO_DATA_FOUND that it does not handle is NULL for SQL, as in Oracle. */
export async function callStoredFunction(
  target: StoredFunction,
  inputs: Value[],
  runtime: Runtime,
  calledFrom: 'QUERY' | 'DML' = 'DML',
): Promise<Value> {
  const { code, layout, compilation } = target.key as FunctionKey;
  const frame = new Frame(layout.size, undefined, compilation);
  inputs.forEach((value, i) => {
    frame.slots[i] = value;
  });
  const steps = asyncCode(code.type, function* () {
    return code.isAsync ? yield* code.evaluate(frame) : code.evaluate(frame);
  }).evaluate(frame);
  try {
    return await nested(runtime, () => {
      runtime.sqlCaller = { statement: calledFrom, sql: runtime.sql };
      return drive(steps, runtime.session.interrupt);
    });
  } catch (error) {
    if (asPlsqlException(error)?.code === 1403) return null;
    throw asOracleError(error);
  }
}

/** Runs PL/SQL inside SQL inside PL/SQL. Throws ORA-00036 from a depth on. */
export async function nested<T>(runtime: Runtime, run: () => Promise<T>): Promise<T> {
  if (runtime.nesting >= MAX_RECURSIVE_LEVELS) {
    throw new OracleError(36, `maximum number of recursive SQL levels (${MAX_RECURSIVE_LEVELS}) exceeded`);
  }
  const { frame, handled, trigger, sqlCaller } = runtime;
  runtime.nesting++;
  try {
    return await run();
  } finally {
    runtime.nesting--;
    if (runtime.nesting === 0) runtime.units.finishCall();
    runtime.frame = frame;
    runtime.handled = handled;
    runtime.trigger = trigger;
    runtime.sqlCaller = sqlCaller;
  }
}

/** The error as SQL and clients get it: with its whole stack as text. */
export function asOracleError(error: unknown): unknown {
  return asPlsqlException(error)?.toOracleError() ?? error;
}
