import type { Statement } from '../../syntax/ast/plsql.ts';
import type { LabelTarget } from '../runtime/completion.ts';
import type { Frame } from '../runtime/frame.ts';
import { compileNestedBlock } from './block.ts';
import { compileCaseStatement, compileIf } from './choice-statements.ts';
import { asyncStep, type Step, sequence, syncStep } from './code.ts';
import type { Ignored } from './compile-errors.ts';
import { compileForCursor } from './cursor-loop.ts';
import { compileClose, compileFetch, compileOpen, compileOpenFor } from './cursor-statements.ts';
import { compileExecuteImmediate } from './dynamic-sql.ts';
import { compileForall } from './forall.ts';
import { compileExit, compileForRange, compileLoop, compileWhile } from './loops.ts';
import { compilePipeRow } from './pipe-row.ts';
import { compileRaise } from './raise.ts';
import type { Scope } from './scope.ts';
import { compileAssignment, compileCallStatement, compileReturn } from './simple-statements.ts';
import { compileDmlStatement, compileSelectInto, compileTransaction } from './sql-statements.ts';

/** Compiles a list of statements. Errors are noted in the unit; what has one is left out. */
export function compileStatements(statements: readonly Statement[], scope: Scope): Step {
  const labels = new Map<LabelTarget, number>();
  statements.forEach((statement, i) => {
    const name = labelOf(statement);
    if (name !== undefined) labels.set({ name, isUsed: false }, i);
  });
  const inside =
    labels.size === 0 ? scope : scope.inner({ facts: { labels: [...labels.keys(), ...(scope.facts.labels ?? [])] } });
  const steps = statements.map((statement) => compileStatement(statement, inside));
  const isJumpedTo = [...labels.keys()].some((label) => label.isUsed);
  return isJumpedTo ? sequenceWithLabels(steps, labels) : sequence(steps);
}

/** The name that a GOTO to this statement uses. */
function labelOf(statement: Statement): string | undefined {
  if (statement.kind === 'label') return statement.name.name;
  return 'label' in statement && statement.kind !== 'exit' && statement.kind !== 'continue' && statement.kind !== 'goto'
    ? statement.label?.name
    : undefined;
}

function sequenceWithLabels(steps: readonly Step[], labels: ReadonlyMap<LabelTarget, number>): Step {
  return asyncStep(function* (frame) {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i];
      if (step === undefined) break;
      const completion = step.isAsync ? yield* step.execute(frame) : step.execute(frame);
      if (completion === undefined) continue;
      const at = completion.kind === 'goto' ? labels.get(completion.label) : undefined;
      if (at === undefined) return completion;
      i = at - 1;
    }
    return undefined;
  });
}

const NOTHING = syncStep(() => undefined);

function compileStatement(statement: Statement, scope: Scope): Step {
  const { errors, source } = scope.unit;
  const step = errors.attempt(statement.pos, ignoredBy(statement), () => dispatch(statement, scope));
  return step === undefined ? NOTHING : atLine(step, source.lineOf(statement.pos));
}

function ignoredBy(statement: Statement): Ignored {
  return statement.kind === 'select' || statement.kind === 'dml' || statement.kind === 'open'
    ? 'SQL Statement'
    : 'Statement';
}

/** Tells the frame which line runs. */
export function atLine(step: Step, line: number): Step {
  if (step.isAsync) {
    const { execute } = step;
    return asyncStep((frame: Frame) => {
      frame.line = line;
      return execute(frame);
    });
  }
  const { execute } = step;
  return syncStep((frame) => {
    frame.line = line;
    return execute(frame);
  });
}

function dispatch(statement: Statement, scope: Scope): Step {
  switch (statement.kind) {
    case 'block':
      return compileNestedBlock(statement, scope);
    case 'null':
    case 'label':
      return NOTHING;
    case 'assignment':
      return compileAssignment(statement, scope);
    case 'callStatement':
      return compileCallStatement(statement, scope);
    case 'if':
      return compileIf(statement, scope);
    case 'caseStatement':
      return compileCaseStatement(statement, scope);
    case 'loop':
      return compileLoop(statement, scope);
    case 'while':
      return compileWhile(statement, scope);
    case 'forRange':
      return compileForRange(statement, scope);
    case 'forCursor':
      return compileForCursor(statement, scope);
    case 'exit':
    case 'continue':
    case 'goto':
      return compileExit(statement, scope);
    case 'return':
      return compileReturn(statement, scope);
    case 'raise':
      return compileRaise(statement, scope);
    case 'select':
      return compileSelectInto(statement, scope);
    case 'dml':
      return compileDmlStatement(statement.statement, scope);
    case 'transaction':
      return compileTransaction(statement.statement, scope);
    case 'open':
      return compileOpen(statement, scope);
    case 'openFor':
      return compileOpenFor(statement, scope);
    case 'fetch':
      return compileFetch(statement, scope);
    case 'close':
      return compileClose(statement, scope);
    case 'executeImmediate':
      return compileExecuteImmediate(statement, scope);
    case 'forall':
      return compileForall(statement, scope);
    case 'pipeRow':
      return compilePipeRow(statement, scope);
  }
}
