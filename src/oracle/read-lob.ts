import type { Lob } from 'oracledb';

/** Characters (UTF-16 units) or bytes of one read. */
const PIECE = 250_000;

/**
 * Reads a LOB in pieces: the driver decodes an answer anew with each packet that arrives, so that one answer of many megabytes takes time
 * that grows with the square of its length.
 */
export async function readText(lob: Lob): Promise<string> {
  const pieces: string[] = [];
  let offset = 1;
  while (offset <= lob.length) {
    const piece = await lob.getData(offset, PIECE);
    if (typeof piece !== 'string' || piece === '') break;
    const whole = withoutHalfCharacter(piece);
    pieces.push(whole);
    offset += whole.length;
  }
  return pieces.join('');
}

export async function readBytes(lob: Lob): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let offset = 1;
  while (offset <= lob.length) {
    const piece = await lob.getData(offset, PIECE);
    if (!Buffer.isBuffer(piece) || piece.length === 0) break;
    pieces.push(piece);
    offset += piece.length;
  }
  return Buffer.concat(pieces);
}

/** A character of two units may be cut in the middle: its first half comes again with the next piece. */
function withoutHalfCharacter(piece: string): string {
  return piece.length > 1 && /[\uD800-\uDBFF\uFFFD]$/.test(piece) ? piece.slice(0, -1) : piece;
}
