import type { Interrupt } from '../../session/session-state.ts';
import { OracleError } from '../../types/oracle-error.ts';

/**
 * A computation that may wait. It yields either a promise, and is resumed with what that gave, or another computation (a called
 * subprogram), and is resumed with its result. Calls are yielded and not delegated to with `yield*`, so that the depth of a
 * program's recursion is the length of the driver's stack here and not that of the JavaScript stack.
 */
export type Steps<T> = Generator<Request, T, unknown>;
export type Request = Promise<unknown> | Generator<Request, unknown, unknown>;

/** Active subprogram calls of one run. Oracle ends by memory, after some 100,000 levels. */
const MAX_CALL_DEPTH = 20_000;
/** Loop turns and calls between two looks at the clock. */
const TURNS_PER_LOOK = 64;
/** How long pure computing may keep the event loop. */
const SLICE_MS = 8;

/** Decides when a computation has to let others run. One for a session. */
export class Pace {
  #turns = 0;
  #sliceEnd = 0;

  /** Called on each loop turn and call: true when it is time to yield `pause()`. */
  isDue(): boolean {
    if (++this.#turns < TURNS_PER_LOOK) return false;
    this.#turns = 0;
    return performance.now() >= this.#sliceEnd;
  }
  /** Lets the event loop have a turn. */
  pause(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        this.#sliceEnd = performance.now() + SLICE_MS;
        resolve();
      });
    });
  }
}

/** Runs a computation to its end. Throws the break's error as soon as one was requested and the computation has come to a wait. */
export async function drive<T>(first: Steps<T>, interrupt: Interrupt): Promise<T> {
  const callers: Generator<Request, unknown, unknown>[] = [];
  let current: Generator<Request, unknown, unknown> = first;
  let input: unknown;
  let isError = false;
  for (;;) {
    let step: IteratorResult<Request, unknown>;
    try {
      step = isError ? current.throw(input) : current.next(input);
    } catch (error) {
      const caller = callers.pop();
      if (caller === undefined) throw error;
      current = caller;
      input = error;
      isError = true;
      continue;
    }
    isError = false;
    if (step.done === true) {
      const caller = callers.pop();
      if (caller === undefined) return step.value as T;
      current = caller;
      input = step.value;
    } else if ('next' in step.value) {
      if (callers.length >= MAX_CALL_DEPTH) {
        isError = true;
        input = new OracleError(6500, 'PL/SQL: storage error');
        continue;
      }
      callers.push(current);
      current = step.value;
      input = undefined;
    } else {
      try {
        input = await step.value;
        interrupt.check();
      } catch (error) {
        input = error;
        isError = true;
      }
    }
  }
}

/** Waits for a promise inside a computation. */
export function* wait<T>(promise: Promise<T>): Steps<T> {
  return (yield promise) as T;
}

/** Runs another computation as a call of its own. */
export function* call<T>(steps: Steps<T>): Steps<T> {
  return (yield steps) as T;
}
