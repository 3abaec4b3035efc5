import type { Expression, TypeSpec } from '../../syntax/ast/expression.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { RecordValue, type Value } from '../../types/values.ts';
import { type Code, map1 } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { compileExpression } from './expression.ts';
import { isObject, isSubtypeOf, type ObjectType } from './object-types.ts';
import { resolveType } from './resolve-type.ts';
import type { Scope } from './scope.ts';

/** Objects by the type that they have while the program runs: TREAT and IS OF. */

/** The object type that a name means. Throws PLS-00382 for any other type. */
export function resolveObjectType(spec: TypeSpec, scope: Scope): ObjectType {
  const { type } = resolveType(spec, scope);
  if (!isObject(type)) throw plsErrors.wrongType(spec.pos);
  return type;
}

/** `TREAT(x AS t)`: NULL for an object of another type. */
export function compileTreat(expression: Extract<Expression, { kind: 'treat' }>, scope: Scope): Code {
  const operand = objectOperand(expression.operand, scope);
  const type = resolveObjectType(expression.type, scope);
  const treat = (value: Value) => (value instanceof RecordValue && isSubtypeOf(value.type, type) ? value : null);
  return map1(operand, type, treat, operand.isFresh);
}

/** `x IS OF (t, ONLY u)`: NULL for NULL. */
export function compileIsOf(expression: Extract<Expression, { kind: 'isOf' }>, scope: Scope): Code {
  const operand = objectOperand(expression.operand, scope);
  const types = expression.types.map(({ type, isOnly }) => ({ type: resolveObjectType(type, scope), isOnly }));
  const { negated } = expression;
  return map1(operand, BOOLEAN, (value) => {
    if (!(value instanceof RecordValue)) return null;
    const is = types.some(({ type, isOnly }) =>
      isOnly ? value.type.name === type.name : isSubtypeOf(value.type, type),
    );
    return is !== negated;
  });
}

function objectOperand(expression: Expression, scope: Scope): Code {
  const code = compileExpression(expression, scope);
  if (!isObject(code.type)) throw plsErrors.wrongType(expression.pos);
  return code;
}
