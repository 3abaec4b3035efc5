import type { Expression } from '../../syntax/ast/expression.ts';
import { NUMBER } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { StandardFunction } from '../../types/standard-function.ts';
import { findStandardFunction } from '../../types/standard-functions.ts';
import { compileAggregate, isAggregateCall } from './aggregate.ts';
import { ANALYTIC_ONLY, compileAnalytic } from './analytic.ts';
import { collectionElements } from './collection.ts';
import { convertOr } from './conversion-error.ts';
import { compileExpression } from './expression.ts';
import type { CallExpression, CallSite, FunctionRule, FunctionRules } from './function-rule.ts';
import { CONVERSION_FUNCTIONS } from './functions-conversion.ts';
import { DATETIME_FUNCTIONS } from './functions-datetime.ts';
import { compileJsonFunction, JSON_FUNCTION_NAMES } from './functions-json.ts';
import { MISC_FUNCTIONS } from './functions-misc.ts';
import { NUMBER_FUNCTIONS } from './functions-number.ts';
import { PACKAGE_FUNCTIONS } from './functions-package.ts';
import { REGEXP_FUNCTIONS } from './functions-regexp.ts';
import { STRING_FUNCTIONS } from './functions-string.ts';
import { compileJsonDot } from './json-dot.ts';
import { rowsOf } from './multiset.ts';
import { hostVariable } from './name.ts';
import { compileValue } from './object-value.ts';
import { invalidIdentifier } from './resolve-names.ts';
import type { Scope } from './scope.ts';
import { compileEvaluated, compileStoredFunction } from './stored-function.ts';
import { classOf } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

const FUNCTIONS: FunctionRules = {
  ...STRING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...DATETIME_FUNCTIONS,
  ...CONVERSION_FUNCTIONS,
  ...REGEXP_FUNCTIONS,
  ...MISC_FUNCTIONS,
};

const RULES = new Map<string, FunctionRule>(Object.entries(FUNCTIONS));
const PACKAGE_RULES = new Map<string, FunctionRule>(Object.entries(PACKAGE_FUNCTIONS));

/** `name(args)`: Oracle's own function, an element of a host collection, or a stored function. Throws ORA-00904 for anything else. */
export function compileCall(expression: CallExpression, scope: Scope): TypedSql {
  const { callee, pos } = expression;
  if (callee.kind !== 'name') return compileHostCall(expression, scope);
  const { parts } = callee.name;
  const single = parts.length === 1 ? parts[0] : undefined;
  if (single !== undefined && !single.quoted) {
    const site: CallSite = { expression, name: single.name, scope, nls: scope.context.nls, pos };
    const own = compileOwn(site);
    if (own !== undefined) return own;
  }
  const rule = packageRule(parts.map((part) => part.name));
  if (rule !== undefined && scope.context.names.resolveExpression(expression) === undefined) {
    return applyRule(rule, { expression, name: parts.at(-1)?.name ?? '', scope, nls: scope.context.nls, pos });
  }
  return compileHostCall(expression, scope);
}

function packageRule(names: string[]): FunctionRule | undefined {
  const local = names[0] === 'SYS' ? names.slice(1) : names;
  if (local.length !== 2) return undefined;
  if (local[0] === 'STANDARD') return RULES.get(local[1] ?? '');
  return PACKAGE_RULES.get(local.join('.'));
}

function compileOwn(site: CallSite): TypedSql | undefined {
  const { expression, name, pos } = site;
  if (isAggregateCall(name, expression)) return compileAggregate(site);
  if (expression.over !== undefined) return compileAnalytic(site);
  if (ANALYTIC_ONLY.has(name)) {
    throw new OracleError(30484, 'missing window specification for this function', { offset: pos });
  }
  if (JSON_FUNCTION_NAMES.has(name)) return compileJsonFunction(site);
  if (name === 'CARDINALITY' && expression.arguments.length === 1) return compileCardinality(site);
  if (name === 'GROUPING' || name === 'GROUPING_ID') return compileGrouping(site);
  if (name === 'VALUE') return compileValue(site);
  const rule = RULES.get(name);
  if (rule !== undefined) return applyRule(rule, site);
  const standard = findStandardFunction(name);
  // What gives a BOOLEAN in PL/SQL is a condition here.
  if (standard === undefined || name === 'REGEXP_LIKE') return undefined;
  return applyRule(evaluatedRule(standard), site);
}

