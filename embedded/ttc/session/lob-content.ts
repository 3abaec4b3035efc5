type Content = string | Buffer;

/** All strings or all Buffers. */
export function joinPieces(pieces: Content[]): Content {
  if (pieces.length === 1 && pieces[0] !== undefined) return pieces[0];
  if (typeof pieces[0] === 'string') return pieces.join('');
  return Buffer.concat(pieces.filter((piece) => Buffer.isBuffer(piece)));
}

/** `content` with `data` written over it at `offset`, which may lie behind its end: spaces or zero bytes fill the gap. */
export function splice(content: Content, offset: number, data: Content): Content {
  if (typeof content === 'string') {
    const text = typeof data === 'string' ? data : data.toString('utf8');
    return content.slice(0, offset).padEnd(offset, ' ') + text + content.slice(offset + text.length);
  }
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  const result = Buffer.alloc(Math.max(content.length, offset + bytes.length));
  content.copy(result);
  bytes.copy(result, offset);
  return result;
}
