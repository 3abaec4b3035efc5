import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 2;
const TIME_ZONE_INDEX = 1;
/** A fixed offset of +00:00, laid out as an interval. */
const UTC = Buffer.from('800000003c3c3c80000000', 'hex');

/** Which representation of each type the client wants: of no concern, all are Oracle's own. */
export type DataTypeRequest = { sendsTimeZone: boolean };

export function decodeDataTypeRequest(reader: ByteReader): DataTypeRequest {
  reader.message = 'DATA TYPE NEGOTIATION';
  const type = reader.ub1();
  if (type !== MESSAGE) throw reader.fail(`message type ${type} where data types were expected`);
  reader.skip(5); // character sets, flags
  reader.bytes(); // compile-time capabilities
  const runtime = reader.bytes();
  const sendsTimeZone = ((runtime?.[TIME_ZONE_INDEX] ?? 0) & 1) !== 0;
  if (sendsTimeZone) reader.skip(UTC.length);
  for (;;) {
    if (reader.uint16be() === 0) return { sendsTimeZone };
    if (reader.uint16be() !== 0) reader.skip(4);
  }
}

export function encodeDataTypeReply(writer: ByteWriter, request: DataTypeRequest): void {
  writer.ub1(MESSAGE);
  if (request.sendsTimeZone) writer.raw(UTC);
  writer.uint16be(0);
}
