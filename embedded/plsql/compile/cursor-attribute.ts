import type { Expression } from '../../syntax/ast/expression.ts';
import { BOOLEAN, type RecordType, type ScalarType } from '../../types/data-type.ts';
import { CollectionValue, type CursorHandle, RecordValue, type Value } from '../../types/values.ts';
import { isOpen, openCursorOf } from '../runtime/cursors.ts';
import { decimalOf } from '../runtime/integers.ts';
import type { ImplicitCursor, Runtime } from '../runtime/runtime.ts';
import { type Code, map1, syncCode } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { cursorPlace } from './cursor-place.ts';
import { denote } from './denotation.ts';
import { placeCode } from './place.ts';
import type { Scope } from './scope.ts';

/** `c%FOUND`, `SQL%ROWCOUNT` and the like. */

const INTEGER: ScalarType = { kind: 'PLS_INTEGER' };

type Attribute = Extract<Expression, { kind: 'cursorAttribute' }>;

export function compileCursorAttribute(expression: Attribute, scope: Scope): Code {
  const { cursor, attribute } = expression;
  if (cursor.kind === 'name' && cursor.name.parts.length === 1 && cursor.name.parts[0]?.name === 'SQL') {
    return implicitAttribute(attribute, scope.unit.runtime);
  }
  const handle = cursorCode(cursor, scope);
  switch (attribute) {
    case 'ISOPEN':
      return map1(handle, BOOLEAN, (value) => isOpen(value));
    case 'ROWCOUNT':
      return map1(handle, INTEGER, (value) => decimalOf(opened(value).rowCount));
    case 'FOUND':
      return map1(handle, BOOLEAN, (value) => opened(value).isFound ?? null);
    case 'NOTFOUND':
      return map1(handle, BOOLEAN, (value) => {
        const { isFound } = opened(value);
        return isFound === undefined ? null : !isFound;
      });
    default:
      throw new CompileError(
        expression.pos,
        `PLS-00324: cursor attribute may not be applied to non-cursor '${attribute}'`,
      );
  }
}

function opened(value: Value): CursorHandle {
  return openCursorOf(value).handle;
}

function cursorCode(cursor: Expression, scope: Scope): Code {
  const denotation = denote(cursor, scope);
  if (denotation.kind === 'cursor') return placeCode(cursorPlace(denotation.symbol, scope));
  if (denotation.kind === 'place' && denotation.place.type.kind === 'REF CURSOR') return placeCode(denotation.place);
  const name = cursor.kind === 'name' ? cursor.name.parts.map((part) => part.name).join('.') : '';
  throw new CompileError(cursor.pos, `PLS-00324: cursor attribute may not be applied to non-cursor '${name}'`);
}

function implicitAttribute(attribute: Attribute['attribute'], runtime: Runtime): Code {
  const { implicitCursor } = runtime;
  switch (attribute) {
    case 'ISOPEN':
      return syncCode(BOOLEAN, () => false);
    case 'ROWCOUNT':
      return syncCode(INTEGER, () =>
        implicitCursor.rowCount === undefined ? null : decimalOf(implicitCursor.rowCount),
      );
    case 'FOUND':
      return syncCode(BOOLEAN, () => (implicitCursor.rowCount === undefined ? null : implicitCursor.rowCount > 0));
    case 'NOTFOUND':
      return syncCode(BOOLEAN, () => (implicitCursor.rowCount === undefined ? null : implicitCursor.rowCount === 0));
    case 'BULK_ROWCOUNT':
      return syncCode(BULK_ROWCOUNT, () => bulkRowCounts(implicitCursor));
    case 'BULK_EXCEPTIONS':
      return syncCode(BULK_EXCEPTIONS, () => bulkExceptions(implicitCursor));
  }
}

const BULK_ROWCOUNT = {
  kind: 'COLLECTION',
  name: 'SQL%BULK_ROWCOUNT',
  shape: 'ASSOCIATIVE ARRAY',
  element: INTEGER,
  indexBy: INTEGER,
} as const;
const BULK_EXCEPTION: RecordType = {
  kind: 'RECORD',
  name: 'SQL%BULK_EXCEPTIONS',
  fields: [
    { name: 'ERROR_INDEX', type: INTEGER },
    { name: 'ERROR_CODE', type: INTEGER },
  ],
};
const BULK_EXCEPTIONS = {
  kind: 'COLLECTION',
  name: 'SQL%BULK_EXCEPTIONS',
  shape: 'ASSOCIATIVE ARRAY',
  element: BULK_EXCEPTION,
  indexBy: INTEGER,
} as const;

function bulkRowCounts(cursor: ImplicitCursor): CollectionValue {
  const counts = new CollectionValue(BULK_ROWCOUNT);
  for (const [key, count] of cursor.bulkRowCounts) counts.elements.set(key, decimalOf(count));
  return counts;
}

function bulkExceptions(cursor: ImplicitCursor): CollectionValue {
  const exceptions = new CollectionValue(BULK_EXCEPTIONS);
  cursor.bulkExceptions.forEach(({ index, code }, i) => {
    exceptions.elements.set(i + 1, new RecordValue(BULK_EXCEPTION, [decimalOf(index), decimalOf(code)]));
  });
  return exceptions;
}
