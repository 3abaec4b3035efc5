import type { Expression } from '../../syntax/ast/expression.ts';
import type { NlsSettings } from '../../types/nls.ts';
import type { Scope } from './scope.ts';
import type { TypedSql } from './typed-sql.ts';

export type CallExpression = Extract<Expression, { kind: 'call' }>;

/** Where a function is called. */
export type CallSite = { expression: CallExpression; name: string; scope: Scope; nls: NlsSettings; pos: number };

/** How a function of Oracle is printed in PostgreSQL SQL. */
export type FunctionRule = {
  min: number;
  max: number;
  compile(inputs: TypedSql[], site: CallSite): TypedSql;
};

export type FunctionRules = Record<string, FunctionRule>;

export function rule(min: number, max: number, compile: FunctionRule['compile']): FunctionRule {
  return { min, max, compile };
}

/** An argument that the rule's `min` guarantees. */
export function at(inputs: TypedSql[], index: number): TypedSql {
  const input = inputs[index];
  if (input === undefined) throw new Error(`argument ${index} is missing`);
  return input;
}