/** A function that PostgreSQL has no counterpart of. */
function evaluatedRule(standard: StandardFunction): FunctionRule {
  return {
    min: standard.minArguments,
    max: standard.maxArguments,
    compile: (inputs, { scope, pos }) => compileEvaluated(standard, inputs, scope, pos),
  };
}

function applyRule(rule: FunctionRule, site: CallSite): TypedSql {
  const { expression, scope, pos } = site;
  const count = expression.arguments.length;
  if (count < rule.min || count > rule.max) {
    if (rule.min === rule.max) throw new OracleError(909, 'invalid number of arguments', { offset: pos });
    throw count < rule.min
      ? new OracleError(938, 'not enough arguments for function', { offset: pos })
      : new OracleError(939, 'too many arguments for function', { offset: pos });
  }
  const inputs = expression.arguments.map((argument) => compileExpression(argument.value, scope));
  const fallback = expression.arguments[0]?.fallback;
  return fallback === undefined ? rule.compile(inputs, site) : withFallback(rule, inputs, fallback, site);
}

/** `TO_NUMBER(x DEFAULT y ON CONVERSION ERROR, format)`: the default is converted as the value is. */
function withFallback(rule: FunctionRule, inputs: TypedSql[], fallback: Expression, site: CallSite): TypedSql {
  const [value, format, nls] = inputs;
  if (value === undefined || (value.type.kind !== 'NULL' && classOf(value.type) !== 'character')) {
    return rule.compile(inputs, site);
  }
  const convert = (from: TypedSql, by: TypedSql | undefined) =>
    rule.compile([from, ...(by === undefined ? [] : [by]), ...(nls === undefined ? [] : [nls])], site);
  const otherwise = convert(compileExpression(fallback, site.scope), format);
  return convertOr(convert, value, format, otherwise.sql);
}

/** CARDINALITY(collection). */
function compileCardinality({ expression, scope, pos }: CallSite): TypedSql {
  const elements = collectionElements(expression.arguments[0]?.value as Expression, scope);
  return typed(`(SELECT count(*)::numeric FROM (${rowsOf(elements, scope)}) s)`, NUMBER, { pos });
}

/** GROUPING(x), GROUPING_ID(x, y): bits of what the row's group leaves out. */
function compileGrouping({ expression, scope, pos }: CallSite): TypedSql {
  const inputs = expression.arguments.map((argument) => compileExpression(argument.value, scope));
  for (const input of inputs) {
    if (scope.groupTexts?.has(input.sql) !== true)
      throw new OracleError(979, 'not a GROUP BY expression', { offset: input.pos });
  }
  return typed(`grouping(${inputs.map((input) => input.sql).join(', ')})::numeric`, NUMBER, { pos, isNullable: false });
}

function compileHostCall(expression: CallExpression, scope: Scope): TypedSql {
  const variable = scope.context.names.resolveExpression(expression);
  if (variable !== undefined) return hostVariable(variable, scope, expression.pos);
  const call = compileStoredFunction(expression, scope);
  if (call !== undefined) return call;
  const { callee } = expression;
  if (callee.kind === 'name') {
    const inDocument = compileJsonDot(callee.name, scope, true);
    if (inDocument !== undefined) return inDocument;
    throw invalidIdentifier(callee.name);
  }
  throw new OracleError(904, 'invalid identifier', { offset: expression.pos });
}
