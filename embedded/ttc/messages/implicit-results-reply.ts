import type { ColumnDescription } from '../../sql/sql-engine.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { encodeDescription, type TypeNames } from './describe-reply.ts';

const MESSAGE = 27;

/** The open queries that a block returned by DBMS_SQL.RETURN_RESULT. */
export function encodeImplicitResults(
  writer: ByteWriter,
  results: { id: number; columns: ColumnDescription[] }[],
  types: TypeNames,
): void {
  writer.ub1(MESSAGE).ub4(results.length);
  for (const { id, columns } of results) {
    writer.ub1(0);
    encodeDescription(writer, columns, types);
    writer.ub2(id);
  }
}
