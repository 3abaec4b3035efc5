import type { ColumnDescription, QueryCursor } from '../sql/sql-engine.ts';
import { NUMBER, VARCHAR2 } from '../types/data-type.ts';
import { fullNameOf, type NamedType, nameOfType } from '../types/named-type.ts';
import { Decimal } from '../types/number.ts';
import { CursorHandle, type Value } from '../types/values.ts';
import { attributeTypeName } from './attribute-type-name.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { outputs, textOf } from './native-values.ts';
import { typeDescriptorSegment } from './type-descriptor-segment.ts';

/** DBMS_PICKLER, as far as clients ask it what a type is (`getDbObjectClass` of the driver). Oracle does not document it. */

const SPECIFICATION = `PACKAGE DBMS_PICKLER AUTHID CURRENT_USER AS
  FUNCTION GET_TYPE_SHAPE(FULLTYPENAME IN OUT VARCHAR2, TYPEOID OUT RAW, VSN OUT PLS_INTEGER, TDS OUT RAW,
    INSTANTIABLE OUT VARCHAR2, SUPERTYPE_OWNER OUT VARCHAR2, SUPERTYPE_NAME OUT VARCHAR2,
    ATTR_RC OUT SYS_REFCURSOR, SUBTYPE_RC OUT SYS_REFCURSOR) RETURN PLS_INTEGER;
END DBMS_PICKLER;`;

/** What the function returns for a name that is no type's. */
const NO_SUCH_TYPE = 22_303;

const ATTRIBUTE_COLUMNS: ColumnDescription[] = [
  { name: 'ATTR_NO', type: NUMBER, isNullable: true },
  { name: 'ATTR_NAME', type: { ...VARCHAR2, length: 128 }, isNullable: true },
  { name: 'ATTR_TYPE_MOD', type: { ...VARCHAR2, length: 7 }, isNullable: true },
  { name: 'ATTR_TYPE_NAME', type: { ...VARCHAR2, length: 128 }, isNullable: true },
  { name: 'ATTR_TYPE_OWNER', type: { ...VARCHAR2, length: 128 }, isNullable: true },
  { name: 'ATTR_TYPE_PACKAGE', type: { ...VARCHAR2, length: 128 }, isNullable: true },
  { name: 'ATTR_TYPE_OID', type: { kind: 'RAW', length: 16 }, isNullable: true },
];

function getTypeShape(call: NativeCall, [fullName]: Value[]) {
  const found = call.findType(textOf(fullName) ?? '');
  if (found === undefined) return outputs({ 1: null, 3: null, 7: null, 8: null }, new Decimal(NO_SUCH_TYPE));
  return outputs(
    {
      0: fullNameOf(found),
      1: found.identifier,
      2: new Decimal(1),
      3: typeDescriptorSegment(found.type),
      4: 'YES',
      5: null,
      6: null,
      7: new CursorHandle(new Rows(ATTRIBUTE_COLUMNS, attributeRows(found))),
      8: new CursorHandle(new Rows(ATTRIBUTE_COLUMNS, [])),
    },
    new Decimal(0),
  );
}

function attributeRows({ type }: NamedType): Value[][] {
  if (type.kind === 'COLLECTION') return [];
  return type.fields.map(({ name, type: fieldType }, index) => {
    const named = nameOfType(fieldType);
    const typeName = named?.name ?? attributeTypeName(fieldType);
    return [new Decimal(index + 1), name, null, typeName, named?.schema ?? null, named?.packageName ?? null, null];
  });
}

/** Rows that are there already. */
class Rows implements QueryCursor {
  readonly columns: ColumnDescription[];
  readonly currentRowid = undefined;
  readonly #rows: Value[][];

  constructor(columns: ColumnDescription[], rows: Value[][]) {
    this.columns = columns;
    this.#rows = [...rows];
  }
  async fetch(count: number): Promise<Value[][]> {
    return this.#rows.splice(0, count);
  }
  async close(): Promise<void> {
    this.#rows.length = 0;
  }
}

export const DBMS_PICKLER: NativePackage = {
  name: 'DBMS_PICKLER',
  specification: SPECIFICATION,
  subprograms: { GET_TYPE_SHAPE: getTypeShape },
};
