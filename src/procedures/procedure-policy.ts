import { serviceError } from '../errors.ts';
import type { ProcedureDescription } from './describe-procedure.ts';
import type { ProcedureName } from './procedure-name.ts';

/** Which procedures may be called. Patterns in upper case, `*` for any characters. */
export type ProcedurePolicy = { allow: string[] | undefined; deny: string[] };

/**
 * What `allow` names is allowed. Of the rest, nothing is where there is an allow list, and what `deny` names is not.
 * A pattern fits the whole name, or what is behind its schema; of a name that is not resolved, any part may be the schema.
 */
export function isAllowed(parts: readonly string[], { allow, deny }: ProcedurePolicy): boolean {
  if (allow !== undefined) return allow.some((pattern) => fitsAnyEnd(parts, pattern));
  return !deny.some((pattern) => fitsAnyEnd(parts, pattern));
}

function fitsAnyEnd(parts: readonly string[], pattern: string): boolean {
  return parts.some((_part, index) => fits(parts.slice(index), pattern));
}

function fits(parts: readonly string[], pattern: string): boolean {
  const expression = new RegExp(`^${pattern.replace(/[.$"#]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
  return expression.test(parts.join('.').toUpperCase());
}

/** @throws {ServiceError} PROCEDURE_NOT_ALLOWED for the name as it was given. */
export function assertAllowed(name: ProcedureName, policy: ProcedurePolicy): void {
  if (!isAllowed(name, policy)) throw serviceError('PROCEDURE_NOT_ALLOWED');
}

/**
 * The same for what the name leads to: a synonym is no way around the deny list, and a procedure that shares its name with an allowed one
 * but is in another package is not that one.
 * @throws {ServiceError} PROCEDURE_NOT_ALLOWED.
 */
export function assertTargetAllowed(
  name: ProcedureName,
  description: ProcedureDescription | undefined,
  { allow, deny }: ProcedurePolicy,
): void {
  if (description === undefined) return;
  const { resolvedParts } = description;
  const isTarget = (pattern: string) => fits(resolvedParts, pattern) || fits(resolvedParts.slice(1), pattern);
  const isNamed = allow === undefined || allow.some((pattern) => fits(name, pattern) || isTarget(pattern));
  const isDenied = deny.some((pattern) => fitsAnyEnd(resolvedParts, pattern)) && !(allow ?? []).some(isTarget);
  if (!isNamed || isDenied) throw serviceError('PROCEDURE_NOT_ALLOWED');
}
