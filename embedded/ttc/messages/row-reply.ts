import type { BindValue } from '../../session/database-session.ts';
import type { Value } from '../../types/values.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { encodeColumnValue, encodeOutValue, type ServerReferences } from '../data-types/column-value.ts';
import type { WireType } from '../data-types/wire-type.ts';

const ROW_HEADER = 6;
const ROW_DATA = 7;

/** Precedes the rows of a query. */
export function encodeRowHeader(writer: ByteWriter, columnCount: number): void {
  writer.ub1(ROW_HEADER).ub1(0).ub2(columnCount).ub4(0).ub4(0).ub2(0).ub4(0).ub4(0);
}

/** A row of a query. Columns without a value at the end of `row` are null. */
export function encodeRow(writer: ByteWriter, types: WireType[], row: Value[], references: ServerReferences): void {
  writer.ub1(ROW_DATA);
  types.forEach((type, index) => {
    encodeColumnValue(writer, type, row[index] ?? null, references);
  });
}

/** Values that one execution of a PL/SQL block gave its OUT binds. */
export function encodeOutRow(
  writer: ByteWriter,
  outs: { type: WireType; isArray: boolean; value: BindValue }[],
  references: ServerReferences,
): void {
  writer.ub1(ROW_DATA);
  for (const { type, isArray, value } of outs) {
    if (!isArray) {
      if (Array.isArray(value)) throw new TypeError('an array for a bind that is none');
      encodeOutValue(writer, type, value, references);
      continue;
    }
    const elements = Array.isArray(value) ? value : [];
    writer.ub4(elements.length);
    for (const element of elements) encodeOutValue(writer, type, element, references);
  }
}

/** What one execution of a DML returned: for each RETURNING target, a value for each affected row. */
export function encodeReturnedRow(
  writer: ByteWriter,
  types: WireType[],
  rows: Value[][],
  references: ServerReferences,
): void {
  writer.ub1(ROW_DATA);
  types.forEach((type, index) => {
    writer.ub4(rows.length);
    for (const row of rows) encodeOutValue(writer, type, row[index] ?? null, references);
  });
}
