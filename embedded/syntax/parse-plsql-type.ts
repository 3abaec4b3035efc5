import type { Expression, Identifier, TypeSpec } from './ast/expression.ts';
import type { TypeDeclaration } from './ast/plsql.ts';
import { parseCommaList } from './parse-name.ts';
import { parseDefault, parseNotNull } from './parse-plsql-declaration.ts';
import { parseInteger, parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

type Definition = TypeDeclaration['definition'];

/** `TYPE name IS { RECORD ( … ) | TABLE OF … | VARRAY ( n ) OF … | REF CURSOR … | ( value, … ) } ;` */
export function parseTypeDeclaration(stream: TokenStream): TypeDeclaration {
  const pos = stream.next().pos;
  const name = stream.identifier();
  stream.expect('IS');
  const definition = parseDefinition(stream);
  stream.expectSymbol(';');
  return { kind: 'type', pos, name, definition };
}

/** What stands behind IS. Shared by `TYPE … IS` of PL/SQL and CREATE TYPE. */
export function parseDefinition(stream: TokenStream): Definition {
  if (stream.accept('RECORD')) return { kind: 'record', fields: parseFields(stream) };
  if (stream.accept('TABLE')) return parseTable(stream);
  if (stream.accept('REF', 'CURSOR')) {
    return { kind: 'refCursor', returns: stream.accept('RETURN') ? parseTypeSpec(stream) : undefined };
  }
  if (stream.accept('VARRAY') || stream.accept('VARYING', 'ARRAY')) return parseVarray(stream);
  throw stream.unexpected('( array limited new private range record VARRAY table REF CURSOR');
}

/** `( field type [NOT NULL] [{ := | DEFAULT } expr] [, …] )` */
function parseFields(stream: TokenStream): Extract<Definition, { kind: 'record' }>['fields'] {
  stream.expectSymbol('(');
  const fields = parseCommaList(stream, () => parseField(stream));
  stream.expectSymbol(')');
  return fields;
}

function parseField(stream: TokenStream): {
  name: Identifier;
  type: TypeSpec;
  notNull: boolean;
  default?: Expression | undefined;
} {
  const name = stream.member();
  const type = parseTypeSpec(stream);
  const notNull = parseNotNull(stream);
  return { name, type, notNull, default: parseDefault(stream) };
}

/** `TABLE OF type [NOT NULL] [INDEX BY type]`, from OF on. */
function parseTable(stream: TokenStream): Definition {
  stream.expect('OF');
  const element = parseTypeSpec(stream);
  const elementNotNull = parseNotNull(stream);
  if (!stream.accept('INDEX', 'BY')) return { kind: 'nestedTable', element, elementNotNull };
  return { kind: 'associativeArray', element, elementNotNull, indexBy: parseTypeSpec(stream) };
}

/** `VARRAY ( n ) OF type [NOT NULL]`, from the parenthesis on. */
function parseVarray(stream: TokenStream): Definition {
  stream.expectSymbol('(');
  const limit = parseInteger(stream);
  stream.expectSymbol(')');
  stream.expect('OF');
  const element = parseTypeSpec(stream);
  return { kind: 'varray', element, elementNotNull: parseNotNull(stream), limit };
}
