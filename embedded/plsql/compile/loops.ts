import type { Statement } from '../../syntax/ast/plsql.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import type { Completion, LoopTarget } from '../runtime/completion.ts';
import { decimalOf, integerOf, isDecimal } from '../runtime/integers.ts';
import { asyncStep, evaluate, type Step, stepWith, syncStep } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { compileCondition } from './conditions.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import { compileStatements } from './statements.ts';

/** LOOP, WHILE, numeric FOR, EXIT, CONTINUE and GOTO. */

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** The scope of a loop's body, and the identity that EXIT and CONTINUE find it by. */
export function loopScope(scope: Scope, label: string | undefined): { inside: Scope; target: LoopTarget } {
  const target: LoopTarget = { label };
  const inside = scope.inner({ name: label, facts: { loops: [{ target, label }, ...(scope.facts.loops ?? [])] } });
  return { inside, target };
}

/** True where a completion of the body lets the loop have its next turn. */
export function goesOn(completion: Completion, target: LoopTarget): boolean {
  return completion === undefined || (completion.kind === 'continue' && completion.loop === target);
}
/** What a loop that was left completes with. */
export function loopCompletion(completion: Completion, target: LoopTarget): Completion {
  return completion?.kind === 'exit' && completion.loop === target ? undefined : completion;
}

export function compileLoop(statement: Of<'loop'>, scope: Scope): Step {
  const { inside, target } = loopScope(scope, statement.label?.name);
  const body = compileStatements(statement.statements, inside);
  const { runtime } = scope.unit;
  return asyncStep(function* (frame) {
    for (;;) {
      if (runtime.pace.isDue()) yield runtime.pace.pause();
      const completion = body.isAsync ? yield* body.execute(frame) : body.execute(frame);
      if (!goesOn(completion, target)) return loopCompletion(completion, target);
    }
  });
}

export function compileWhile(statement: Of<'while'>, scope: Scope): Step {
  const { inside, target } = loopScope(scope, statement.label?.name);
  const { errors, runtime, source } = scope.unit;
  const condition = errors.attempt(statement.pos, 'Statement', () => compileCondition(statement.condition, scope));
  const body = compileStatements(statement.statements, inside);
  const line = source.lineOf(statement.pos);
  if (condition === undefined) return body;
  return asyncStep(function* (frame) {
    for (;;) {
      frame.line = line;
      const value = condition.isAsync ? yield* condition.evaluate(frame) : condition.evaluate(frame);
      if (value !== true) return undefined;
      if (runtime.pace.isDue()) yield runtime.pace.pause();
      const completion = body.isAsync ? yield* body.execute(frame) : body.execute(frame);
      if (!goesOn(completion, target)) return loopCompletion(completion, target);
    }
  });
}

export function compileForRange(statement: Of<'forRange'>, scope: Scope): Step {
  const { runtime } = scope.unit;
  const integer = { kind: 'PLS_INTEGER' } as const;
  const bounds = scope.unit.errors.attempt(statement.pos, 'Statement', () =>
    [statement.low, statement.high].map((bound) =>
      convertCode(compileExpression(bound, scope), integer, runtime, bound.pos),
    ),
  );
  const { inside, target } = loopScope(scope, statement.label?.name);
  const slot = scope.layout.allocate();
  inside.declare(statement.index, {
    kind: 'variable',
    name: statement.index.name,
    type: integer,
    layout: scope.layout,
    slot,
    access: 'index',
    isNotNull: false,
  });
  const body = compileStatements(statement.statements, inside);
  const [low, high] = bounds ?? [];
  if (low === undefined || high === undefined) return body;
  const step = statement.reverse ? -1 : 1;
  return asyncStep(function* (frame) {
    const first = bound(yield* evaluate(low, frame));
    const last = bound(yield* evaluate(high, frame));
    const [from, to] = statement.reverse ? [last, first] : [first, last];
    for (let i = from; step > 0 ? i <= to : i >= to; i += step) {
      if (runtime.pace.isDue()) yield runtime.pace.pause();
      frame.slots[slot] = decimalOf(i);
      const completion = body.isAsync ? yield* body.execute(frame) : body.execute(frame);
      if (!goesOn(completion, target)) return loopCompletion(completion, target);
    }
    return undefined;
  });
}

function bound(value: Value): number {
  if (!isDecimal(value)) throw new OracleError(6502, 'PL/SQL: numeric or value error');
  return integerOf(value);
}

/** EXIT, CONTINUE and GOTO. */
export function compileExit(statement: Of<'exit'> | Of<'continue'> | Of<'goto'>, scope: Scope): Step {
  const jump = jumpOf(statement, scope);
  if (statement.kind === 'goto' || statement.when === undefined) return syncStep(() => jump);
  return stepWith(compileCondition(statement.when, scope), (_, value) => (value === true ? jump : undefined));
}

function jumpOf(statement: Of<'exit'> | Of<'continue'> | Of<'goto'>, scope: Scope): Completion {
  const { label, pos } = statement;
  if (statement.kind === 'goto') {
    const target = scope.facts.labels?.find((candidate) => candidate.name === statement.label.name);
    if (target === undefined) {
      throw new CompileError(
        pos,
        `PLS-00375: illegal GOTO statement; this GOTO cannot branch to label '${statement.label.name}'`,
      );
    }
    target.isUsed = true;
    return { kind: 'goto', label: target };
  }
  const loops = scope.facts.loops ?? [];
  const loop = label === undefined ? loops[0] : loops.find((candidate) => candidate.label === label.name);
  if (loop === undefined) {
    if (label !== undefined) throw plsErrors.mustBeDeclared(label.pos, label.name);
    throw new CompileError(pos, "PLS-00376: illegal EXIT/CONTINUE statement, must appear inside the loop labeled ''");
  }
  return { kind: statement.kind, loop: loop.target };
}
