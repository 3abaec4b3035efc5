import type { QualifiedName, TypeSpec } from './ast/expression.ts';
import type { MethodFacts, ObjectDefinition, Parameter, Subprogram, TypeBody } from './ast/plsql.ts';
import { parseQualifiedName } from './parse-name.ts';
import { acceptClosingName, parseBody } from './parse-plsql-block.ts';
import { parseDeclarations } from './parse-plsql-declaration.ts';
import { skipParentheses } from './parse-special-function.ts';
import { parseSubprogramHeader } from './parse-subprogram.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

/** Object types ("CREATE TYPE Statement", "CREATE TYPE BODY Statement", PL/SQL Language Reference). */

/** `{ OBJECT | UNDER supertype } [( element, … )] [[NOT] FINAL] [[NOT] INSTANTIABLE] [;]`, from behind IS. */
export function parseObjectDefinition(stream: TokenStream, name: QualifiedName): ObjectDefinition {
  const supertype = stream.accept('UNDER') ? parseQualifiedName(stream) : undefined;
  if (supertype === undefined) stream.expect('OBJECT');
  const definition: ObjectDefinition = {
    kind: 'object',
    supertype,
    attributes: [],
    methods: [],
    isFinal: true,
    isInstantiable: true,
  };
  if (stream.acceptSymbol('(')) {
    do parseElement(stream, definition, ownType(name));
    while (stream.acceptSymbol(','));
    stream.expectSymbol(')');
  }
  const { isFinal, isInstantiable } = parseModifiers(stream);
  definition.isFinal = isFinal ?? true;
  definition.isInstantiable = isInstantiable;
  stream.acceptSymbol(';');
  return definition;
}

function ownType(name: QualifiedName): TypeSpec {
  return { kind: 'named', pos: name.pos, name, arguments: [] };
}

/** An attribute, a method or a pragma. */
function parseElement(stream: TokenStream, definition: ObjectDefinition, self: TypeSpec): void {
  if (stream.accept('PRAGMA')) {
    stream.next();
    skipParentheses(stream);
    return;
  }
  if (isMethodNext(stream)) {
    definition.methods.push(parseMethodHeader(stream, self));
    return;
  }
  const name = stream.member();
  definition.attributes.push({ name, type: parseTypeSpec(stream) });
}

const MODIFIERS = ['NOT', 'FINAL', 'OVERRIDING', 'INSTANTIABLE'];
const ROLES = ['MEMBER', 'STATIC', 'CONSTRUCTOR', 'MAP', 'ORDER'] as const;

/** An attribute may have the name of such a word: a type follows it then. */
function isMethodNext(stream: TokenStream): boolean {
  const isWord = stream.atAny([...MODIFIERS, ...ROLES]);
  return isWord && [...MODIFIERS, ...ROLES, 'FUNCTION', 'PROCEDURE'].includes(stream.peek(1).text);
}

function parseModifiers(stream: TokenStream): {
  isFinal: boolean | undefined;
  isInstantiable: boolean;
  isOverriding: boolean;
} {
  const found = { isFinal: undefined as boolean | undefined, isInstantiable: true, isOverriding: false };
  for (;;) {
    const isNegated = stream.accept('NOT');
    if (stream.accept('FINAL')) found.isFinal = !isNegated;
    else if (stream.accept('INSTANTIABLE')) found.isInstantiable = !isNegated;
    else if (stream.accept('OVERRIDING')) found.isOverriding = !isNegated;
    else if (isNegated) throw stream.unexpected('final instantiable overriding');
    else return found;
  }
}

/** `[modifier]… { MEMBER | STATIC | CONSTRUCTOR | { MAP | ORDER } MEMBER } { FUNCTION | PROCEDURE } header` */
function parseMethodHeader(stream: TokenStream, self: TypeSpec): Subprogram {
  const modifiers = parseModifiers(stream);
  const role = stream.acceptAny([...ROLES]) as MethodFacts['role'] | undefined;
  if (role === undefined) throw stream.unexpected('member static constructor map order');
  if (role === 'MAP' || role === 'ORDER') stream.expect('MEMBER');
  if (!stream.atAny(['FUNCTION', 'PROCEDURE'])) throw stream.unexpected('function procedure');
  const subprogram = parseSubprogramHeader(stream, 'nested', self);
  subprogram.method = { ...modifiers, isFinal: modifiers.isFinal ?? false, role };
  addSelf(subprogram, role, self);
  return subprogram;
}

/** SELF is IN for functions, IN OUT for procedures and constructors, unless it is declared. */
function addSelf(subprogram: Subprogram, role: MethodFacts['role'], type: TypeSpec): void {
  const { parameters, kind, pos } = subprogram;
  if (role === 'STATIC' || parameters[0]?.name.name === 'SELF') return;
  const isChanged = kind === 'procedure' || role === 'CONSTRUCTOR';
  const self: Parameter = {
    pos,
    name: { name: 'SELF', quoted: false, pos },
    mode: isChanged ? 'IN OUT' : 'IN',
    noCopy: role === 'CONSTRUCTOR',
    type,
  };
  subprogram.parameters = [self, ...parameters];
}

/** `TYPE BODY [schema.]name { IS | AS } method ; … END [name] ;`, from behind the name. */
export function parseTypeBody(stream: TokenStream, pos: number, name: QualifiedName): TypeBody {
  if (stream.acceptAny(['IS', 'AS']) === undefined) throw stream.unexpected('is as');
  const methods: Subprogram[] = [];
  while (!stream.at('END')) methods.push(parseMethod(stream, ownType(name)));
  stream.expect('END');
  acceptClosingName(stream);
  stream.expectSymbol(';');
  return { kind: 'typeBody', pos, end: stream.previousEnd, name, methods };
}

function parseMethod(stream: TokenStream, self: TypeSpec): Subprogram {
  const method = parseMethodHeader(stream, self);
  if (stream.acceptAny(['IS', 'AS']) === undefined) throw stream.unexpected('is as');
  if (stream.at('LANGUAGE')) throw stream.unsupported('external methods');
  const bodyPos = stream.pos;
  method.body = stream.nested(() => parseBody(stream, bodyPos, parseDeclarations(stream)));
  stream.expectSymbol(';');
  method.end = stream.previousEnd;
  return method;
}
