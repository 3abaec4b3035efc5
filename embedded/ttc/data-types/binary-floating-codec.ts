/** BINARY_FLOAT and BINARY_DOUBLE: IEEE 754, big-endian, with bits turned so that bytes sort as the numbers do. */

export function encodeBinaryFloat(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeFloatBE(value, 0);
  return toSortable(bytes);
}

export function encodeBinaryDouble(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(value, 0);
  return toSortable(bytes);
}

export function decodeBinaryFloat(bytes: Buffer): number | undefined {
  return bytes.length === 4 ? fromSortable(bytes).readFloatBE(0) : undefined;
}

export function decodeBinaryDouble(bytes: Buffer): number | undefined {
  return bytes.length === 8 ? fromSortable(bytes).readDoubleBE(0) : undefined;
}

function toSortable(bytes: Buffer): Buffer {
  return isSignSet(bytes) ? invert(bytes) : withSign(bytes, 0x80);
}

function fromSortable(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  return isSignSet(copy) ? withSign(copy, 0) : invert(copy);
}

function isSignSet(bytes: Buffer): boolean {
  return (bytes.readUInt8(0) & 0x80) !== 0;
}

function withSign(bytes: Buffer, sign: number): Buffer {
  bytes[0] = (bytes.readUInt8(0) & 0x7f) | sign;
  return bytes;
}

function invert(bytes: Buffer): Buffer {
  for (let index = 0; index < bytes.length; index++) bytes[index] = bytes.readUInt8(index) ^ 0xff;
  return bytes;
}
