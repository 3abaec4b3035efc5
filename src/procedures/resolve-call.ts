import { type ServiceError, serviceError } from '../errors.ts';
import { inferType, isConvertible } from './bind-values.ts';
import type { CallRequest, Direction, JsonValue, RequestedParameter } from './call-request.ts';
import type { Argument, ProcedureDescription, Signature } from './describe-procedure.ts';
import { effectiveType, type OracleType } from './oracle-type.ts';
import { foldIdentifier, type ProcedureName } from './procedure-name.ts';

/** A call with everything that its block needs to be written. */
export type ResolvedCall = {
  name: ProcedureName;
  /** Of a function: where its value goes. */
  returnValue:
    | {
        key: string;
        type: OracleType;
        /** Of the parameter of the request that stands for it; undefined where none does. */
        index?: number;
      }
    | undefined;
  arguments: ResolvedArgument[];
  /** As the dictionary has it, for messages; undefined where it knows nothing. */
  signature?: string;
};
export type ResolvedArgument = {
  /** The key in the result, as the request spelled it. */
  key: string;
  /** Name of the formal parameter in named notation; undefined in positional notation. */
  formalName: string | undefined;
  direction: Direction;
  type: OracleType;
  value: JsonValue;
};

const RETURN_KEY = 'RETURN_VALUE';

/**
 * Fits the parameters of a request to a signature: by name when all names are arguments of an overload, by position when none is.
 * Without a description, or where the number of parameters is wrong, the call is made as it is, so that Oracle says what is wrong with it.
 * @throws {ServiceError} SIGNATURE_MISMATCH when only some names are arguments, a type cannot be passed, or a function is called as a procedure
 * or the other way round.
 */
export function resolveCall(request: CallRequest, description: ProcedureDescription | undefined): ResolvedCall {
  const signatures = (description?.signatures ?? []).filter(
    (signature) => (signature.returns !== undefined) === request.isFunction,
  );
  if (description === undefined || description.signatures.length === 0) return resolveUnknown(request);
  if (signatures.length === 0) throw wrongKind(request, description);
  const fits = signatures.map((signature) => fitSignature(request, signature));
  const byName = fits.filter((fit) => fit.unmatched === 0);
  const candidates = byName.length > 0 ? byName : fits.filter((fit) => fit.matched === 0).map(byPosition);
  if (candidates.length === 0) throw unknownNames(fits, description);
  const best = candidates.reduce((left, right) => (score(right) > score(left) ? right : left));
  return toResolvedCall(request, best, description);
}

/** A request beside a signature: what belongs to what. */
type Fit = {
  signature: Signature;
  /** The OUT parameter that takes the value of a function. */
  returnParameter: RequestedParameter | undefined;
  pairs: { parameter: RequestedParameter; argument: Argument | undefined }[];
  matched: number;
  unmatched: number;
  isPositional: boolean;
};

function fitSignature(request: CallRequest, signature: Signature): Fit {
  const find = (parameter: RequestedParameter) =>
    signature.arguments.find(({ name }) => name === parameter.name || name === foldIdentifier(parameter.name));
  const returnParameter = request.isFunction
    ? request.params.find((parameter) => parameter.direction === 'OUT' && find(parameter) === undefined)
    : undefined;
  const pairs = request.params
    .filter((parameter) => parameter !== returnParameter)
    .map((parameter) => ({ parameter, argument: find(parameter) }));
  const matched = pairs.filter(({ argument }) => argument !== undefined).length;
  return { signature, returnParameter, pairs, matched, unmatched: pairs.length - matched, isPositional: false };
}

function byPosition(fit: Fit): Fit {
  const pairs = fit.pairs.map(({ parameter }, index) => ({ parameter, argument: fit.signature.arguments[index] }));
  return { ...fit, pairs, isPositional: true };
}

/** Higher fits better: all that must be given is given, then directions and types, then the fewest left to defaults. */
function score({ signature, pairs }: Fit): number {
  const given = new Set(pairs.map(({ argument }) => argument));
  const isMissing = signature.arguments.some((argument) => !argument.hasDefault && !given.has(argument));
  const isTooMany = pairs.some(({ argument }) => argument === undefined);
  const pairScores = pairs.map(({ parameter, argument }) =>
    argument === undefined ? 0 : pairScore(parameter, argument),
  );
  const leftOut = signature.arguments.length - pairs.length;
  return (
    (isMissing || isTooMany ? -1_000_000 : 0) +
    pairScores.reduce((sum, points) => sum + points, 0) * 1000 -
    Math.abs(leftOut)
  );
}

