import type { NamedType } from '../../types/named-type.ts';
import type { ByteReader } from '../byte-reader.ts';

/** What a client says of a bind, or of a column in a define. */
export type ColumnMetadata = {
  /** Oracle's type number. */
  type: number;
  /** Character set form. */
  form: number;
  /** Bytes. */
  maxSize: number;
  isArray: boolean;
  maxElements: number;
  /** The id of a record, collection or object type. */
  typeIdentifier?: Buffer | undefined;
  /** That type, once it was looked up. */
  namedType?: NamedType | undefined;
};

const ARRAY_FLAG = 0x40;

export function decodeColumnMetadata(reader: ByteReader): ColumnMetadata {
  const type = reader.ub1();
  const flags = reader.ub1();
  reader.skip(2); // precision, scale: always 0
  const maxSize = reader.ub4();
  const maxElements = reader.ub4();
  reader.ub8(); // flags of LOB prefetch
  const identifier = reader.bytesWithLength();
  reader.ub2(); // its version
  reader.ub2(); // character set: see form
  const form = reader.ub1();
  reader.ub4(); // LOB prefetch length
  reader.ub4(); // column id
  const typeIdentifier = identifier === null ? undefined : Buffer.from(identifier);
  return { type, form, maxSize, isArray: (flags & ARRAY_FLAG) !== 0, maxElements, typeIdentifier };
}
