import type { BindValue } from '../../session/database-session.ts';
import type { ByteReader } from '../byte-reader.ts';
import { isSentLast } from '../data-types/bind-type.ts';
import { type ClientReferences, decodeBindValue } from '../data-types/bind-value.ts';
import type { ColumnMetadata } from './column-metadata.ts';

const ROW_DATA = 7;

/** A bind in the order of the statement's placeholders. */
export type RowBind = {
  metadata: ColumnMetadata;
  /** False for RETURNING targets, and for OUT binds of a block that ran before: the client sends no value. */
  isSent: boolean;
};

/** Values for one iteration, in placeholder order; undefined where none is sent. */
export function decodeBindRow(
  reader: ByteReader,
  binds: RowBind[],
  options: {
    isPlsql: boolean;
    /** See isSentLast. */
    bytesPerNationalCharacter: number;
  },
  references: ClientReferences,
): (BindValue | undefined)[] {
  reader.message = 'bind row';
  const type = reader.ub1();
  if (type !== ROW_DATA) throw reader.fail(`message type ${type} where a bind row was expected`);
  const values = new Array<BindValue | undefined>(binds.length).fill(undefined);
  const isLast = ({ metadata }: RowBind) =>
    !options.isPlsql && !metadata.isArray && isSentLast(metadata, options.bytesPerNationalCharacter);
  for (const pass of [false, true]) {
    binds.forEach((bind, index) => {
      if (bind.isSent && isLast(bind) === pass) values[index] = decodeBindValue(reader, bind.metadata, references);
    });
  }
  return values;
}
