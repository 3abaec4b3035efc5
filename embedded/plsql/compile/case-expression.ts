import type { Expression } from '../../syntax/ast/expression.ts';
import { type DataType, NULL_TYPE, type ScalarType, VARCHAR2 } from '../../types/data-type.ts';
import type { Value } from '../../types/values.ts';
import type { Frame } from '../runtime/frame.ts';
import type { Steps } from '../runtime/steps.ts';
import { allSync, asyncCode, type Code, evaluate, syncCode } from './code.ts';
import { compileCondition } from './conditions.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { ordering } from './operators.ts';
import type { Scope } from './scope.ts';
import { isCharacter, isScalar } from './type-families.ts';

type Case = Extract<Expression, { kind: 'case' }>;

/** CASE expressions: the operand once, then conditions until one is TRUE, then one result. Without a match NULL. */
export function compileCase(expression: Case, scope: Scope): Code {
  const operand = expression.operand === undefined ? undefined : compileExpression(expression.operand, scope);
  const slot = operand === undefined ? 0 : scope.layout.allocate();
  const conditions = expression.branches.map(({ when }) =>
    operand === undefined ? compileCondition(when, scope) : compileOperandTest(operand, when, slot, scope),
  );
  const thens = expression.branches.map(({ then }) => then);
  const results = [...thens, ...(expression.otherwise === undefined ? [] : [expression.otherwise])];
  const compiled = results.map((result) => compileExpression(result, scope));
  const type = commonType(compiled.map((code) => code.type));
  const converted = compiled.map((code, i) =>
    convertCode(code, type, scope.unit.runtime, results[i]?.pos ?? expression.pos),
  );
  const isFresh = converted.every((code) => code.isFresh);
  return choose(operand, slot, conditions, converted, type, isFresh);
}

/** Runs the branches; a result behind the last condition is the ELSE. */
function choose(
  operand: Code | undefined,
  slot: number,
  conditions: Code[],
  results: Code[],
  type: DataType,
  isFresh: boolean,
): Code {
  const plainConditions = allSync(conditions);
  const plainResults = allSync(results);
  if (plainConditions !== undefined && plainResults !== undefined && operand?.isAsync !== true) {
    const evaluateOperand = operand?.evaluate;
    return syncCode(
      type,
      (frame) => {
        if (evaluateOperand !== undefined) frame.slots[slot] = evaluateOperand(frame);
        const at = plainConditions.findIndex((condition) => condition.evaluate(frame) === true);
        return plainResults[at < 0 ? plainConditions.length : at]?.evaluate(frame) ?? null;
      },
      isFresh,
    );
  }
  return asyncCode(
    type,
    function* (frame) {
      if (operand !== undefined) frame.slots[slot] = yield* evaluate(operand, frame);
      const result = results[yield* firstTrue(conditions, frame)];
      return result === undefined ? null : yield* evaluate(result, frame);
    },
    isFresh,
  );
}

function* firstTrue(conditions: readonly Code[], frame: Frame): Steps<number> {
  for (const [i, condition] of conditions.entries()) if ((yield* evaluate(condition, frame)) === true) return i;
  return conditions.length;
}

/** `operand = when`, with the operand's value in a hidden variable. */
export function compileOperandTest(operand: Code, when: Expression, slot: number, scope: Scope): Code {
  const value = compileExpression(when, scope);
  const order = ordering(operand.type, value.type, scope.unit.runtime, '=', when.pos);
  if (!value.isAsync) {
    const { evaluate: evaluateValue } = value;
    return syncCode({ kind: 'BOOLEAN' }, (frame) => order(frame.slots[slot] ?? null, evaluateValue(frame)) === 0);
  }
  return asyncCode({ kind: 'BOOLEAN' }, function* (frame): Steps<Value> {
    const other = yield* value.evaluate(frame);
    return order(frame.slots[slot] ?? null, other) === 0;
  });
}

const NUMERIC_ORDER: ScalarType['kind'][] = ['PLS_INTEGER', 'NUMBER', 'BINARY_FLOAT', 'BINARY_DOUBLE'];

/** The type of a choice between values: the first one's, widened among numbers and texts. */
export function commonType(types: readonly DataType[]): DataType {
  let common: DataType = NULL_TYPE;
  for (const type of types) {
    if (common.kind === 'NULL') common = type;
    else if (type.kind !== 'NULL') common = wider(common, type);
  }
  return common;
}

function wider(left: DataType, right: DataType): DataType {
  if (!isScalar(left) || !isScalar(right)) return left;
  const a = NUMERIC_ORDER.indexOf(left.kind);
  const b = NUMERIC_ORDER.indexOf(right.kind);
  if (a >= 0 && b >= 0)
    return a === b ? unconstrainedNumber(left) : b > a ? unconstrainedNumber(right) : unconstrainedNumber(left);
  if (isCharacter(left) && isCharacter(right)) {
    return left.kind === 'NVARCHAR2' || right.kind === 'NVARCHAR2' ? { kind: 'NVARCHAR2', unit: 'CHAR' } : VARCHAR2;
  }
  if (isCharacter(left) && (right.kind === 'CLOB' || right.kind === 'NCLOB')) return right;
  return left;
}

function unconstrainedNumber(type: ScalarType): ScalarType {
  return type.kind === 'NUMBER' ? { kind: 'NUMBER' } : type;
}
