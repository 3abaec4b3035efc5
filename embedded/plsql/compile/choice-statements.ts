import type { Statement } from '../../syntax/ast/plsql.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { compileOperandTest } from './case-expression.ts';
import { allSync, asyncStep, type Code, evaluate, type Step, syncStep } from './code.ts';
import { compileCondition } from './conditions.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import { compileStatements } from './statements.ts';

/** IF and CASE. */

export function compileIf(statement: Extract<Statement, { kind: 'if' }>, scope: Scope): Step {
  const conditions = compileEach(statement.branches, scope, ({ condition }) => compileCondition(condition, scope));
  const bodies = statement.branches.map(({ statements }) => compileStatements(statements, scope));
  if (statement.otherwise !== undefined) bodies.push(compileStatements(statement.otherwise, scope));
  return choose(conditions, bodies);
}

/** All branches' statements are compiled even where a condition has an error, so that theirs are reported too. */
function compileEach<T extends { statements: Statement[] }>(
  branches: readonly T[],
  scope: Scope,
  compile: (branch: T) => Code,
): Code[] {
  try {
    return branches.map(compile);
  } catch (error) {
    for (const branch of branches) compileStatements(branch.statements, scope);
    throw error;
  }
}

/** Runs the body of the first TRUE condition; a body behind the last condition is the ELSE. */
function choose(conditions: readonly Code[], bodies: readonly Step[]): Step {
  const plain = allSync(conditions);
  const plainBodies = bodies.filter((body) => !body.isAsync);
  if (plain !== undefined && plainBodies.length === bodies.length) {
    const tests = plain.map((condition) => condition.evaluate);
    return syncStep((frame) => {
      let at = 0;
      for (const test of tests) {
        if (test(frame) === true) break;
        at++;
      }
      return plainBodies[at]?.execute(frame);
    });
  }
  return asyncStep(function* (frame) {
    let at = 0;
    for (const condition of conditions) {
      const value = condition.isAsync ? yield* condition.evaluate(frame) : condition.evaluate(frame);
      if (value === true) break;
      at++;
    }
    const body = bodies[at];
    if (body === undefined) return undefined;
    return body.isAsync ? yield* body.execute(frame) : body.execute(frame);
  });
}

export function compileCaseStatement(statement: Extract<Statement, { kind: 'caseStatement' }>, scope: Scope): Step {
  const operand = statement.operand === undefined ? undefined : compileExpression(statement.operand, scope);
  const slot = operand === undefined ? 0 : scope.layout.allocate();
  const conditions = compileEach(statement.branches, scope, ({ when }) =>
    operand === undefined ? compileCondition(when, scope) : compileOperandTest(operand, when, slot, scope),
  );
  const bodies = statement.branches.map(({ statements }) => compileStatements(statements, scope));
  bodies.push(statement.otherwise === undefined ? caseNotFound : compileStatements(statement.otherwise, scope));
  const choice = choose(conditions, bodies);
  if (operand === undefined) return choice;
  if (!operand.isAsync && !choice.isAsync) {
    const { evaluate: evaluateOperand } = operand;
    const { execute } = choice;
    return syncStep((frame) => {
      frame.slots[slot] = evaluateOperand(frame);
      return execute(frame);
    });
  }
  return asyncStep(function* (frame) {
    frame.slots[slot] = yield* evaluate(operand, frame);
    return choice.isAsync ? yield* choice.execute(frame) : choice.execute(frame);
  });
}

const caseNotFound = syncStep(() => {
  throw new OracleError(6592, 'CASE not found while executing CASE statement');
});
