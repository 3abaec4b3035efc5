import type { FromItem, JsonTableColumn } from './ast/query.ts';
import { parseExpression } from './parse-expression.ts';
import { parseJsonOptions } from './parse-json-function.ts';
import { parseCommaList } from './parse-name.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { Token } from './token.ts';
import type { TokenStream } from './token-stream.ts';

/** `JSON_TABLE ( expr [FORMAT JSON] [, path] [handlers] COLUMNS { ( column, … ) | column, … } )` */
export function parseJsonTable(stream: TokenStream): FromItem {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const document = parseExpression(stream);
  stream.accept('FORMAT', 'JSON');
  const path = stream.acceptSymbol(',') ? parsePath(stream) : undefined;
  const options = parseJsonOptions(stream);
  const columns = parseColumns(stream);
  stream.expectSymbol(')');
  return { kind: 'jsonTable', pos, document, ...(path !== undefined && { path }), columns, options };
}

function parsePath(stream: TokenStream): string {
  const token = stream.peek();
  if (token.kind === 'string') return stream.next().text;
  // `Part.Description`, `LineItems[*]`: a path without its `$.` and quotes, in the letters that it is written in.
  const start = stream.pos;
  stream.member(936);
  while (stream.atSymbol('.') || stream.atSymbol('[')) {
    if (stream.next().text === '.') stream.member(936);
    else {
      while (!stream.isAtEnd && !stream.atSymbol(']')) stream.next();
      stream.next();
    }
  }
  return `$.${stream.text.slice(start, stream.previousEnd)}`;
}

function parseColumns(stream: TokenStream): JsonTableColumn[] {
  stream.expect('COLUMNS');
  const inParentheses = stream.acceptSymbol('(');
  const columns = stream.nested(() => parseCommaList(stream, () => parseColumn(stream)));
  if (inParentheses) stream.expectSymbol(')');
  return columns;
}

/** A column may be called NESTED, too: then its type or another column follows. */
function isNested(stream: TokenStream): boolean {
  const following = stream.peek(1);
  if (following.kind === 'string' || following.kind === 'quoted' || stream.at('NESTED', 'PATH')) return true;
  return (
    following.kind === 'word' &&
    (stream.atSymbol('[', 2) || stream.atSymbol('.', 2) || isWord(stream.peek(2), 'COLUMNS'))
  );
}

function isWord(token: Token, word: string): boolean {
  return token.kind === 'word' && token.text === word;
}

/** `name FOR ORDINALITY | NESTED [PATH] path COLUMNS … | name [type] [EXISTS] [FORMAT JSON] [wrapper] [PATH path] [handlers]` */
function parseColumn(stream: TokenStream): JsonTableColumn {
  if (stream.at('NESTED') && isNested(stream)) {
    stream.next();
    stream.accept('PATH');
    return { kind: 'nested', path: parsePath(stream), columns: parseColumns(stream) };
  }
  const name = stream.identifier();
  const written = stream.text.slice(name.pos, stream.previousEnd);
  if (stream.accept('FOR', 'ORDINALITY')) return { kind: 'ordinality', name };
  const column: Extract<JsonTableColumn, { kind: 'value' }> = { kind: 'value', name, formatJson: false, exists: false };
  // The default path: the column's name in the letters that it is written in.
  column.path = `$.${written.startsWith('"') ? written : `"${written}"`}`;
  const hasType = !stream.atAny(['PATH', 'EXISTS', 'FORMAT']) && !stream.atSymbol(',') && !stream.atSymbol(')');
  if (hasType) column.type = parseTypeSpec(stream);
  column.exists = stream.accept('EXISTS');
  column.formatJson = stream.accept('FORMAT', 'JSON');
  const wrapper = parseJsonOptions(stream);
  if (stream.accept('PATH')) column.path = parsePath(stream);
  column.options = { ...wrapper, ...parseJsonOptions(stream) };
  return column;
}
