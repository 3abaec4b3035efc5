import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 1;
const FAST_AUTHENTICATION = 34;
const PROTOCOL_VERSION = 6;
const CHARSET_AL32UTF8 = 873;
const CHARSET_AL16UTF16 = 2000;
/** The layout of all later messages: that of Oracle Database 19c. */
const FIELD_VERSION = 12;
const FIELD_VERSION_INDEX = 7;
const COMPILE_CAPABILITIES = 53;
const RUNTIME_CAPABILITIES = 7;
const RUNTIME_TIME_ZONE_INDEX = 1;
const RUNTIME_STRINGS_INDEX = 6;
/** VARCHAR2 values of up to 32767 bytes. */
const LONG_STRINGS = 4;
/** Characters of the banner; clients read no more. */
const MAX_BANNER = 46;

/** The client's first message. */
export type ProtocolRequest = { driver: string };

export function decodeProtocolRequest(reader: ByteReader): ProtocolRequest {
  reader.message = 'PROTOCOL NEGOTIATION';
  const type = reader.ub1();
  if (type === FAST_AUTHENTICATION) throw reader.fail('fast authentication was not offered');
  if (type !== MESSAGE) throw reader.fail(`message type ${type} where the conversation's first was expected`);
  for (let count = 0; reader.ub1() !== 0; count++) {
    if (count > 16) throw reader.fail('too many protocol versions');
  }
  return { driver: reader.terminatedText(256) };
}

/** Answers with the server's character sets and capabilities. */
export function encodeProtocolReply(writer: ByteWriter, banner: string): void {
  const compile = Buffer.alloc(COMPILE_CAPABILITIES);
  compile[FIELD_VERSION_INDEX] = FIELD_VERSION;
  const runtime = Buffer.alloc(RUNTIME_CAPABILITIES);
  runtime[RUNTIME_TIME_ZONE_INDEX] = 1;
  runtime[RUNTIME_STRINGS_INDEX] = LONG_STRINGS;
  // The national character set stands at offset 9 of a structure that is otherwise of no use to clients.
  const characterSets = Buffer.alloc(11);
  characterSets.writeUInt16BE(CHARSET_AL16UTF16, 9);
  writer.ub1(MESSAGE).ub1(PROTOCOL_VERSION).ub1(0);
  writer.raw(Buffer.from(banner.slice(0, MAX_BANNER), 'latin1')).ub1(0);
  writer.uint16le(CHARSET_AL32UTF8).ub1(0);
  writer.uint16le(0);
  writer.uint16be(characterSets.length).raw(characterSets);
  writer.bytes(compile).bytes(runtime);
}
