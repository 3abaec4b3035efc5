import type { DataType, RecordType } from '../../types/data-type.ts';
import { isSameSignature, type Routine } from './routine.ts';
import type { PlsqlSymbol } from './symbols.ts';

/** Object types: their place among the record types, and their methods. */

/** Under this name constructors that the type declares itself are among its methods: no identifier of a program has such a name. */
export const CONSTRUCTOR = '<constructor>';

export type ObjectType = RecordType & { object: NonNullable<RecordType['object']> };

export function isObject(type: DataType): type is ObjectType {
  return type.kind === 'RECORD' && type.object !== undefined;
}

/** True for a type itself and everything UNDER it. */
export function isSubtypeOf(type: RecordType, supertype: RecordType): boolean {
  return levelsUnder(type, supertype) !== undefined;
}

/** How many steps of UNDER lead from a type to a supertype: 0 for itself, undefined where none does. */
export function levelsUnder(type: RecordType, supertype: RecordType): number | undefined {
  let levels = 0;
  for (let at: RecordType | undefined = type; at !== undefined; at = at.object?.supertype) {
    if (at === supertype || (at.name !== undefined && at.name === supertype.name)) return levels;
    levels++;
  }
  return undefined;
}

/** The names that a type declares. Kept beside the type, which values refer to. */
const declared = new WeakMap<RecordType, ReadonlyMap<string, PlsqlSymbol>>();

export function setMethods(type: RecordType, symbols: ReadonlyMap<string, PlsqlSymbol>): void {
  declared.set(type, symbols);
}

function ownMethods(type: RecordType, name: string): readonly Routine[] {
  const symbol = declared.get(type)?.get(name);
  return symbol?.kind === 'subprograms' ? symbol.overloads : [];
}

/** The methods of a name: those of the type and the inherited ones that it does not override. */
export function methodsOf(type: RecordType, name: string): Routine[] {
  const methods: Routine[] = [];
  for (let at: RecordType | undefined = type; at !== undefined; at = at.object?.supertype) {
    for (const method of ownMethods(at, name)) {
      if (!methods.some((known) => isOverride(known, method))) methods.push(method);
    }
  }
  return methods;
}

/** Constructors that the type declares, which are not inherited. */
export function constructorsOf(type: RecordType): readonly Routine[] {
  return ownMethods(type, CONSTRUCTOR);
}

/** The MAP or ORDER method. */
export function orderMethodOf(type: RecordType): Routine | undefined {
  for (let at: RecordType | undefined = type; at !== undefined; at = at.object?.supertype) {
    for (const symbol of declared.get(at)?.values() ?? []) {
      const found = symbol.kind === 'subprograms' ? symbol.overloads.find(isOrderMethod) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function isOrderMethod({ syntax }: Routine): boolean {
  return syntax.method?.role === 'MAP' || syntax.method?.role === 'ORDER';
}

/** The method that runs for a value of `type` where `method` is called. */
export function implementationFor(method: Routine, type: RecordType): Routine {
  const specified = method.declared ?? method;
  const found = methodsOf(type, specified.name).find(
    (candidate) => candidate === specified || isOverride(candidate, specified),
  );
  return found === undefined || found === specified ? method : found;
}

/** Signatures are compared without SELF. */
function isOverride(method: Routine, overridden: Routine): boolean {
  return isSameSignature(method, overridden, method.hasSelf && overridden.hasSelf ? 1 : 0);
}
