/** Text literals, quoted names and comments, in which a semicolon ends nothing. */
const OPAQUE =
  /n?q'\[[\s\S]*?\]'|n?q'\{[\s\S]*?\}'|n?q'\([\s\S]*?\)'|n?q'<[\s\S]*?>'|n?q'([^\s[{(<])[\s\S]*?\1'|'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\//giy;

/**
 * Offset of the semicolon that ends the statement: one at the end of the text (but for blanks and comments) that stands in no literal and
 * no comment. Undefined where there is none yet.
 */
export function findEndOfStatement(text: string): number | undefined {
  let index = 0;
  let semicolon: number | undefined;
  while (index < text.length) {
    OPAQUE.lastIndex = index;
    const opaque = OPAQUE.exec(text);
    if (opaque !== null) {
      const isComment = opaque[0].startsWith('--') || opaque[0].startsWith('/*');
      if (!isComment) semicolon = undefined;
      index += opaque[0].length;
      continue;
    }
    const char = text.charAt(index);
    // A literal or comment that was opened and not closed: more lines belong to the statement.
    if (char === "'" || char === '"' || text.startsWith('/*', index) || opensQuoteLiteral(text, index))
      return undefined;
    if (char === ';') semicolon = index;
    else if (!/\s/.test(char)) semicolon = undefined;
    index += 1;
  }
  return semicolon;
}

function opensQuoteLiteral(text: string, index: number): boolean {
  return /^q'/i.test(text.slice(index, index + 2)) && !/[\w$#]/.test(text.charAt(index - 1).replace(/n/i, ''));
}
