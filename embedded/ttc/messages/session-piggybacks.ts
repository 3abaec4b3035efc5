import type { ByteReader } from '../byte-reader.ts';

const CLEAR_CONTEXT = 0x2;
const MAX_IDS = 100_000;
const MAX_ENTRIES = 10_000;

/** Ids of cursors to close, or whose results to give up. */
export function decodeCursorIds(reader: ByteReader): number[] {
  reader.message = 'CLOSE CURSORS';
  reader.ub1();
  const count = reader.ub4();
  if (count > MAX_IDS) throw reader.fail(`${count} cursors`);
  return Array.from({ length: count }, () => reader.ub4());
}

export function decodeCurrentSchema(reader: ByteReader): string {
  reader.message = 'SET CURRENT SCHEMA';
  reader.ub1();
  return reader.textWithLength();
}

/** Only those that the client changed; null where it cleared one. */
export type EndToEndAttributes = {
  clientIdentifier?: string | null;
  module?: string | null;
  action?: string | null;
  clientInfo?: string | null;
  executionContextId?: string | null;
  databaseOperation?: string | null;
};

/** First all lengths, then the strings, in the same order. */
export function decodeEndToEndAttributes(reader: ByteReader): EndToEndAttributes {
  reader.message = 'END-TO-END ATTRIBUTES';
  reader.skip(2);
  reader.ub4(); // flags
  const lengths: { name: keyof EndToEndAttributes; length: number | undefined }[] = [];
  const readLength = (name: keyof EndToEndAttributes) => {
    const isSet = reader.ub1() !== 0;
    const length = reader.ub4();
    lengths.push({ name, length: isSet ? length : undefined });
  };
  readLength('clientIdentifier');
  readLength('module');
  readLength('action');
  readLength('executionContextId');
  reader.ub1();
  reader.ub4();
  readLength('clientInfo');
  reader.ub1();
  reader.ub4();
  reader.ub1();
  reader.ub4();
  readLength('databaseOperation');
  const attributes: EndToEndAttributes = {};
  for (const { name, length } of lengths) {
    if (length === undefined) continue;
    const text = length > 0 ? reader.text() : '';
    attributes[name] = text === '' ? null : text;
  }
  return attributes;
}

export type ApplicationContext = { namespace: string; entries: [string, string][]; isCleared: boolean };

export function decodeApplicationContext(reader: ByteReader): ApplicationContext {
  reader.message = 'APPLICATION CONTEXT';
  if (reader.ub1() !== 0) reader.ub4(); // length of the name
  reader.ub1();
  const count = reader.ub4();
  if (count > MAX_ENTRIES) throw reader.fail(`${count} entries`);
  const flags = reader.ub2();
  reader.ub1();
  const namespace = reader.text();
  const entries: [string, string][] = [];
  for (let index = 0; index < count; index++) {
    const key = reader.textWithLength();
    const value = reader.textWithLength();
    reader.ub4(); // flags
    entries.push([key, value]);
  }
  return { namespace, entries, isCleared: (flags & CLEAR_CONTEXT) !== 0 };
}
