/** PostgreSQL keeps the first 63 bytes of a name. */
export function storageName(name: string): string {
  return Buffer.byteLength(name) <= 63
    ? name
    : Buffer.from(name)
        .subarray(0, 63)
        .toString('utf8')
        .replace(/\uFFFD+$/, '');
}