function pairScore(parameter: RequestedParameter, argument: Argument): number {
  const directionPoints = parameter.direction === argument.direction ? 2 : 0;
  if (argument.type === undefined) return directionPoints - 10;
  if (parameter.type !== undefined) return directionPoints + (parameter.type === argument.type ? 5 : 0);
  if (parameter.value === null) return directionPoints;
  if (inferType(parameter.value) === argument.type) return directionPoints + 4;
  return directionPoints + (isConvertible(parameter.value, argument.type) ? 2 : -5);
}

function toResolvedCall(request: CallRequest, fit: Fit, description: ProcedureDescription): ResolvedCall {
  const returns = fit.signature.returns;
  return {
    name: request.name,
    returnValue: request.isFunction
      ? {
          ...returnPlace(request, fit.returnParameter),
          type: supported(fit.returnParameter?.type, returns?.type, returns?.typeName, RETURN_KEY, description),
        }
      : undefined,
    arguments: fit.pairs.map(({ parameter, argument }) => ({
      key: parameter.name,
      formalName: fit.isPositional ? undefined : argument?.name,
      direction: parameter.direction,
      type:
        argument === undefined
          ? (parameter.type ?? inferType(parameter.value))
          : supported(parameter.type, argument.type, argument.typeName, parameter.name, description),
      value: parameter.value,
    })),
    signature: describe(description),
  };
}

/** Key of the value of a function, and where in the request it stands. */
function returnPlace({ params }: CallRequest, parameter: RequestedParameter | undefined) {
  return parameter === undefined ? { key: RETURN_KEY } : { key: parameter.name, index: params.indexOf(parameter) };
}

function supported(
  requested: OracleType | undefined,
  dictionary: OracleType | undefined,
  typeName: string | undefined,
  parameterName: string,
  description: ProcedureDescription,
): OracleType {
  const type = dictionary === undefined ? undefined : effectiveType(requested, dictionary);
  if (type !== undefined) return type;
  throw mismatch(`el tipo ${typeName} de ${parameterName} no se puede pasar`, description, 'PLS-00306');
}

/** The procedure is not in the dictionary, or is of the other kind: types are what the request says, and the first OUT takes the value. */
function resolveUnknown(request: CallRequest): ResolvedCall {
  const returnParameter = request.isFunction ? request.params.find(({ direction }) => direction === 'OUT') : undefined;
  const toType = (parameter: RequestedParameter) => parameter.type ?? inferType(parameter.value);
  return {
    name: request.name,
    returnValue: request.isFunction
      ? {
          ...returnPlace(request, returnParameter),
          type: returnParameter === undefined ? 'VARCHAR2' : toType(returnParameter),
        }
      : undefined,
    arguments: request.params
      .filter((parameter) => parameter !== returnParameter)
      .map((parameter) => ({
        key: parameter.name,
        formalName: undefined,
        direction: parameter.direction,
        type: toType(parameter),
        value: parameter.value,
      })),
  };
}

function wrongKind({ isFunction, displayName }: CallRequest, description: ProcedureDescription): ServiceError {
  const what = isFunction
    ? `${displayName} es un procedimiento; quite "isFunction"`
    : `${displayName} es una función; indique "isFunction": true`;
  return mismatch(what, description, isFunction ? 'PLS-00222' : 'PLS-00221');
}

/** Names what is unknown to the overload that knows most. */
function unknownNames(fits: Fit[], description: ProcedureDescription): ServiceError {
  const closest = fits.reduce((left, right) => (right.matched > left.matched ? right : left));
  const names = closest.pairs.filter(({ argument }) => argument === undefined).map(({ parameter }) => parameter.name);
  const what = names.length === 1 ? `${names[0]} no es un parámetro` : `${names.join(', ')} no son parámetros`;
  return mismatch(`${what} de ${description.displayName}`, description, 'PLS-00306');
}

function mismatch(what: string, description: ProcedureDescription, oracleCode: string): ServiceError {
  const detail = `Parámetros incorrectos: ${what}\nFirma: ${describe(description)}`;
  return serviceError('SIGNATURE_MISMATCH', { detail, oracleCode });
}

/** `PKG.PROC(P_A IN NUMBER, P_B OUT VARCHAR2)`, one for each overload. */
function describe({ displayName, signatures }: ProcedureDescription): string {
  return signatures
    .map(({ arguments: formal, returns }) => {
      const list = formal.map(({ name, direction, typeName, hasDefault }) =>
        [name, direction, typeName, ...(hasDefault ? ['DEFAULT'] : [])].join(' '),
      );
      return `${displayName}(${list.join(', ')})${returns === undefined ? '' : ` RETURN ${returns.typeName}`}`;
    })
    .join('; ');
}
