import type { ComparisonOperator } from '../../syntax/ast/expression.ts';
import { BOOLEAN, type RecordType } from '../../types/data-type.ts';
import { slotOf } from '../runtime/frame.ts';
import { decimalOf } from '../runtime/integers.ts';
import { type Actual, valueActual } from './actual.ts';
import { compileRoutineCall } from './call.ts';
import { asyncCode, type Code, evaluate, literalCode, slotCode } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { orderMethodOf } from './object-types.ts';
import { compileComparison } from './operators.ts';
import type { Scope } from './scope.ts';

/** Compares two objects by the MAP or ORDER method of their type. NULL where one of them is. */
export function compileObjectComparison(
  operator: ComparisonOperator,
  left: Code,
  right: Code,
  scope: Scope,
  pos: number,
): Code {
  const method = orderMethodOf(left.type as RecordType) ?? orderMethodOf(right.type as RecordType);
  if (method === undefined) {
    throw new CompileError(pos, 'PLS-00526: A MAP or ORDER function is required for comparing objects in PL/SQL.');
  }
  const [leftSlot, rightSlot] = [scope.layout.allocate(), scope.layout.allocate()];
  const actual = (code: Code, slot: number): Actual => valueActual(slotCode(code.type, slot), pos);
  const [a, b] = [actual(left, leftSlot), actual(right, rightSlot)];
  const { runtime } = scope.unit;
  const compare =
    method.syntax.method?.role === 'ORDER'
      ? compileComparison(
          operator,
          compileRoutineCall(method, [a, b], scope),
          literalCode({ kind: 'PLS_INTEGER' }, decimalOf(0)),
          runtime,
          pos,
        )
      : compileComparison(
          operator,
          compileRoutineCall(method, [a], scope),
          compileRoutineCall(method, [b], scope),
          runtime,
          pos,
        );
  return asyncCode(BOOLEAN, function* (frame) {
    frame.slots[leftSlot] = yield* evaluate(left, frame);
    frame.slots[rightSlot] = yield* evaluate(right, frame);
    if (slotOf(frame, leftSlot) === null || slotOf(frame, rightSlot) === null) return null;
    return yield* evaluate(compare, frame);
  });
}
