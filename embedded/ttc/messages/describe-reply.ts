import type { ColumnDescription } from '../../sql/sql-engine.ts';
import type { CollectionType, RecordType } from '../../types/data-type.ts';
import type { NamedType } from '../../types/named-type.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { FORM } from '../data-types/text-codec.ts';
import { TYPE, wireTypeOf } from '../data-types/wire-type.ts';

const MESSAGE = 16;
const TYPE_VERSION = 1;
const IS_JSON = 0x100;
const CHARSET_AL32UTF8 = 873;
const CHARSET_AL16UTF16 = 2000;

/** DESCRIBE: the columns of a query. */
export function encodeDescribe(writer: ByteWriter, columns: ColumnDescription[], types: TypeNames): void {
  writer.ub1(MESSAGE).bytes(null);
  encodeDescription(writer, columns, types);
}

/** Tells the names of the types of columns that are objects or collections. */
export type TypeNames = { describeType(type: RecordType | CollectionType): NamedType };

/** Its body, which REF CURSORs and implicit results carry too. */
export function encodeDescription(writer: ByteWriter, columns: ColumnDescription[], types: TypeNames): void {
  writer.ub4(columns.reduce((size, column) => size + wireTypeOf(column).maxSize, 0));
  writer.ub4(columns.length);
  if (columns.length > 0) writer.ub1(0);
  columns.forEach((column, index) => {
    encodeColumn(writer, column, index + 1, types);
  });
  writer.ub4(0); // date
  writer.ub4(0).ub4(0).ub4(0).ub4(0);
  writer.ub4(0);
}

function encodeColumn(writer: ByteWriter, column: ColumnDescription, position: number, types: TypeNames): void {
  const type = wireTypeOf(column);
  const named =
    column.type.kind === 'RECORD' || column.type.kind === 'COLLECTION' ? types.describeType(column.type) : undefined;
  writer.ub1(type.number).ub1(0).ub1(type.precision).ub1(type.scale);
  writer.ub4(type.maxSize);
  writer.ub4(0); // array elements
  writer.ub8(0);
  writer.bytesWithLength(named?.identifier ?? null);
  writer.ub2(named === undefined ? 0 : TYPE_VERSION);
  writer.ub2(charset(type.form)).ub1(type.form);
  writer.ub4(hasByteSize(type.number) ? type.maxSize : 0);
  writer.ub4(0); // column id
  writer.ub1(column.isNullable ? 1 : 0);
  const name = Buffer.from(column.name, 'utf8');
  writer.ub1(name.length).bytesWithLength(name);
  writer.textWithLength(named?.schema ?? '').textWithLength(named?.name ?? '');
  writer.ub2(position);
  writer.ub4(column.isJson === true ? IS_JSON : 0);
}

function charset(form: number): number {
  if (form === FORM.none) return 0;
  return form === FORM.national ? CHARSET_AL16UTF16 : CHARSET_AL32UTF8;
}

function hasByteSize(type: number): boolean {
  return type === TYPE.varchar || type === TYPE.char || type === TYPE.raw;
}
