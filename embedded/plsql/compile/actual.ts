import type { Argument } from '../../syntax/ast/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Code } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { isAssignable } from './conversion.ts';
import { type Denotation, denote, denotedCode } from './denotation.ts';
import { isObject, levelsUnder } from './object-types.ts';
import { type Place, requireAssignable } from './place.ts';
import type { FormalParameter, Routine } from './routine.ts';
import type { Scope } from './scope.ts';
import { isScalar, scalarDistance } from './type-families.ts';

/** An argument as written, with its type; it becomes a value or a place when the parameter that it fits is known. */
export type Actual = {
  readonly pos: number;
  readonly name: string | undefined;
  readonly type: DataType;
  readonly isLiteral: boolean;
  /** The value, for IN and IN OUT. */
  code(): Code;
  /** The variable, for OUT and IN OUT. Throws PLS-00363. */
  place(): Place;
};

export function compileActual(argument: Argument, scope: Scope): Actual {
  const { value, name } = argument;
  return denotedActual(denote(value, scope), scope, value.pos, name?.name);
}

/** What something denotes as an argument. */
export function denotedActual(denotation: Denotation, scope: Scope, pos: number, name?: string): Actual {
  const isPlace = denotation.kind === 'place';
  let computed: Code | undefined;
  const code = (): Code => {
    computed ??= denotedCode(denotation, scope, pos);
    return computed;
  };
  return {
    pos,
    name,
    type: isPlace ? denotation.place.type : code().type,
    isLiteral: !isPlace && code().isLiteral === true,
    code,
    place: () => assignablePlace(denotation, pos),
  };
}

/** A value as an argument; one that may be written to has a place, too. */
export function valueActual(code: Code, pos: number, place?: Place): Actual {
  return {
    pos,
    name: undefined,
    type: code.type,
    isLiteral: code.isLiteral === true,
    code: () => code,
    place: () => {
      if (place === undefined) throw plsErrors.notAssignable(pos, '<expression>');
      return place;
    },
  };
}

function assignablePlace(denotation: Denotation, pos: number): Place {
  if (denotation.kind === 'place') return requireAssignable(denotation.place, pos);
  throw plsErrors.notAssignable(pos, denotation.kind === 'routines' ? denotation.name : literalText(denotation));
}

function literalText(denotation: Denotation): string {
  if (denotation.kind !== 'code' || denotation.code.isLiteral !== true) return '<expression>';
  const { constant } = denotation.code;
  return constant === null || constant === undefined ? 'NULL' : String(constant);
}

/** The actual for each parameter; undefined where its default is used. */
export type Matching = (Actual | undefined)[];

/** How the arguments go with the parameters, or undefined where they do not by number and names. */
export function matchParameters(
  parameters: readonly Pick<FormalParameter, 'name' | 'hasDefault'>[],
  actuals: readonly Actual[],
): Matching | undefined {
  const matching: Matching = parameters.map(() => undefined);
  for (const [i, actual] of actuals.entries()) {
    const at = actual.name === undefined ? i : parameters.findIndex((parameter) => parameter.name === actual.name);
    if (at < 0 || at >= parameters.length || matching[at] !== undefined) return undefined;
    matching[at] = actual;
  }
  const isComplete = parameters.every((parameter, i) => matching[i] !== undefined || parameter.hasDefault);
  return isComplete ? matching : undefined;
}

/** How far the arguments are from the parameters' types; undefined where one does not convert. */
function distance(parameters: readonly FormalParameter[], matching: Matching): number | undefined {
  let total = 0;
  for (const [i, parameter] of parameters.entries()) {
    const actual = matching[i];
    if (actual === undefined) continue;
    const step = parameterDistance(parameter, actual);
    if (step === undefined) return undefined;
    total += step;
  }
  return total;
}

function parameterDistance(parameter: FormalParameter, actual: Actual): number | undefined {
  const into = parameter.mode === 'OUT' ? 0 : typeDistance(actual.type, parameter.type, actual.isLiteral);
  const outOf = parameter.mode === 'IN' ? 0 : typeDistance(parameter.type, actual.type, false);
  return into === undefined || outOf === undefined ? undefined : Math.max(into, outOf);
}

function typeDistance(from: DataType, to: DataType, isLiteral: boolean): number | undefined {
  if (isScalar(from) && isScalar(to)) return scalarDistance(from, to, isLiteral);
  if (isObject(from) && isObject(to)) return levelsUnder(from, to);
  return isAssignable(from, to) ? 0 : undefined;
}

/** Chooses the overload that fits best. Throws PLS-00306 where none fits, PLS-00307 where several fit equally. */
export function chooseOverload(
  overloads: readonly Routine[],
  actuals: readonly Actual[],
  name: string,
  pos: number,
): { routine: Routine; matching: Matching } {
  let best: { routine: Routine; matching: Matching; distance: number } | undefined;
  let isTied = false;
  for (const routine of overloads) {
    const matching = matchParameters(routine.parameters, actuals);
    const far = matching === undefined ? undefined : distance(routine.parameters, matching);
    if (matching === undefined || far === undefined) continue;
    if (best === undefined || far < best.distance) {
      best = { routine, matching, distance: far };
      isTied = false;
    } else if (far === best.distance) {
      isTied = true;
    }
  }
  if (best === undefined) throw plsErrors.wrongArguments(pos, name);
  if (isTied) throw plsErrors.tooManyMatches(pos, name);
  return best;
}
