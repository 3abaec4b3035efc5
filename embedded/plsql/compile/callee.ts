import type { Argument, Identifier } from '../../syntax/ast/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import { type Actual, chooseOverload, compileActual, denotedActual } from './actual.ts';
import { compileRoutineCall } from './call.ts';
import type { Code } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import type { Denotation } from './denotation.ts';
import { isObject, methodsOf } from './object-types.ts';
import { variablePlace } from './place.ts';
import type { Routine } from './routine.ts';
import type { Scope } from './scope.ts';
import type { SubprogramsSymbol, TypeSymbol } from './symbols.ts';

/** Which subprogram a call means: overloads, and methods with the object that they are called for. */

/** Subprograms of one name; methods come with the object that they are called for. */
export type Callee = {
  overloads: readonly Routine[];
  name: string;
  self?: Actual | undefined;
  isExact?: boolean | undefined;
};

/** Behind the name of its type only a STATIC method can be called. */
export function calledSubprograms(symbol: SubprogramsSymbol, isQualified: boolean, scope: Scope): Denotation {
  const { name, overloads } = symbol;
  if (!isQualified) return { kind: 'routines', overloads, name, self: ownSelf(symbol, scope) };
  return { kind: 'routines', overloads: overloads.filter((routine) => !routine.hasSelf), name };
}

/** A method that another method of the type calls by its name alone is called for SELF. */
function ownSelf(symbol: SubprogramsSymbol, scope: Scope): Actual | undefined {
  if (!symbol.overloads.some((routine) => routine.hasSelf)) return undefined;
  const found = scope.lookup([{ name: 'SELF', quoted: false, pos: 0 }]);
  if (found?.symbol.kind !== 'variable') return undefined;
  const place = variablePlace(found.symbol, scope);
  return denotedActual({ kind: 'place', place, name: 'SELF' }, scope, 0);
}

/** `object.method`. */
export function methodOf(
  object: Extract<Denotation, { kind: 'place' | 'code' }>,
  type: DataType,
  part: Identifier,
  scope: Scope,
): Denotation | undefined {
  if (!isObject(type)) return undefined;
  const overloads = methodsOf(type, part.name).filter((routine) => routine.hasSelf);
  if (overloads.length === 0) return undefined;
  const self = denotedActual(object, scope, part.pos);
  return { kind: 'routines', overloads, name: part.name, self, isExact: object.isExact };
}

/** `type.method` of a STATIC method. */
export function staticMethod(symbol: TypeSymbol, part: Identifier): Denotation {
  const methods = isObject(symbol.type) ? methodsOf(symbol.type, part.name) : [];
  const overloads = methods.filter((routine) => !routine.hasSelf);
  if (overloads.length === 0) throw plsErrors.componentMustBeDeclared(part.pos, part.name);
  return { kind: 'routines', overloads, name: part.name };
}

/** The overload that the arguments fit. Methods have SELF in front of them; STATIC ones of the same name are second choice. */
export function chooseCallee(
  { name, self }: Callee,
  overloads: readonly Routine[],
  args: readonly Argument[],
  scope: Scope,
  pos: number,
): ReturnType<typeof chooseOverload> {
  const written = args.map((argument) => compileActual(argument, scope));
  if (self === undefined) return chooseOverload(overloads, written, name, pos);
  const withoutSelf = overloads.filter((routine) => !routine.hasSelf);
  const methods = overloads.filter((routine) => routine.hasSelf);
  try {
    return chooseOverload(methods, [self, ...written], name, pos);
  } catch (error) {
    if (withoutSelf.length === 0 || !(error instanceof CompileError)) throw error;
    return chooseOverload(withoutSelf, written, name, pos);
  }
}

/** A call of a function in an expression. Throws PLS-00306, PLS-00222 for a procedure. */
export function compileCall(callee: Callee, args: readonly Argument[], scope: Scope, pos: number): Code {
  const { overloads, name, isExact } = callee;
  const functions = overloads.filter((routine) => routine.kind === 'function');
  if (functions.length === 0) throw plsErrors.notAFunction(pos, name);
  const { routine, matching } = chooseCallee(callee, functions, args, scope, pos);
  if (routine.isPipelined) {
    throw new CompileError(pos, 'PLS-00653: aggregate/table functions are not allowed in PL/SQL scope');
  }
  return compileRoutineCall(routine, matching, scope, { isExact });
}
