import type { ByteReader } from '../byte-reader.ts';

export type LobOperation =
  | 'length'
  | 'read'
  | 'trim'
  | 'write'
  | 'createTemporary'
  | 'freeTemporary'
  | 'chunkSize'
  | 'open'
  | 'close'
  | 'isOpen';

const OPERATIONS = new Map<number, LobOperation>([
  [0x0001, 'length'],
  [0x0002, 'read'],
  [0x0020, 'trim'],
  [0x0040, 'write'],
  [0x0110, 'createTemporary'],
  [0x0111, 'freeTemporary'],
  [0x4000, 'chunkSize'],
  [0x8000, 'open'],
  [0x10000, 'close'],
  [0x11000, 'isOpen'],
]);

const DATA = 14;

export type LobRequest = {
  kind: 'lob';
  operation: LobOperation | undefined;
  /** The number on the wire. */
  code: number;
  locator: Buffer;
  /** 1-based, in characters or bytes. For createTemporary: the character set form. */
  offset: number;
  /** For createTemporary: the type number. */
  targetOffset: number;
  /** Undefined where the message carries none. */
  amount: number | undefined;
  /** Of a write. */
  data: Buffer | undefined;
};

export function decodeLobRequest(reader: ByteReader): LobRequest {
  reader.message = 'LOB OPERATION';
  const hasLocator = reader.ub1() !== 0;
  const locatorLength = reader.ub4();
  reader.ub1();
  reader.ub4(); // length of the target locator
  reader.ub4();
  reader.ub4();
  const hasCharset = reader.ub1() !== 0;
  reader.skip(2);
  const code = reader.ub4();
  reader.skip(2);
  const offset = reader.ub8();
  const targetOffset = reader.ub8();
  const hasAmount = reader.ub1() !== 0;
  reader.skip(6);
  const locator = Buffer.from(reader.raw(hasLocator ? locatorLength : 0));
  if (hasCharset) reader.ub4();
  const operation = OPERATIONS.get(code);
  const data = operation === 'write' ? decodeData(reader) : undefined;
  const amount = hasAmount ? reader.ub8() : undefined;
  return { kind: 'lob', operation, code, locator, offset, targetOffset, amount, data };
}

function decodeData(reader: ByteReader): Buffer {
  const type = reader.ub1();
  if (type !== DATA) throw reader.fail(`message type ${type} where LOB data was expected`);
  return Buffer.from(reader.bytes() ?? Buffer.alloc(0));
}

/** The piggyback that frees temporary LOBs: their locators, one after the other. */
export function decodeFreeTemporaryLobs(reader: ByteReader): Buffer {
  reader.message = 'FREE TEMPORARY LOBS';
  reader.ub1();
  const size = reader.ub4();
  reader.ub1();
  reader.ub4();
  reader.ub4();
  reader.ub4();
  reader.skip(3);
  reader.ub4(); // operation
  reader.ub1();
  reader.ub4();
  reader.ub8();
  reader.ub8();
  reader.ub1();
  reader.ub1();
  reader.ub4();
  reader.ub1();
  reader.ub4();
  reader.ub1();
  reader.ub4();
  return Buffer.from(reader.raw(size));
}
