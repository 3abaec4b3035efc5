import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/values.ts';
import type { Completion } from '../runtime/completion.ts';
import { type Frame, slotOf } from '../runtime/frame.ts';
import type { Steps } from '../runtime/steps.ts';

/**
 * Compiled expressions and statements. What cannot run SQL or a subprogram is a plain closure; the rest are generators for the driver
 * loop. Combining plain ones gives plain ones.
 */
export type SyncCode = CodeFacts & { readonly isAsync: false; readonly evaluate: (frame: Frame) => Value };
export type AsyncCode = CodeFacts & { readonly isAsync: true; readonly evaluate: (frame: Frame) => Steps<Value> };
export type Code = SyncCode | AsyncCode;

type CodeFacts = {
  readonly type: DataType;
  /** The value belongs to nobody else: assigning it needs no copy. True for scalars' sake wherever a new value is computed. */
  readonly isFresh: boolean;
  /** Of a literal, or of what was computed from literals. */
  readonly constant?: Value | undefined;
  /** Of a literal: overload resolution lets it fit related types equally. */
  readonly isLiteral?: boolean | undefined;
  /** Depends on nothing but literals: it may be evaluated when compiled. */
  readonly isPure?: boolean | undefined;
};

export type SyncStep = { readonly isAsync: false; readonly execute: (frame: Frame) => Completion };
export type AsyncStep = { readonly isAsync: true; readonly execute: (frame: Frame) => Steps<Completion> };
export type Step = SyncStep | AsyncStep;

export function syncCode(type: DataType, evaluate: (frame: Frame) => Value, isFresh = true): SyncCode {
  return { type, isAsync: false, evaluate, isFresh };
}
export function asyncCode(type: DataType, evaluate: (frame: Frame) => Steps<Value>, isFresh = true): AsyncCode {
  return { type, isAsync: true, evaluate, isFresh };
}
export function constantCode(type: DataType, constant: Value): SyncCode {
  return { type, isAsync: false, evaluate: () => constant, isFresh: true, constant, isPure: true };
}
export function literalCode(type: DataType, constant: Value): SyncCode {
  return { ...constantCode(type, constant), isLiteral: true };
}
export function syncStep(execute: (frame: Frame) => Completion): SyncStep {
  return { isAsync: false, execute };
}
export function asyncStep(execute: (frame: Frame) => Steps<Completion>): AsyncStep {
  return { isAsync: true, execute };
}

/** Evaluates either kind inside a computation. */
export function* evaluate(code: Code, frame: Frame): Steps<Value> {
  return code.isAsync ? yield* code.evaluate(frame) : code.evaluate(frame);
}

/** The same code under another type. */
export function retyped(code: Code, type: DataType): Code {
  return { ...code, type };
}

export function map1(operand: Code, type: DataType, compute: (value: Value) => Value, isFresh = true): Code {
  if (operand.isAsync) {
    const { evaluate } = operand;
    return asyncCode(
      type,
      function* (frame) {
        return compute(yield* evaluate(frame));
      },
      isFresh,
    );
  }
  const { evaluate } = operand;
  return { ...syncCode(type, (frame) => compute(evaluate(frame)), isFresh), isPure: operand.isPure };
}

export function map2(left: Code, right: Code, type: DataType, compute: (left: Value, right: Value) => Value): Code {
  if (!left.isAsync && !right.isAsync) {
    const evaluateLeft = left.evaluate;
    const evaluateRight = right.evaluate;
    const isPure = left.isPure === true && right.isPure === true;
    return { ...syncCode(type, (frame) => compute(evaluateLeft(frame), evaluateRight(frame))), isPure };
  }
  return asyncCode(type, function* (frame) {
    const leftValue = left.isAsync ? yield* left.evaluate(frame) : left.evaluate(frame);
    return compute(leftValue, right.isAsync ? yield* right.evaluate(frame) : right.evaluate(frame));
  });
}

export function mapAll(operands: readonly Code[], type: DataType, compute: (values: Value[]) => Value): Code {
  const plain = allSync(operands);
  if (plain !== undefined) {
    return syncCode(type, (frame) => compute(plain.map((operand) => operand.evaluate(frame))));
  }
  return asyncCode(type, function* (frame) {
    return compute(yield* evaluateAll(operands, frame));
  });
}

export function* evaluateAll(operands: readonly Code[], frame: Frame): Steps<Value[]> {
  const values: Value[] = [];
  for (const operand of operands) {
    values.push(operand.isAsync ? yield* operand.evaluate(frame) : operand.evaluate(frame));
  }
  return values;
}

/** The codes if none of them waits. */
export function allSync(codes: readonly Code[]): SyncCode[] | undefined {
  const plain: SyncCode[] = [];
  for (const code of codes) {
    if (code.isAsync) return undefined;
    plain.push(code);
  }
  return plain;
}

/** The value in a slot of the running frame, which stays the slot's own. */
export function slotCode(type: DataType, slot: number): SyncCode {
  return syncCode(type, (frame) => slotOf(frame, slot), false);
}

/** Statements after another; the first jump ends it. */
export function sequence(steps: readonly Step[]): Step {
  const only = steps[0];
  if (steps.length === 1 && only !== undefined) return only;
  const plain = steps.filter((step) => !step.isAsync);
  if (plain.length === steps.length) {
    const executes = plain.map((step) => step.execute);
    return syncStep((frame) => {
      for (const execute of executes) {
        const completion = execute(frame);
        if (completion !== undefined) return completion;
      }
      return undefined;
    });
  }
  return asyncStep(function* (frame) {
    for (const step of steps) {
      const completion = step.isAsync ? yield* step.execute(frame) : step.execute(frame);
      if (completion !== undefined) return completion;
    }
    return undefined;
  });
}

/** A statement that evaluates a code and does something with its value. */
export function stepWith(code: Code, use: (frame: Frame, value: Value) => Completion): Step {
  if (code.isAsync) {
    const { evaluate } = code;
    return asyncStep(function* (frame) {
      return use(frame, yield* evaluate(frame));
    });
  }
  const { evaluate } = code;
  return syncStep((frame) => use(frame, evaluate(frame)));
}
