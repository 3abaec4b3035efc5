import type { DataType } from '../types/data-type.ts';

/** The name of a field's or element's type in descriptions of types. Lengths are told elsewhere. */
export function attributeTypeName(type: DataType): string {
  switch (type.kind) {
    case 'PLS_INTEGER':
      return 'BINARY_INTEGER';
    case 'REF CURSOR':
      return 'SYS_REFCURSOR';
    case 'RECORD':
    case 'COLLECTION':
      return type.name ?? type.kind;
    default:
      return type.kind;
  }
}
