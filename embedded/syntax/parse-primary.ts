import type { Expression, Identifier, IntervalField, QualifiedName } from './ast/expression.ts';
import { parseArguments, parseCallTail } from './parse-call.ts';
import { parseCondition, parseExpression, parseInner } from './parse-expression.ts';
import { parseCommaList, parseQualifiedName, withDatabaseLink } from './parse-name.ts';
import { atQueryContinuation, parseQuery, parseQueryAfter } from './parse-query.ts';
import { parseSpecialFunction } from './parse-special-function.ts';
import { parseInteger, parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * ```
 * primary ::= literal | bind | name | ( expr ) | ( expr, expr … ) | ( subquery ) | CASE … END | EXISTS ( subquery ) | CURSOR ( subquery )
 *           | NEW type ( … ) | special_function | primary ( arguments ) | primary . name | primary % attribute | primary AT TIME ZONE expr
 * ```
 */
export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.peek();
  switch (token.kind) {
    case 'string':
      stream.next();
      return parseSuffixes(stream, {
        kind: 'string',
        pos: token.pos,
        value: token.text,
        national: token.national === true,
      });
    case 'number':
      stream.next();
      return { kind: 'number', pos: token.pos, text: token.text, ...(token.suffix && { suffix: token.suffix }) };
    case 'bind':
      return parseSuffixes(stream, parseBind(stream));
    case 'symbol':
      if (token.text === '(') return parseSuffixes(stream, parseParenthesized(stream));
      break;
    case 'word':
    case 'quoted':
      return parseSuffixes(stream, parseWord(stream));
    case 'end':
      break;
  }
  throw stream.fault(936);
}

/** `:name [ [INDICATOR] :indicator ]` */
function parseBind(stream: TokenStream): Expression {
  const token = stream.next();
  return { kind: 'bind', pos: token.pos, name: token.text, index: token.index ?? 0 };
}

/** `( … )`: a value, a row of values, or a query. */
function parseParenthesized(stream: TokenStream): Expression {
  const pos = stream.expectSymbol('(').pos;
  const first = stream.nested(() => parseSubqueryOrExpression(stream, pos));
  if (stream.atSymbol(',') && first.kind !== 'subquery') {
    stream.next();
    const items = [first, ...parseCommaList(stream, () => parseExpression(stream))];
    stream.expectSymbol(')');
    return { kind: 'row', pos, items };
  }
  if (stream.language === 'plsql' && stream.accept('AS')) {
    const type = parseTypeSpec(stream);
    stream.expectSymbol(')');
    return { kind: 'upcast', pos, operand: first, type };
  }
  stream.expectSymbol(')');
  return first;
}

/**
 * What stands behind an opening parenthesis, up to its closing one or a comma. `((SELECT …) UNION …)` can only be told from
 * `((SELECT …) + 1)` once its first part is read.
 */
export function parseSubqueryOrExpression(stream: TokenStream, pos: number = stream.pos): Expression {
  if (stream.at('SELECT') || stream.at('WITH')) {
    return { kind: 'subquery', pos, query: stream.inSql(() => parseQuery(stream)) };
  }
  const first = parseInner(stream);
  if (first.kind === 'subquery' && atQueryContinuation(stream)) {
    return { kind: 'subquery', pos, query: stream.inSql(() => parseQueryAfter(stream, first.query)) };
  }
  return first;
}

/** Everything that starts with a word: literals, operators spelled as functions, names. */
function parseWord(stream: TokenStream): Expression {
  const token = stream.peek();
  const pos = token.pos;
  if (token.kind === 'quoted') return parseNameOrCall(stream);
  const following = stream.peek(1);
  switch (token.text) {
    case 'NULL':
      stream.next();
      return { kind: 'null', pos };
    case 'TRUE':
    case 'FALSE':
      if (stream.language === 'sql') break;
      stream.next();
      return { kind: 'boolean', pos, value: token.text === 'TRUE' };
    case 'DATE':
    case 'TIMESTAMP':
      if (following.kind !== 'string') break;
      stream.next();
      stream.next();
      return { kind: 'datetimeLiteral', pos, type: token.text, value: following.text };
    case 'INTERVAL':
      if (following.kind === 'string') return parseIntervalLiteral(stream);
      break;
    case 'CASE':
      return parseCase(stream);
    case 'EXISTS':
      if (stream.language === 'sql' && stream.atSymbol('(', 1)) return parseExists(stream);
      break;
    case 'CURSOR':
      if (stream.atSymbol('(', 1)) return parseCursorExpression(stream);
      break;
    case 'NEW':
      if (following.kind === 'word' && stream.atIdentifier(1)) return parseNew(stream);
      break;
    case 'SQL':
      if (stream.atSymbol('%', 1)) return simpleName(stream);
      break;
    case 'DEFAULT':
      // Only VALUES and SET take it; there it is resolved by the compiler.
      if (stream.language === 'sql') return simpleName(stream);
      break;
  }
  return parseSpecialFunction(stream) ?? parseNameOrCall(stream);
}

