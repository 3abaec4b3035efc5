import type { Identifier, QualifiedName } from './ast/expression.ts';
import type { SyntaxFaultCode } from './syntax-fault.ts';
import type { TokenStream } from './token-stream.ts';

/** `[schema.]object[.part …][@dblink]`. `code` is SQL's error where no name stands. */
export function parseQualifiedName(stream: TokenStream, code: SyntaxFaultCode = 903): QualifiedName {
  const first = stream.identifier(code);
  const parts = [first];
  while (stream.atSymbol('.') && !stream.atSymbol('*', 1)) {
    stream.next();
    parts.push(stream.member());
  }
  return withDatabaseLink(stream, { parts, pos: first.pos });
}

/** `@link[.domain …]`, kept so that it can be refused by name. */
export function withDatabaseLink(stream: TokenStream, name: QualifiedName): QualifiedName {
  if (!stream.acceptSymbol('@')) return name;
  let link = stream.member().name;
  while (stream.acceptSymbol('.')) link += `.${stream.member().name}`;
  return { ...name, databaseLink: link };
}

/** `( name [, name]… )` */
export function parseColumnList(stream: TokenStream): Identifier[] {
  stream.expectSymbol('(');
  const columns = parseCommaList(stream, () => stream.identifier());
  stream.expectSymbol(')');
  return columns;
}

/** `item [, item]…` */
export function parseCommaList<T>(stream: TokenStream, parseItem: () => T): T[] {
  const items = [parseItem()];
  while (stream.acceptSymbol(',')) items.push(parseItem());
  return items;
}
