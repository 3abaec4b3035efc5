import type { FromItem, JsonTableColumn } from './ast/query.ts';
import { parseExpression } from './parse-expression.ts';
import { parseJsonOptions } from './parse-json-function.ts';
import { parseCommaList } from './parse-name.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
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
  if (token.kind !== 'string') throw stream.fault(936);
  stream.next();
  return token.text;
}

function parseColumns(stream: TokenStream): JsonTableColumn[] {
  stream.expect('COLUMNS');
  const inParentheses = stream.acceptSymbol('(');
  const columns = stream.nested(() => parseCommaList(stream, () => parseColumn(stream)));
  if (inParentheses) stream.expectSymbol(')');
  return columns;
}

/** `name FOR ORDINALITY | NESTED [PATH] path COLUMNS … | name [type] [EXISTS] [FORMAT JSON] [wrapper] [PATH path] [handlers]` */
function parseColumn(stream: TokenStream): JsonTableColumn {
  if (stream.at('NESTED') && (stream.at('NESTED', 'PATH') || stream.peek(1).kind === 'string')) {
    stream.next();
    stream.accept('PATH');
    return { kind: 'nested', path: parsePath(stream), columns: parseColumns(stream) };
  }
  const name = stream.identifier();
  if (stream.accept('FOR', 'ORDINALITY')) return { kind: 'ordinality', name };
  const column: Extract<JsonTableColumn, { kind: 'value' }> = { kind: 'value', name, formatJson: false, exists: false };
  const hasType = !stream.atAny(['PATH', 'EXISTS', 'FORMAT']) && !stream.atSymbol(',') && !stream.atSymbol(')');
  if (hasType) column.type = parseTypeSpec(stream);
  column.exists = stream.accept('EXISTS');
  column.formatJson = stream.accept('FORMAT', 'JSON');
  const wrapper = parseJsonOptions(stream);
  if (stream.accept('PATH')) column.path = parsePath(stream);
  column.options = { ...wrapper, ...parseJsonOptions(stream) };
  return column;
}
