import type { ArithmeticOperator, Expression } from './ast/expression.ts';
import { CONDITION_PRECEDENCE, parseConditionTail } from './parse-condition.ts';
import { parsePrimary } from './parse-primary.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * Operator precedence, lowest first ("SQL Operators", "About SQL Conditions"; "Operator Precedence" of PL/SQL, which differs
 * only by `**`). Every binary operator associates to the left.
 */
const LOGICAL: Record<string, number> = { OR: 1, AND: 2 };
const NOT_PRECEDENCE = 3;
const ARITHMETIC: Record<string, number> = { '+': 5, '-': 5, '||': 5, '*': 6, '/': 6, '**': 8 };
const VALUE_PRECEDENCE = 5;
const MULTISET_PRECEDENCE = 5;
const MOD_PRECEDENCE = 6;
const UNARY_PRECEDENCE = 7;

/** `expr`: in SQL a value, in PL/SQL also a BOOLEAN expression. Throws ORA-00936 or PLS-00103 where none stands. */
export function parseExpression(stream: TokenStream): Expression {
  return stream.withConditions(false, () => parseOperators(stream, stream.conditionsAllowed ? 1 : VALUE_PRECEDENCE));
}

/** `condition`: a BOOLEAN expression. In SQL a plain value is refused with ORA-00920. */
export function parseCondition(stream: TokenStream): Expression {
  return stream.withConditions(true, () => {
    const condition = parseOperators(stream, 1);
    if (stream.language === 'sql' && !isCondition(condition)) throw stream.fault(920);
    return condition;
  });
}

/** An expression inside parentheses: whatever the surroundings allow. */
export function parseInner(stream: TokenStream): Expression {
  return parseOperators(stream, stream.conditionsAllowed ? 1 : VALUE_PRECEDENCE);
}

/** A value, in both languages: the operand of a condition. */
export function parseOperand(stream: TokenStream): Expression {
  return parseOperators(stream, VALUE_PRECEDENCE);
}

/**
 * ```
 * expr ::= unary | expr binary_operator expr | expr condition_tail
 * ```
 * Precedence climbing: reads everything that binds at least as tightly as `minimum`.
 */
export function parseOperators(stream: TokenStream, minimum: number): Expression {
  let left = stream.nested(() => parsePrefix(stream, minimum));
  for (;;) {
    const next = parseInfix(stream, left, minimum);
    if (next === undefined) return left;
    left = next;
  }
}

function parseInfix(stream: TokenStream, left: Expression, minimum: number): Expression | undefined {
  const token = stream.peek();
  if (token.kind === 'symbol') {
    const precedence = ARITHMETIC[token.text];
    if (precedence !== undefined && precedence >= minimum) {
      stream.next();
      const right = parseOperators(stream, token.text === '**' ? UNARY_PRECEDENCE : precedence + 1);
      return { kind: 'binary', pos: left.pos, operator: token.text as ArithmeticOperator, left, right };
    }
  } else if (token.kind === 'word') {
    const precedence = LOGICAL[token.text];
    if (precedence !== undefined && precedence >= minimum) return parseLogical(stream, left, precedence);
    if (token.text === 'MOD' && stream.language === 'plsql' && MOD_PRECEDENCE >= minimum)
      return parseModulo(stream, left);
    if (token.text === 'MULTISET' && MULTISET_PRECEDENCE >= minimum) return parseMultiset(stream, left);
  }
  return minimum <= CONDITION_PRECEDENCE ? parseConditionTail(stream, left) : undefined;
}

function parseLogical(stream: TokenStream, left: Expression, precedence: number): Expression {
  if (stream.language === 'sql' && !isCondition(left)) throw stream.fault(920);
  const operator = stream.next().text as 'AND' | 'OR';
  const right = parseOperators(stream, precedence + 1);
  if (stream.language === 'sql' && !isCondition(right)) throw stream.fault(920);
  return { kind: 'logical', pos: left.pos, operator, left, right };
}

/** `number MOD number`: PL/SQL's other way to write MOD(number, number), as tight as `*`. */
function parseModulo(stream: TokenStream, left: Expression): Expression {
  const { pos, text } = stream.next();
  const right = parseOperators(stream, MOD_PRECEDENCE + 1);
  const callee: Expression = { kind: 'name', pos, name: { parts: [{ name: text, quoted: false, pos }], pos } };
  return { kind: 'call', pos: left.pos, callee, arguments: [{ value: left }, { value: right }] };
}

/** `nested_table MULTISET { EXCEPT | INTERSECT | UNION } [ALL | DISTINCT] nested_table` */
function parseMultiset(stream: TokenStream, left: Expression): Expression {
  stream.next();
  const operator = stream.acceptAny(['UNION', 'INTERSECT', 'EXCEPT']);
  if (operator === undefined) throw stream.fault(905, 'UNION INTERSECT EXCEPT');
  const distinct = stream.accept('DISTINCT');
  if (!distinct) stream.accept('ALL');
  const right = parseOperators(stream, MULTISET_PRECEDENCE + 1);
  return { kind: 'multiset', pos: left.pos, operator, distinct, left, right };
}

/** `[+ | -] expr`, `PRIOR expr`, `CONNECT_BY_ROOT expr`, `NOT condition` */
function parsePrefix(stream: TokenStream, minimum: number): Expression {
  const pos = stream.pos;
  if (minimum <= NOT_PRECEDENCE && stream.accept('NOT')) {
    const operand = parseOperators(stream, NOT_PRECEDENCE);
    if (stream.language === 'sql' && !isCondition(operand)) throw stream.fault(920);
    return { kind: 'not', pos, operand };
  }
  for (const operator of ['-', '+'] as const) {
    if (stream.acceptSymbol(operator)) {
      return { kind: 'unary', pos, operator, operand: parseOperators(stream, UNARY_PRECEDENCE) };
    }
  }
  if (stream.language === 'sql') {
    if (stream.accept('PRIOR')) {
      return { kind: 'unary', pos, operator: 'PRIOR', operand: parseOperators(stream, UNARY_PRECEDENCE) };
    }
    if (stream.at('CONNECT_BY_ROOT')) {
      stream.next();
      return { kind: 'unary', pos, operator: 'CONNECT_BY_ROOT', operand: parseOperators(stream, UNARY_PRECEDENCE) };
    }
  }
  return parsePrimary(stream);
}

/** Kinds of expressions that are conditions: they have a truth value and, in SQL, no data type. */
export const CONDITION_KINDS: ReadonlySet<Expression['kind']> = new Set<Expression['kind']>([
  'comparison',
  'logical',
  'not',
  'isNull',
  'is',
  'between',
  'inList',
  'inQuery',
  'like',
  'exists',
  'member',
]);
/** Functions that are conditions ("Conditions", SQL Language Reference 19c). */
const CONDITION_FUNCTIONS = new Set([
  'REGEXP_LIKE',
  'JSON_EXISTS',
  'JSON_EQUAL',
  'JSON_TEXTCONTAINS',
  'LNNVL',
  'UPDATING',
]);
const CONDITION_NAMES = new Set(['INSERTING', 'UPDATING', 'DELETING']);

function isCondition(expression: Expression): boolean {
  if (CONDITION_KINDS.has(expression.kind)) return true;
  if (expression.kind === 'unsupported') return true;
  if (expression.kind === 'call' && expression.callee.kind === 'name') {
    return CONDITION_FUNCTIONS.has(expression.callee.name.parts.at(-1)?.name ?? '');
  }
  return expression.kind === 'name' && CONDITION_NAMES.has(expression.name.parts[0]?.name ?? '');
}
