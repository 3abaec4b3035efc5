import type { Argument, Expression, JsonHandler, JsonOptions } from './ast/expression.ts';
import { parseAggregateClauses, parseOrderBy } from './parse-call.ts';
import { parseExpression, parseOperand } from './parse-expression.ts';
import { parseCommaList } from './parse-name.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

export const JSON_FUNCTIONS = new Set([
  'JSON_OBJECT',
  'JSON_ARRAY',
  'JSON_OBJECTAGG',
  'JSON_ARRAYAGG',
  'JSON_VALUE',
  'JSON_QUERY',
  'JSON_EXISTS',
  'JSON_SERIALIZE',
  'JSON_MERGEPATCH',
]);

/**
 * ```
 * JSON_OBJECT ( [ entry [, entry]… ] options ) | JSON_ARRAY ( [ expr [FORMAT JSON] ]… options ) | JSON_ARRAYAGG ( expr [FORMAT JSON] [ORDER BY …] options )
 * JSON_OBJECTAGG ( entry options ) | JSON_VALUE ( expr [FORMAT JSON] , path [PASSING …] options ) …
 * ```
 */
export function parseJsonFunction(stream: TokenStream): Expression {
  const word = stream.next();
  const name = word.text;
  const callee: Expression = {
    kind: 'name',
    pos: word.pos,
    name: { parts: [{ name, quoted: false, pos: word.pos }], pos: word.pos },
  };
  stream.expectSymbol('(');
  const hasEntries = name === 'JSON_OBJECT' || name === 'JSON_OBJECTAGG';
  const entries: Argument[] = [];
  while (!stream.atSymbol(')') && !atOptions(stream)) {
    entries.push(stream.nested(() => (hasEntries ? parseEntry(stream) : parseItem(stream))));
    if (!stream.acceptSymbol(',')) break;
  }
  const json = parseJsonOptions(stream);
  stream.expectSymbol(')');
  const call: Extract<Expression, { kind: 'call' }> = { kind: 'call', pos: word.pos, callee, arguments: entries, json };
  return stream.language === 'sql' ? parseAggregateClauses(stream, call) : call;
}

function atOptions(stream: TokenStream): boolean {
  return (
    stream.at('NULL', 'ON') ||
    stream.at('ABSENT', 'ON') ||
    stream.at('PRETTY') ||
    (stream.at('RETURNING') && !stream.atSymbol(',', 1) && !stream.atSymbol(')', 1))
  );
}

/** `[KEY] expr VALUE expr | expr : expr | column`, each with `[FORMAT JSON]` */
function parseEntry(stream: TokenStream): Argument {
  if (stream.atSymbol('*')) {
    const { pos } = stream.next();
    return { value: { kind: 'null', pos }, star: true };
  }
  // KEY is also a legal column name: as a keyword it is followed by the key's expression.
  const following = stream.peek(1);
  const isKeyword =
    stream.at('KEY') &&
    (following.kind === 'string' ||
      following.kind === 'quoted' ||
      following.kind === 'bind' ||
      (following.kind === 'word' && following.text !== 'VALUE' && following.text !== 'IS'));
  if (isKeyword) stream.next();
  const key = parseOperand(stream);
  if (stream.accept('VALUE') || stream.accept('IS') || stream.acceptSymbol(':')) {
    return withFormat(stream, { key, value: parseExpression(stream) });
  }
  // `JSON_OBJECT(name)`: the column's name is the key. A bind after a colon was read as such: `'a' : :x` has two colons.
  if (key.kind === 'name') {
    const last = key.name.parts.at(-1);
    return withFormat(stream, {
      key: { kind: 'string', pos: key.pos, value: last?.name ?? '', national: false },
      value: key,
    });
  }
  throw stream.fault(905, 'value');
}

function parseItem(stream: TokenStream): Argument {
  return withFormat(stream, { value: parseExpression(stream) });
}

function withFormat(stream: TokenStream, argument: Argument): Argument {
  return stream.accept('FORMAT', 'JSON') ? { ...argument, formatJson: true } : argument;
}

/** The clauses behind the arguments, in any order. */
export function parseJsonOptions(stream: TokenStream): JsonOptions {
  const options: JsonOptions = {};
  for (;;) {
    if (stream.at('ORDER')) options.orderBy = parseOrderBy(stream);
    else if (stream.at('RETURNING')) parseReturningType(stream, options);
    else if (stream.accept('NULL', 'ON', 'NULL')) options.onNull = 'NULL';
    else if (stream.accept('ABSENT', 'ON', 'NULL')) options.onNull = 'ABSENT';
    else if (stream.accept('STRICT')) options.strict = true;
    else if (stream.accept('PRETTY')) options.pretty = true;
    else if (stream.accept('ASCII') || stream.accept('TRUNCATE')) continue;
    else if (stream.accept('PASSING')) options.passing = parseCommaList(stream, () => parsePassing(stream));
    else if (stream.accept('WITH', 'UNIQUE')) {
      stream.expect('KEYS');
      options.uniqueKeys = true;
    } else if (stream.at('WITH') || stream.at('WITHOUT')) options.wrapper = parseWrapper(stream);
    else if (!parseJsonHandler(stream, options)) return options;
  }
}

/** `expr AS name` */
function parsePassing(stream: TokenStream): { value: Expression; name: string } {
  const value = parseExpression(stream);
  stream.expect('AS');
  return { value, name: stream.member().name };
}

function parseReturningType(stream: TokenStream, options: JsonOptions): void {
  stream.next();
  if (stream.accept('JSON')) options.returningJson = true;
  else options.returning = parseTypeSpec(stream);
}

/** `WITHOUT [ARRAY] WRAPPER | WITH [UNCONDITIONAL | CONDITIONAL] [ARRAY] WRAPPER` */
function parseWrapper(stream: TokenStream): NonNullable<JsonOptions['wrapper']> {
  const without = stream.next().text === 'WITHOUT';
  const conditional = stream.accept('CONDITIONAL');
  stream.accept('UNCONDITIONAL');
  stream.accept('ARRAY');
  stream.expect('WRAPPER');
  if (without) return 'WITHOUT';
  return conditional ? 'WITH CONDITIONAL' : 'WITH';
}

/** `{ NULL | ERROR | EMPTY [ARRAY | OBJECT] | TRUE | FALSE | DEFAULT expr } ON { ERROR | EMPTY | MISMATCH }`; false where none stands. */
function parseJsonHandler(stream: TokenStream, options: JsonOptions): boolean {
  let handler: JsonHandler;
  if (stream.accept('NULL')) handler = 'NULL';
  else if (stream.accept('ERROR')) handler = 'ERROR';
  else if (stream.accept('EMPTY', 'ARRAY')) handler = 'EMPTY ARRAY';
  else if (stream.accept('EMPTY', 'OBJECT')) handler = 'EMPTY OBJECT';
  else if (stream.accept('EMPTY')) handler = 'EMPTY';
  else if (stream.accept('TRUE')) handler = 'TRUE';
  else if (stream.accept('FALSE')) handler = 'FALSE';
  else if (stream.accept('DEFAULT')) handler = { default: parseOperand(stream) };
  else return false;
  stream.expect('ON');
  const event = stream.acceptAny(['ERROR', 'EMPTY', 'MISMATCH']);
  if (event === undefined) throw stream.fault(905);
  if (event === 'ERROR') options.onError = handler;
  else if (event === 'EMPTY') options.onEmpty = handler;
  return true;
}
