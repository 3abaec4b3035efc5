import { serviceError } from '../errors.ts';
import type { ProcedureDescription } from './describe-procedure.ts';
import type { ProcedureName } from './procedure-name.ts';

/** Which procedures may be called. Patterns in upper case, `*` for any characters. */
export type ProcedurePolicy = { allow: string[] | undefined; deny: string[] };

/**
 * What `allow` names is allowed. Of the rest, nothing is where there is an allow list, and what `deny` names is not.
 * A pattern fits the whole name, or what is behind the schema.
 */
export function isAllowed(parts: readonly string[], { allow, deny }: ProcedurePolicy): boolean {
  if (allow !== undefined) return allow.some((pattern) => fits(parts, pattern));
  return !deny.some((pattern) => fits(parts, pattern));
}

function fits(parts: readonly string[], pattern: string): boolean {
  const expression = new RegExp(`^${pattern.replace(/[.$"#]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
  return parts.some((_part, index) => expression.test(parts.slice(index).join('.').toUpperCase()));
}

/** @throws {ServiceError} PROCEDURE_NOT_ALLOWED for the name as it was given. */
export function assertAllowed(name: ProcedureName, policy: ProcedurePolicy): void {
  if (!isAllowed(name, policy)) throw serviceError('PROCEDURE_NOT_ALLOWED');
}

/** The same for what the name leads to: a synonym is no way around the deny list. @throws {ServiceError} PROCEDURE_NOT_ALLOWED. */
export function assertTargetAllowed(description: ProcedureDescription | undefined, policy: ProcedurePolicy): void {
  if (description === undefined) return;
  const parts = description.resolvedName.split('.');
  const isDenied = policy.deny.some((pattern) => fits(parts, pattern));
  if (isDenied && !(policy.allow ?? []).some((pattern) => fits(parts, pattern))) {
    throw serviceError('PROCEDURE_NOT_ALLOWED');
  }
}
