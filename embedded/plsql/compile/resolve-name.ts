import type { CatalogObject } from '../../catalog/catalog.ts';
import type { Identifier } from '../../syntax/ast/expression.ts';
import type { StandardFunction } from '../../types/standard-function.ts';
import { findStandardFunction } from '../../types/standard-functions.ts';
import { findStandardException } from '../standard-exceptions.ts';
import { INTRINSIC_NAMES } from '../units/intrinsics.ts';
import type { PackageUnit } from '../units/package-unit.ts';
import { plsErrors } from './compile-errors.ts';
import type { Routine } from './routine.ts';
import type { Scope } from './scope.ts';
import type { PlsqlSymbol } from './symbols.ts';

/** What the first `used` parts of a name stand for. */
export type Resolved = { used: number } & (
  | { kind: 'symbol'; symbol: PlsqlSymbol }
  | { kind: 'package'; unit: PackageUnit }
  | { kind: 'routine'; routine: Routine }
  | { kind: 'standardFunction'; fn: StandardFunction }
  | { kind: 'object'; object: CatalogObject }
);

/**
 * Looks a name up as PL/SQL does: the scopes from the inside out, then STANDARD, then schema objects. Undefined where it means nothing.
 * Throws PLS-00302 where a package lacks the member, PLS-00905 where a unit is invalid.
 */
export function resolveName(parts: readonly Identifier[], scope: Scope): Resolved | undefined {
  const local = scope.lookup(parts);
  if (local !== undefined) return { kind: 'symbol', symbol: usable(local.symbol, parts), used: local.used };
  return resolveStandard(parts, scope) ?? resolveSchemaObject(parts, scope);
}

/** Symbols whose declaration has an error say so where they are used. */
export function usable(symbol: PlsqlSymbol, parts: readonly Identifier[]): PlsqlSymbol {
  const pos = parts[0]?.pos ?? 0;
  if (symbol.kind === 'malformed') throw plsErrors.malformed(pos);
  if (symbol.kind === 'duplicate') throw plsErrors.duplicate(pos, symbol.name);
  return symbol;
}

function resolveStandard(parts: readonly Identifier[], scope: Scope): Resolved | undefined {
  const offset = parts[0]?.name === 'SYS' ? 1 : 0;
  const isQualified = parts[offset]?.name === 'STANDARD' || parts[offset]?.name === 'DBMS_STANDARD';
  const skipped = isQualified ? offset + 1 : 0;
  const name = parts[skipped]?.name;
  if (name === undefined) return undefined;
  const used = skipped + 1;
  const exception = findStandardException(name);
  if (exception !== undefined) return { kind: 'symbol', symbol: exception, used };
  const intrinsic = INTRINSIC_NAMES.has(name) ? scope.unit.runtime.units.intrinsics.scope.symbols.get(name) : undefined;
  if (intrinsic !== undefined) return { kind: 'symbol', symbol: intrinsic, used };
  const fn = findStandardFunction(name);
  return fn === undefined ? undefined : { kind: 'standardFunction', fn, used };
}

function resolveSchemaObject(parts: readonly Identifier[], scope: Scope): Resolved | undefined {
  const { unit } = scope;
  const found = unit.resolveObject(parts);
  if (found === undefined) return undefined;
  const { object, rest } = found;
  const used = parts.length - rest.length;
  const pos = parts[0]?.pos ?? 0;
  const { units } = unit.runtime;
  const dependent = (resolved: Resolved): Resolved => {
    const handle = units.handleOf(object);
    if (handle !== undefined) unit.dependencies.addUnit(handle);
    return resolved;
  };
  switch (object.type) {
    case 'PACKAGE':
      return dependent(packageMember(units.package(object, pos), parts, used));
    case 'PROCEDURE':
    case 'FUNCTION':
      return dependent({ kind: 'routine', routine: units.standalone(object, pos), used });
    case 'TYPE':
      return dependent({ kind: 'symbol', symbol: units.objectType(object, pos), used });
    default:
      return { kind: 'object', object, used };
  }
}

function packageMember(unit: PackageUnit, parts: readonly Identifier[], used: number): Resolved {
  const member = parts[used];
  if (member === undefined) return { kind: 'package', unit, used };
  const symbol = unit.scope.symbols.get(member.name);
  if (symbol === undefined) throw plsErrors.componentMustBeDeclared(member.pos, member.name);
  return { kind: 'symbol', symbol: usable(symbol, [member]), used: used + 1 };
}

/** `A.B.C` as messages print it. */
export function nameText(parts: readonly Identifier[]): string {
  return parts.map((part) => part.name).join('.');
}
