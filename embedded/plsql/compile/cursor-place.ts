import { type Place, variablePlace } from './place.ts';
import type { Scope } from './scope.ts';
import type { CursorSymbol } from './symbols.ts';

/** Where the handle of an explicit cursor is kept. */
export function cursorPlace(symbol: CursorSymbol, scope: Scope): Place {
  return variablePlace(
    {
      kind: 'variable',
      name: symbol.name,
      type: { kind: 'REF CURSOR', returns: symbol.rowType },
      layout: symbol.layout,
      slot: symbol.slot,
      access: 'variable',
      isNotNull: false,
      owner: symbol.owner,
    },
    scope,
  );
}
