import type { Expression, Identifier } from './ast/expression.ts';
import type { FromItem } from './ast/query.ts';
import { parseExpression } from './parse-expression.ts';
import { parseColumnList, parseCommaList } from './parse-name.ts';
import type { TokenStream } from './token-stream.ts';

type Aliased = { expression: Expression; alias?: Identifier | undefined };

/** `PIVOT ( aggregate [[AS] alias] [, …] FOR { column | ( column, … ) } IN ( { expr | ( expr, … ) } [[AS] alias] [, …] ) )` */
export function parsePivot(stream: TokenStream, source: FromItem): FromItem {
  const pos = stream.next().pos;
  if (stream.at('XML')) throw stream.unsupported('PIVOT XML');
  stream.expectSymbol('(');
  const aggregates = parseCommaList(stream, () => parseAliased(stream));
  stream.expect('FOR');
  const columns = stream.atSymbol('(') ? parseColumnList(stream) : [stream.identifier()];
  stream.expect('IN');
  stream.expectSymbol('(');
  if (stream.at('ANY') || stream.at('SELECT')) throw stream.unsupported('PIVOT … IN (subquery)');
  const values = parseCommaList(stream, () => {
    const { expression, alias } = parseAliased(stream);
    return { expressions: expression.kind === 'row' ? expression.items : [expression], alias };
  });
  stream.expectSymbol(')');
  stream.expectSymbol(')');
  return { kind: 'pivot', pos, source, aggregates, columns, values };
}

function parseAliased(stream: TokenStream): Aliased {
  const expression = parseExpression(stream);
  if (stream.accept('AS')) return { expression, alias: stream.identifier() };
  return stream.atIdentifier() ? { expression, alias: stream.identifier() } : { expression };
}

/** `UNPIVOT [{ INCLUDE | EXCLUDE } NULLS] ( column FOR column IN ( column [AS literal] [, …] ) )` */
export function parseUnpivot(stream: TokenStream, source: FromItem): FromItem {
  const pos = stream.next().pos;
  const includeNulls = stream.accept('INCLUDE');
  if (includeNulls || stream.accept('EXCLUDE')) stream.expect('NULLS');
  stream.expectSymbol('(');
  const valueColumns = stream.atSymbol('(') ? parseColumnList(stream) : [stream.identifier()];
  stream.expect('FOR');
  const nameColumn = stream.identifier();
  stream.expect('IN');
  stream.expectSymbol('(');
  const columns = parseCommaList(stream, () => {
    const names = stream.atSymbol('(') ? parseColumnList(stream) : [stream.identifier()];
    return stream.accept('AS') ? { columns: names, value: parseExpression(stream) } : { columns: names };
  });
  stream.expectSymbol(')');
  stream.expectSymbol(')');
  return { kind: 'unpivot', pos, source, includeNulls, valueColumns, nameColumn, columns };
}
