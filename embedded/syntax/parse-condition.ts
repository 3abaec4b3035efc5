import type { ComparisonOperator, Expression } from './ast/expression.ts';
import { parseExpression, parseOperand } from './parse-expression.ts';
import { parseCommaList } from './parse-name.ts';
import { parseSubqueryOrExpression } from './parse-primary.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

/** Between NOT (3) and `+ - ||` (5). */
export const CONDITION_PRECEDENCE = 4;

/** The spellings of the comparison operators. */
const COMPARISONS: Record<string, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '^=': '<>',
  '~=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const LIKE_OPERATORS = ['LIKE', 'LIKEC', 'LIKE2', 'LIKE4'] as const;

/**
 * What makes a condition of the value `left`; undefined where nothing of the kind follows.
 * ```
 * condition ::= expr comparison [ANY | SOME | ALL] expr | expr IS [NOT] NULL | expr [NOT] BETWEEN expr AND expr
 *             | expr [NOT] IN ( … ) | expr [NOT] LIKE expr [ESCAPE expr] | expr [NOT] MEMBER [OF] expr | expr [NOT] SUBMULTISET [OF] expr
 * ```
 */
export function parseConditionTail(stream: TokenStream, left: Expression): Expression | undefined {
  const token = stream.peek();
  if (token.kind === 'symbol') {
    const operator = COMPARISONS[token.text];
    return operator === undefined ? undefined : parseComparison(stream, left, operator);
  }
  if (token.kind !== 'word') return undefined;
  if (token.text === 'IS') return parseIs(stream, left);
  const negated = token.text === 'NOT';
  const word = negated ? stream.peek(1) : token;
  if (word.kind !== 'word' || !isNegatable(word.text)) return undefined;
  if (negated) stream.next();
  return parseNegatable(stream, left, negated);
}

function isNegatable(word: string): boolean {
  return (
    word === 'IN' ||
    word === 'BETWEEN' ||
    word === 'MEMBER' ||
    word === 'SUBMULTISET' ||
    LIKE_OPERATORS.some((operator) => operator === word)
  );
}

function parseNegatable(stream: TokenStream, operand: Expression, negated: boolean): Expression {
  const pos = operand.pos;
  if (stream.accept('IN')) return parseIn(stream, operand, negated);
  if (stream.accept('BETWEEN')) {
    const low = parseOperand(stream);
    stream.expect('AND');
    return { kind: 'between', pos, operand, low, high: parseOperand(stream), negated };
  }
  const like = stream.acceptAny(LIKE_OPERATORS);
  if (like !== undefined) {
    const pattern = parseOperand(stream);
    const escapeCharacter = stream.accept('ESCAPE') ? parseOperand(stream) : undefined;
    return { kind: 'like', pos, operator: like, operand, pattern, escape: escapeCharacter, negated };
  }
  const operator = stream.acceptAny(['MEMBER', 'SUBMULTISET']) ?? 'MEMBER';
  stream.accept('OF');
  return { kind: 'member', pos, operator, operand, collection: parseOperand(stream), negated };
}

/** `expr comparison { expr | { ANY | SOME | ALL } ( { expression_list | subquery } ) }`: the list of ANY and ALL is a row, also of one item. */
function parseComparison(stream: TokenStream, left: Expression, operator: ComparisonOperator): Expression {
  stream.next();
  const quantifierWord = stream.language === 'sql' ? stream.acceptAny(['ANY', 'SOME', 'ALL']) : undefined;
  if (quantifierWord === undefined) {
    return { kind: 'comparison', pos: left.pos, operator, left, right: parseOperand(stream) };
  }
  const quantifier = quantifierWord === 'ALL' ? 'ALL' : 'ANY';
  const pos = stream.pos;
  const list = parseListOrSubquery(stream);
  const right: Expression = Array.isArray(list) ? { kind: 'row', pos, items: list } : list;
  return { kind: 'comparison', pos: left.pos, operator, left, right, quantifier };
}

/** `expr [NOT] IN ( { expression_list | subquery } )`; a single value may stand without parentheses. */
function parseIn(stream: TokenStream, operand: Expression, negated: boolean): Expression {
  const pos = operand.pos;
  if (!stream.atSymbol('(')) {
    return { kind: 'inList', pos, operand, items: [parseOperand(stream)], negated };
  }
  const list = parseListOrSubquery(stream);
  if (Array.isArray(list)) return { kind: 'inList', pos, operand, items: list, negated };
  return { kind: 'inQuery', pos, operand, query: list.query, negated };
}

function parseListOrSubquery(stream: TokenStream): Expression[] | Extract<Expression, { kind: 'subquery' }> {
  stream.expectSymbol('(');
  const first = parseSubqueryOrExpression(stream);
  if (first.kind === 'subquery' && stream.acceptSymbol(')')) return first;
  const items = [first];
  if (stream.acceptSymbol(',')) items.push(...parseCommaList(stream, () => parseExpression(stream)));
  stream.expectSymbol(')');
  return items;
}

/** `expr IS [NOT] { NULL | TRUE | FALSE | NAN | INFINITE | JSON | EMPTY | A SET | DANGLING }` */
function parseIs(stream: TokenStream, operand: Expression): Expression | undefined {
  const pos = operand.pos;
  const negated = stream.at('IS', 'NOT');
  const word = stream.peek(negated ? 2 : 1);
  const test = word.kind === 'word' ? word.text : '';
  const isKnown = ['NULL', 'TRUE', 'FALSE', 'NAN', 'INFINITE', 'JSON', 'EMPTY', 'A', 'DANGLING'].includes(test);
  // `CURSOR c RETURN t%ROWTYPE IS SELECT` and the like: this IS belongs to somebody else.
  if (test === 'OF') return parseIsOf(stream, operand, negated);
  if (!isKnown) {
    if (stream.language === 'plsql') return undefined;
    stream.next();
    throw stream.fault(908);
  }
  for (let count = negated ? 3 : 2; count > 0; count -= 1) stream.next();
  switch (test) {
    case 'NULL':
      return { kind: 'isNull', pos, operand, negated };
    case 'A':
      stream.expect('SET');
      return { kind: 'is', pos, operand, test: 'A SET', negated };
    case 'JSON':
      // The tests differ in details that this database does not keep apart.
      if (!stream.accept('STRICT')) stream.accept('LAX');
      if (stream.accept('WITH') || stream.accept('WITHOUT')) {
        stream.expect('UNIQUE');
        stream.expect('KEYS');
        throw stream.unsupported('IS JSON WITH UNIQUE KEYS', pos);
      }
      return { kind: 'is', pos, operand, test: 'JSON', negated };
    default:
      return { kind: 'is', pos, operand, test: test as 'TRUE', negated };
  }
}

/** `expr IS [NOT] OF [TYPE] ( [ONLY] type, … )` */
function parseIsOf(stream: TokenStream, operand: Expression, negated: boolean): Expression {
  for (let count = negated ? 3 : 2; count > 0; count -= 1) stream.next();
  stream.accept('TYPE');
  stream.expectSymbol('(');
  const types = parseCommaList(stream, () => {
    const isOnly = stream.accept('ONLY');
    return { type: parseTypeSpec(stream), isOnly };
  });
  stream.expectSymbol(')');
  return { kind: 'isOf', pos: operand.pos, operand, types, negated };
}
