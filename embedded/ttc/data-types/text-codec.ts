/** Character set forms: how text is encoded on the wire. 0 is for what is no text. */
export const FORM = { none: 0, implicit: 1, national: 2 } as const;

/** The database character set AL32UTF8, or AL16UTF16 for the national form. */
export function encodeText(text: string, form: number): Buffer {
  if (form === FORM.national) return encodeUtf16(text);
  return Buffer.from(text, 'utf8');
}

export function decodeText(bytes: Buffer, form: number): string {
  return form === FORM.national ? decodeUtf16(bytes) : bytes.toString('utf8');
}

/** Big-endian. Unlike UTF-8 it can carry half a surrogate pair, which a piece of a CLOB may end with. */
export function encodeUtf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** A lone last byte is dropped. */
export function decodeUtf16(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');
}
