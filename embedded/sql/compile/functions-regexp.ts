import type { Expression } from '../../syntax/ast/expression.ts';
import { NUMBER } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { toInt, toText } from './convert.ts';
import { compileExpression } from './expression.ts';
import { at, type CallSite, type FunctionRules, rule } from './function-rule.ts';
import type { Scope } from './scope.ts';
import { isCharacterLob, varchar } from './type-classes.ts';
import { quoteText, type TypedSql, typed } from './typed-sql.ts';

/**
 * REGEXP_* . PostgreSQL's functions of the same names take the same arguments; what differs is the meaning of `.` and of the flags, and the
 * locale that decides about letters.
 */

/** Flags as SQL: Oracle's `.` stops at a line end unless 'n' is given; PostgreSQL's does not unless told to. */
function flags(pattern: TypedSql, parameter: TypedSql | undefined): string {
  if (parameter?.literal !== undefined || parameter === undefined || parameter.type.kind === 'NULL') {
    const given = parameter?.literal ?? '';
    if (/[^icnmx]/.test(given))
      throw new OracleError(1760, 'illegal argument for function', { offset: parameter?.pos });
    if (pattern.literal !== undefined) return quoteText(pgFlags(given, /(^|[^\\])(\\\\)*\./.test(pattern.literal)));
  }
  return `ora.regexp_flags(${pattern.sql}, ${parameter?.type.kind === 'NULL' || parameter === undefined ? "''::text" : parameter.sql})`;
}

function pgFlags(given: string, hasDot: boolean): string {
  const isInsensitive = given.lastIndexOf('i') > given.lastIndexOf('c');
  const isDotLimited = hasDot && !given.includes('n');
  const isMultiline = given.includes('m');
  const newline = isDotLimited ? (isMultiline ? 'n' : 'p') : isMultiline ? 'w' : '';
  return `${isInsensitive ? 'i' : 'c'}${newline}${given.includes('x') ? 'x' : ''}`;
}

function collated(sql: string): string {
  return `${sql} COLLATE "pg_c_utf8"`;
}

/** The expression itself: PostgreSQL reads `***` and `(?…)` at its start as directives, Oracle has neither. */
function text(input: TypedSql | undefined, site: { nls: CallSite['nls'] }): TypedSql {
  if (input === undefined) throw new Error('missing argument');
  return toText(input, site.nls);
}

/** REGEXP_LIKE, which is a condition. Undefined where the call is another. */
export function compileRegexpLike(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): string | undefined {
  const { callee } = expression;
  if (callee.kind !== 'name' || callee.name.parts.length !== 1 || callee.name.parts[0]?.name !== 'REGEXP_LIKE')
    return undefined;
  if (expression.arguments.length < 2)
    throw new OracleError(938, 'not enough arguments for function', { offset: expression.pos });
  const { nls } = scope.context;
  const inputs = expression.arguments.map((argument) => compileExpression(argument.value, scope));
  const source = text(inputs[0], { nls });
  const pattern = text(inputs[1], { nls });
  return `regexp_like(${collated(source.sql)}, ${pattern.sql}, ${flags(pattern, inputs[2])})`;
}

function compileSubstr(inputs: TypedSql[], site: CallSite): TypedSql {
  const { nls, pos } = site;
  const source = text(inputs[0], site);
  const pattern = text(inputs[1], site);
  const position = inputs[2] === undefined ? '1' : toInt(at(inputs, 2), nls);
  const occurrence = inputs[3] === undefined ? '1' : toInt(at(inputs, 3), nls);
  const group = inputs[5] === undefined ? '0' : toInt(at(inputs, 5), nls);
  const call = `regexp_substr(${collated(source.sql)}, ${pattern.sql}, ${position}, ${occurrence}, ${flags(pattern, inputs[4])}, ${group})`;
  const type = isCharacterLob(source.type)
    ? source.type
    : varchar('length' in source.type ? source.type.length : undefined);
  return typed(`(nullif(${call}, '') COLLATE "default")`, type, { pos });
}

function compileInstr(inputs: TypedSql[], site: CallSite): TypedSql {
  const { nls, pos } = site;
  const source = text(inputs[0], site);
  const pattern = text(inputs[1], site);
  const [position, occurrence, option] = [2, 3, 4].map((index) =>
    inputs[index] === undefined ? (index === 4 ? '0' : '1') : toInt(at(inputs, index), nls),
  );
  const group = inputs[6] === undefined ? '0' : toInt(at(inputs, 6), nls);
  const call = `regexp_instr(${collated(source.sql)}, ${pattern.sql}, ${position}, ${occurrence}, ${option}, ${flags(pattern, inputs[5])}, ${group})`;
  return typed(`(${call})::numeric`, NUMBER, { pos });
}

function compileReplace(inputs: TypedSql[], site: CallSite): TypedSql {
  const { nls, pos } = site;
  const source = text(inputs[0], site);
  const pattern = text(inputs[1], site);
  const replacement =
    inputs[2] === undefined || inputs[2].type.kind === 'NULL' ? "''::text" : text(inputs[2], site).sql;
  const position = inputs[3] === undefined ? '1' : toInt(at(inputs, 3), nls);
  const occurrence = inputs[4] === undefined ? '0' : toInt(at(inputs, 4), nls);
  const call = `regexp_replace(${collated(source.sql)}, ${pattern.sql}, coalesce(${replacement}, ''), ${position}, ${occurrence}, ${flags(pattern, inputs[5])})`;
  const type = isCharacterLob(source.type) ? source.type : varchar();
  return typed(`(nullif(${call}, '') COLLATE "default")`, type, { pos });
}

export const REGEXP_FUNCTIONS: FunctionRules = {
  REGEXP_SUBSTR: rule(2, 6, compileSubstr),
  REGEXP_INSTR: rule(2, 7, compileInstr),
  REGEXP_REPLACE: rule(2, 6, compileReplace),
  REGEXP_COUNT: rule(2, 4, (inputs, site) => {
    const source = text(inputs[0], site);
    const pattern = text(inputs[1], site);
    const position = inputs[2] === undefined ? '1' : toInt(at(inputs, 2), site.nls);
    return typed(
      `(regexp_count(${collated(source.sql)}, ${pattern.sql}, ${position}, ${flags(pattern, inputs[3])}))::numeric`,
      NUMBER,
      { pos: site.pos },
    );
  }),
};