function simpleName(stream: TokenStream): Expression {
  const { text, pos } = stream.next();
  return { kind: 'name', pos, name: { parts: [{ name: text, quoted: false, pos }], pos } };
}

/** `[schema.][table.]column`, function without arguments, variable … */
function parseNameOrCall(stream: TokenStream): Expression {
  const pos = stream.pos;
  if (!stream.atIdentifier()) throw stream.fault(936);
  const parts: Identifier[] = [stream.identifier()];
  while (stream.atSymbol('.')) {
    if (stream.atSymbol('*', 1)) throw stream.fault(936);
    stream.next();
    parts.push(stream.member());
  }
  if (stream.language === 'sql' && parts.length >= 2 && stream.atSymbol('[')) return parseJsonPath(stream, parts, pos);
  const written =
    stream.language === 'sql' && parts.length >= 3 ? stream.text.slice(pos, stream.previousEnd) : undefined;
  const name: QualifiedName = withDatabaseLink(stream, { parts, pos, ...(written !== undefined && { written }) });
  return { kind: 'name', pos, name };
}

/** `alias.column[.key…] [ … ] [.key | [ … ]]…`: a path into JSON. */
function parseJsonPath(stream: TokenStream, parts: Identifier[], pos: number): Expression {
  while (stream.atSymbol('[') || stream.atSymbol('.')) {
    if (stream.next().text === '.') parts.push(stream.member());
    else {
      while (!stream.atSymbol(']')) {
        if (stream.isAtEnd) throw stream.fault(923);
        stream.next();
      }
      stream.next();
    }
  }
  return { kind: 'name', pos, name: { parts, pos, written: stream.text.slice(pos, stream.previousEnd) } };
}

/** Argument lists, fields, cursor attributes and `(+)` behind a primary, and AT TIME ZONE. */
function parseSuffixes(stream: TokenStream, start: Expression): Expression {
  let expression = start;
  for (;;) {
    if (stream.atSymbol('(')) {
      if (stream.atSymbol('+', 1) && stream.atSymbol(')', 2)) {
        expression = withOuterJoin(stream, expression);
      } else if (isCallable(expression)) {
        expression = parseCallTail(stream, expression);
      } else return expression;
    } else if (stream.atSymbol('.')) {
      stream.next();
      expression = { kind: 'field', pos: expression.pos, object: expression, field: stream.member() };
    } else if (stream.atSymbol('%')) {
      expression = parseCursorAttribute(stream, expression);
    } else if (stream.at('AT') && (stream.at('AT', 'TIME') || stream.at('AT', 'LOCAL'))) {
      expression = parseAtTimeZone(stream, expression);
    } else if (stream.at('COLLATE')) {
      expression = parseCollate(stream, expression);
    } else return expression;
  }
}

function isCallable(expression: Expression): boolean {
  return (
    expression.kind === 'name' ||
    expression.kind === 'call' ||
    expression.kind === 'field' ||
    expression.kind === 'bind' ||
    expression.kind === 'cursorAttribute'
  );
}

function withOuterJoin(stream: TokenStream, expression: Expression): Expression {
  if (expression.kind !== 'name' && expression.kind !== 'call') throw stream.fault(936);
  for (let count = 0; count < 3; count += 1) stream.next();
  return { ...expression, outerJoin: true };
}

const ATTRIBUTES = ['FOUND', 'NOTFOUND', 'ROWCOUNT', 'ISOPEN', 'BULK_ROWCOUNT', 'BULK_EXCEPTIONS'] as const;

