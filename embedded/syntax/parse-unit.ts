import type { CreateUnitStatement, SyntaxErrorNote } from './ast/ddl.ts';
import type { QualifiedName } from './ast/expression.ts';
import type { PackageBody, PackageSpec, TypeBody, TypeDeclaration } from './ast/plsql.ts';
import { errorNotes } from './error-notes.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseObjectDefinition, parseTypeBody } from './parse-object-type.ts';
import { acceptClosingName, parseBody } from './parse-plsql-block.ts';
import { parseDeclarations } from './parse-plsql-declaration.ts';
import { parseDefinition } from './parse-plsql-type.ts';
import { skipParentheses } from './parse-special-function.ts';
import { parseAuthid, parseSubprogram } from './parse-subprogram.ts';
import { parseTrigger } from './parse-trigger.ts';
import { SyntaxFault } from './syntax-fault.ts';
import { TokenStream } from './token-stream.ts';

export type ParsedUnit = {
  unitType: CreateUnitStatement['unitType'];
  /** As written: may have a schema in front. */
  name: QualifiedName;
  /** Undefined where the source does not parse; then `syntaxErrors` has at least one entry, in the order of USER_ERRORS. */
  unit: CreateUnitStatement['unit'];
  syntaxErrors: SyntaxErrorNote[];
};

/**
 * Parses the source of a stored unit as *_SOURCE keeps it (`PROCEDURE p IS …`). Positions in the tree are offsets in `source`.
 * Throws SyntaxFault (ORA-04050) only where not even the name can be read.
 */
export function parseUnit(source: string): ParsedUnit {
  const { unitType, name } = readHeader(new TokenStream(source));
  const stream = new TokenStream(source);
  stream.countDistinctPlaceholders = true;
  try {
    const unit = stream.inPlsql(() => parseBySort(stream, unitType));
    if (!stream.isAtEnd) throw stream.unexpected();
    return { unitType, name, unit, syntaxErrors: [] };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { unitType, name, unit: undefined, syntaxErrors: errorNotes(error, source).reverse() };
  }
}

function readHeader(stream: TokenStream): Pick<ParsedUnit, 'unitType' | 'name'> {
  const word = stream.acceptAny(['PROCEDURE', 'FUNCTION', 'PACKAGE', 'TRIGGER', 'TYPE']);
  if (word === undefined) throw stream.fault(922);
  const hasBody = (word === 'PACKAGE' || word === 'TYPE') && stream.accept('BODY');
  return { unitType: hasBody ? `${word} BODY` : word, name: parseQualifiedName(stream, 4050) };
}

function parseBySort(stream: TokenStream, unitType: ParsedUnit['unitType']): ParsedUnit['unit'] {
  switch (unitType) {
    case 'PROCEDURE':
    case 'FUNCTION':
      return parseSubprogram(stream, 'standalone');
    case 'PACKAGE':
      return parsePackage(stream);
    case 'PACKAGE BODY':
      return parsePackageBody(stream);
    case 'TRIGGER':
      return parseTrigger(stream);
    case 'TYPE':
    case 'TYPE BODY':
      return parseType(stream);
  }
}

/** `PACKAGE [schema.]name [AUTHID …] [ACCESSIBLE BY …] { IS | AS } declarations END [name] ;` */
function parsePackage(stream: TokenStream): PackageSpec {
  const pos = stream.next().pos;
  const name = parseQualifiedName(stream);
  if (stream.accept('ACCESSIBLE', 'BY')) skipParentheses(stream);
  const authid = stream.at('AUTHID') ? parseAuthid(stream) : undefined;
  if (stream.accept('ACCESSIBLE', 'BY')) skipParentheses(stream);
  expectIsOrAs(stream);
  const { items } = parseDeclarations(stream);
  const end = finishPackage(stream);
  return { kind: 'packageSpec', pos, end, name, authid, declarations: items };
}

/** `PACKAGE BODY [schema.]name { IS | AS } declarations [BEGIN statements [EXCEPTION handlers]] END [name] ;` */
function parsePackageBody(stream: TokenStream): PackageBody {
  const pos = stream.next().pos;
  stream.next();
  const name = parseQualifiedName(stream);
  expectIsOrAs(stream);
  const { items } = parseDeclarations(stream);
  const body: PackageBody = { kind: 'packageBody', pos, end: pos, name, declarations: items };
  if (stream.at('BEGIN')) {
    body.initialization = parseBody(stream, stream.pos, { items: [], autonomous: false });
    stream.expectSymbol(';');
    body.end = stream.previousEnd;
  } else {
    body.end = finishPackage(stream);
  }
  return body;
}

function expectIsOrAs(stream: TokenStream): void {
  if (stream.acceptAny(['IS', 'AS']) === undefined) throw stream.unexpected('is as authid');
}

function finishPackage(stream: TokenStream): number {
  stream.expect('END');
  acceptClosingName(stream);
  stream.expectSymbol(';');
  return stream.previousEnd;
}

/** `TYPE [BODY] [schema.]name [FORCE] [AUTHID …] { IS | AS } { TABLE OF … | VARRAY ( n ) OF … | OBJECT … } [;]`, or `… UNDER …`. */
function parseType(stream: TokenStream): TypeDeclaration | TypeBody {
  const pos = stream.next().pos;
  const isBody = stream.accept('BODY');
  const qualified = parseQualifiedName(stream);
  if (isBody) return parseTypeBody(stream, pos, qualified);
  const name = qualified.parts.at(-1) ?? { name: '', quoted: false, pos };
  if (stream.isAtEnd || stream.atSymbol(';')) throw stream.unsupported('incomplete object types');
  parseTypeProperties(stream);
  if (stream.at('UNDER')) return { kind: 'type', pos, name, definition: parseObjectDefinition(stream, qualified) };
  expectIsOrAs(stream);
  if (stream.at('OPAQUE')) throw stream.unsupported('opaque types');
  const definition = stream.at('OBJECT') ? parseObjectDefinition(stream, qualified) : parseDefinition(stream);
  stream.acceptSymbol(';');
  return { kind: 'type', pos, name, definition };
}

/** `[FORCE] [OID 'text'] [AUTHID …] [ACCESSIBLE BY ( … )]`, in any order. */
function parseTypeProperties(stream: TokenStream): void {
  for (;;) {
    if (stream.accept('OID')) stream.next();
    else if (stream.at('AUTHID')) parseAuthid(stream);
    else if (stream.accept('ACCESSIBLE', 'BY')) skipParentheses(stream);
    else if (!stream.accept('FORCE')) return;
  }
}
