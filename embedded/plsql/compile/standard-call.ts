import type { Argument } from '../../syntax/ast/expression.ts';
import { BOOLEAN, type DataType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { StandardFunction } from '../../types/standard-function.ts';
import type { ScalarValue, Value } from '../../types/values.ts';
import { asyncCode, type Code, evaluate, mapAll } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { convertCode, isAssignable } from './conversion.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-families.ts';

/** Calls of the functions of package STANDARD. */

export function compileStandardCall(
  fn: StandardFunction,
  call: { pos: number; arguments: readonly Argument[] },
  scope: Scope,
): Code {
  const { pos } = call;
  if (call.arguments.some((argument) => argument.name !== undefined)) throw plsErrors.wrongArguments(pos, fn.name);
  const codes = call.arguments.map((argument) => compileExpression(argument.value, scope));
  return callStandard(fn, codes, scope, pos);
}

/** As `compileStandardCall`, with compiled arguments. Throws PLS-00306, PLS-00204. */
function callStandard(fn: StandardFunction, codes: readonly Code[], scope: Scope, pos: number): Code {
  if (codes.length < fn.minArguments || codes.length > fn.maxArguments) throw plsErrors.wrongArguments(pos, fn.name);
  if (fn.name === 'COALESCE' || fn.name === 'NVL' || fn.name === 'NVL2') {
    const choice = compileChoice(fn, codes, scope, pos);
    if (choice !== undefined) return choice;
  }
  if (fn.evaluate === undefined) throw plsErrors.sqlOnly(pos, fn.name);
  const types = codes.map((code) => code.type);
  if (!types.every((type) => isScalar(type) && type.kind !== 'BOOLEAN')) throw plsErrors.wrongArguments(pos, fn.name);
  const type = returnType(fn, types, pos);
  const { runtime } = scope.unit;
  const compute = fn.evaluate;
  return mapAll(codes, type, (values) => compute(values as ScalarValue[], runtime.contextFor(types)));
}

function returnType(fn: StandardFunction, types: DataType[], pos: number): DataType {
  try {
    return fn.returns(types);
  } catch (error) {
    if (error instanceof OracleError && error.code !== 3001) throw plsErrors.wrongArguments(pos, fn.name);
    throw error;
  }
}

/**
 * COALESCE evaluates no more arguments than it needs; NVL and NVL2 also take BOOLEAN and composite values, which TYPES' functions do not.
 */
function compileChoice(fn: StandardFunction, codes: readonly Code[], scope: Scope, pos: number): Code | undefined {
  const results = fn.name === 'NVL2' ? codes.slice(1) : codes;
  const hasOther = results.some((code) => !isScalar(code.type) || code.type.kind === 'BOOLEAN');
  if (!hasOther && fn.name !== 'COALESCE') return undefined;
  const type = hasOther ? commonType(results, fn.name, pos) : fn.returns(codes.map((code) => code.type));
  const { runtime } = scope.unit;
  const converted = results.map((code) => convertCode(code, type, runtime, pos));
  if (fn.name === 'NVL2') {
    const [whenSet, whenNull] = converted;
    const tested = codes[0];
    if (whenSet === undefined || whenNull === undefined || tested === undefined)
      throw plsErrors.wrongArguments(pos, fn.name);
    return mapAll([tested, whenSet, whenNull], type, ([test = null, a = null, b = null]) => (test === null ? b : a));
  }
  return firstNotNull(converted, type);
}

function commonType(codes: readonly Code[], name: string, pos: number): DataType {
  const type = codes.find((code) => code.type.kind !== 'NULL')?.type ?? BOOLEAN;
  if (!codes.every((code) => isAssignable(code.type, type))) throw plsErrors.wrongArguments(pos, name);
  return type;
}

function firstNotNull(codes: readonly Code[], type: DataType): Code {
  if (codes.every((code) => !code.isAsync)) {
    const plain = codes.filter((code) => !code.isAsync);
    return {
      type,
      isAsync: false,
      isFresh: false,
      evaluate: (frame) => {
        for (const code of plain) {
          const value = code.evaluate(frame);
          if (value !== null) return value;
        }
        return null;
      },
    };
  }
  return asyncCode(
    type,
    function* (frame) {
      let value: Value = null;
      for (const code of codes) {
        value = yield* evaluate(code, frame);
        if (value !== null) break;
      }
      return value;
    },
    false,
  );
}