/** `cursor % { FOUND | NOTFOUND | ROWCOUNT | ISOPEN | BULK_ROWCOUNT | BULK_EXCEPTIONS }` */
function parseCursorAttribute(stream: TokenStream, cursor: Expression): Expression {
  stream.next();
  const attribute = stream.acceptAny(ATTRIBUTES);
  if (attribute === undefined) throw stream.fault(911, 'FOUND NOTFOUND ROWCOUNT ISOPEN');
  return { kind: 'cursorAttribute', pos: cursor.pos, cursor, attribute };
}

/** `expr COLLATE name`, as a call that no function is called by. */
function parseCollate(stream: TokenStream, operand: Expression): Expression {
  const { pos, text } = stream.next();
  const collation = stream.identifier();
  const callee: Expression = { kind: 'name', pos, name: { parts: [{ name: text, quoted: false, pos }], pos } };
  const name: Expression = { kind: 'string', pos: collation.pos, value: collation.name, national: false };
  return { kind: 'call', pos: operand.pos, callee, arguments: [{ value: operand }, { value: name }] };
}

/** `expr AT { LOCAL | TIME ZONE expr }` */
function parseAtTimeZone(stream: TokenStream, operand: Expression): Expression {
  stream.next();
  if (stream.accept('LOCAL')) return { kind: 'atTimeZone', pos: operand.pos, operand, zone: 'LOCAL' };
  stream.expect('TIME');
  stream.expect('ZONE');
  return { kind: 'atTimeZone', pos: operand.pos, operand, zone: stream.nested(() => parsePrimary(stream)) };
}

const INTERVAL_FIELDS: readonly IntervalField[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

/** `INTERVAL 'value' field [(precision [, fraction])] [TO field [(fraction)]]` */
function parseIntervalLiteral(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  const value = stream.next().text;
  const from = parseIntervalField(stream);
  let fromPrecision: number | undefined;
  let secondPrecision: number | undefined;
  if (stream.acceptSymbol('(')) {
    fromPrecision = parseInteger(stream);
    if (stream.acceptSymbol(',')) secondPrecision = parseInteger(stream);
    stream.expectSymbol(')');
  }
  const to = stream.accept('TO') ? parseIntervalField(stream) : undefined;
  if (to !== undefined && stream.acceptSymbol('(')) {
    secondPrecision = parseInteger(stream);
    stream.expectSymbol(')');
  }
  return { kind: 'intervalLiteral', pos, value, from, fromPrecision, to, secondPrecision };
}

function parseIntervalField(stream: TokenStream): IntervalField {
  const field = stream.acceptAny(INTERVAL_FIELDS);
  if (field === undefined) throw stream.fault(905, 'YEAR MONTH DAY HOUR MINUTE SECOND');
  return field;
}

/** `CASE [expr] WHEN { expr | condition } THEN expr … [ELSE expr] END` */
function parseCase(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  return stream.nested(() => {
    const operand = stream.at('WHEN') ? undefined : parseExpression(stream);
    const branches: { when: Expression; then: Expression }[] = [];
    while (stream.accept('WHEN')) {
      const when = operand === undefined ? parseCondition(stream) : parseExpression(stream);
      stream.expect('THEN');
      // biome-ignore lint/suspicious/noThenProperty: the clause's name; the tree is never awaited
      branches.push({ when, then: parseExpression(stream) });
    }
    if (branches.length === 0) throw stream.fault(905, 'when');
    const otherwise = stream.accept('ELSE') ? parseExpression(stream) : undefined;
    stream.expect('END');
    return { kind: 'case', pos, operand, branches, otherwise };
  });
}

/** `EXISTS ( subquery )` */
function parseExists(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const query = stream.nested(() => parseQuery(stream));
  stream.expectSymbol(')');
  return { kind: 'exists', pos, query };
}

/** `CURSOR ( subquery )` */
function parseCursorExpression(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  stream.expectSymbol('(');
  const query = stream.nested(() => stream.inSql(() => parseQuery(stream)));
  stream.expectSymbol(')');
  return { kind: 'cursorExpression', pos, query };
}

/** `NEW type ( arguments )` */
function parseNew(stream: TokenStream): Expression {
  const pos = stream.next().pos;
  const type = parseQualifiedName(stream, 904);
  return { kind: 'new', pos, type, arguments: stream.atSymbol('(') ? parseArguments(stream) : [] };
}
