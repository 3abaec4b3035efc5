import { OracleError } from '../../types/oracle-error.ts';
import { CollectionValue, type Value } from '../../types/values.ts';
import type { Step } from '../compile/code.ts';
import type { Routine } from '../compile/routine.ts';
import type { Frame } from './frame.ts';
import { asPlsqlException, traceFrame } from './plsql-exception.ts';
import type { Runtime } from './runtime.ts';
import { type Steps, wait } from './steps.ts';

/** Runs a subprogram whose parameters are in `frame`. An exception leaves with this frame's line in its trace. */
export function* runRoutine(runtime: Runtime, routine: Routine, frame: Frame): Steps<Value> {
  return yield* traced(
    runtime,
    frame,
    routine.isAutonomous ? autonomously(runtime, body(runtime, routine, frame)) : body(runtime, routine, frame),
  );
}

/** Makes `frame` the running one for the time of `steps`. */
export function* traced<T>(runtime: Runtime, frame: Frame, steps: Steps<T>): Steps<T> {
  frame.caller = runtime.frame;
  runtime.frame = frame;
  try {
    return yield* steps;
  } catch (error) {
    const exception = asPlsqlException(error, runtime.handled);
    if (exception === undefined) throw error;
    traceFrame(exception, frame);
    throw exception;
  } finally {
    runtime.frame = frame.caller;
  }
}

function* body(runtime: Runtime, routine: Routine, frame: Frame): Steps<Value> {
  if (runtime.pace.isDue()) yield runtime.pace.pause();
  const step = routine.body;
  if (step === undefined) {
    throw new OracleError(6508, `PL/SQL: could not find program unit being called: "${routine.owner.displayName}"`);
  }
  if (routine.isPipelined) return yield* piped(step, routine, frame);
  const completion = step.isAsync ? yield* step.execute(frame) : step.execute(frame);
  if (routine.kind === 'function' && completion?.kind !== 'return') {
    throw new OracleError(6503, 'PL/SQL: Function returned without value');
  }
  return frame.result;
}

/** The rows that a pipelined function gives. A NO_DATA_FOUND that it does not handle ends its rows, as in Oracle. */
function* piped(step: Step, routine: Routine, frame: Frame): Steps<Value> {
  const rows = initialRows(routine);
  frame.result = rows;
  try {
    if (step.isAsync) yield* step.execute(frame);
    else step.execute(frame);
  } catch (error) {
    if (asPlsqlException(error)?.code !== 1403) throw error;
  }
  return rows;
}

function initialRows(routine: Routine): CollectionValue {
  if (routine.returns?.kind !== 'COLLECTION') throw new Error(`${routine.name} pipes no collection`);
  return new CollectionValue(routine.returns);
}

/** Runs in a transaction of its own, which the program must have ended when it returns (ORA-06519). */
export function* autonomously<T>(runtime: Runtime, steps: Steps<T>): Steps<T> {
  const outer = runtime.sql;
  const own = yield* wait(outer.openAutonomous());
  runtime.sql = own;
  try {
    const result = yield* steps;
    if (own.isTransactionActive) throw new OracleError(6519, 'active autonomous transaction detected and rolled back');
    return result;
  } finally {
    runtime.sql = outer;
    yield* wait(own.close());
  }
}
