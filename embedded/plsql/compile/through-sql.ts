import type { Expression } from '../../syntax/ast/expression.ts';
import type { Query } from '../../syntax/ast/query.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Value } from '../../types/values.ts';
import type { Frame } from '../runtime/frame.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { asyncCode, type Code, evaluateAll } from './code.ts';
import type { Scope } from './scope.ts';
import { compileQuery } from './sql-compile.ts';

/** Expressions that PL/SQL has from SQL, which evaluates them: the SQL/JSON functions and conditions. */

const SQL_FUNCTIONS: ReadonlySet<string> = new Set([
  'JSON_VALUE',
  'JSON_QUERY',
  'JSON_OBJECT',
  'JSON_ARRAY',
  'JSON_EXISTS',
  'JSON_SERIALIZE',
  'JSON_MERGEPATCH',
]);
const CONDITIONS: ReadonlySet<string> = new Set(['JSON_EXISTS']);

export function isSqlFunction(name: string): boolean {
  return SQL_FUNCTIONS.has(name);
}

/** `SELECT expression FROM DUAL`. A condition becomes a BOOLEAN. */
export function compileThroughSql(expression: Expression, scope: Scope): Code {
  if (!isCondition(expression)) {
    const { code } = selectOne(expression, scope);
    return code;
  }
  const { pos } = expression;
  const number = (text: string): Expression => ({ kind: 'number', pos, text });
  const test: Expression = {
    kind: 'case',
    pos,
    branches: [branch(expression, number('1')), branch({ kind: 'not', pos, operand: expression }, number('0'))],
  };
  const { run } = selectOne(test, scope);
  return asyncCode(BOOLEAN, function* (frame) {
    const answer = yield* run(frame);
    return answer === null ? null : String(answer) === '1';
  });
}

type Branch = Extract<Expression, { kind: 'case' }>['branches'][number];

function branch(when: Expression, result: Expression): Branch {
  // biome-ignore lint/suspicious/noThenProperty: the name of the node's field
  return { when, then: result };
}

function isCondition(expression: Expression): boolean {
  if (expression.kind === 'is') return true;
  const callee = expression.kind === 'call' ? expression.callee : undefined;
  return callee?.kind === 'name' && CONDITIONS.has(callee.name.parts[0]?.name ?? '');
}

function selectOne(expression: Expression, scope: Scope): { code: Code; run: (frame: Frame) => Steps<Value> } {
  const { runtime } = scope.unit;
  const sql = compileQuery(queryOf(expression), scope);
  const run = function* (frame: Frame): Steps<Value> {
    const { compiled, inputs } = sql.current();
    const cursor = yield* wait(runtime.sql.openQuery(compiled, yield* evaluateAll(inputs, frame)));
    try {
      const rows = yield* wait(cursor.fetch(1));
      return rows[0]?.[0] ?? null;
    } finally {
      yield* wait(cursor.close());
    }
  };
  const type = sql.compiled.columns[0]?.type ?? { kind: 'NULL' as const };
  return { code: asyncCode(type, run), run };
}

function queryOf(expression: Expression): Query {
  const { pos } = expression;
  const dual = { parts: ['SYS', 'DUAL'].map((name) => ({ name, quoted: true, pos })), pos };
  return {
    kind: 'query',
    pos,
    end: pos,
    with: [],
    body: {
      kind: 'select',
      pos,
      distinct: false,
      items: [{ kind: 'expression', expression, text: 'X' }],
      from: [{ kind: 'table', pos, name: dual }],
      groupBy: [],
      windows: [],
    },
    orderBy: [],
  };
}
