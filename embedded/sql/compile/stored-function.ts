import type { Expression } from '../../syntax/ast/expression.ts';
import { type CollectionType, type DataType, NUMBER, type RecordType, type ScalarType } from '../../types/data-type.ts';
import { nameOfType } from '../../types/named-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { StandardFunction } from '../../types/standard-function.ts';
import type { HostVariable, StoredFunction } from '../sql-engine.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CallExpression } from './function-rule.ts';
import { findHostExpression } from './name.ts';
import type { CursorArgument, FunctionStep } from './parameters.ts';
import { compileQuery } from './query.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './type-classes.ts';
import { pgTypeName, type TypedSql, typed } from './typed-sql.ts';

/**
 * PL/SQL functions in SQL. PostgreSQL cannot call them, so they are called before the statement runs: once where the arguments are
 * the same for every row, else once for each combination of arguments that the block's rows have; the call becomes a lookup.
 */

type CallArguments = {
  values: (TypedSql | undefined)[];
  host: Map<number, { variable: HostVariable; index: number }>;
  cursors: Map<number, CursorArgument>;
};

/** A call of a stored function, or undefined where there is none of that name. */
export function compileStoredFunction(expression: CallExpression, scope: Scope): TypedSql | undefined {
  const isObjectSite = scope.objectSite === expression;
  const found = resolve(expression, scope);
  if (found === undefined) return undefined;
  const { target, inputs } = found;
  const objectType = objectTypeOf(target.returns);
  if (objectType !== undefined) {
    if (!isObjectSite) throw unimplemented('objects at this place in SQL', expression.pos);
    const { sql, isRowDependent } = stepCall(target, inputs, scope, expression.pos);
    const value = typed(sql, { kind: 'NULL' }, { pos: expression.pos, isRowDependent });
    return { ...value, objectType };
  }
  if (!isScalar(target.returns) || target.returns.kind === 'BOOLEAN') {
    throw new OracleError(902, 'invalid datatype', { offset: expression.pos });
  }
  return stepCall(target, inputs, scope, expression.pos);
}

/** Objects and collections of the schema are values for SQL; records and what packages declare are not. */
function objectTypeOf(type: DataType): RecordType | CollectionType | undefined {
  if (type.kind === 'RECORD') return type.object === undefined ? undefined : type;
  if (type.kind !== 'COLLECTION' || type.shape === 'ASSOCIATIVE ARRAY') return undefined;
  const name = nameOfType(type);
  return name === undefined || name.packageName !== undefined ? undefined : type;
}

/** A function of Oracle's own that is computed outside of PostgreSQL. */
export function compileEvaluated(standard: StandardFunction, values: TypedSql[], scope: Scope, pos: number): TypedSql {
  const types = values.map((value) => value.type);
  const target: StoredFunction = {
    name: standard.name,
    returns: standard.returns(types),
    parameterTypes: types,
    isDeterministic: true,
    key: standard,
  };
  return stepCall(target, { values, host: new Map(), cursors: new Map() }, scope, pos, standard);
}

/**
 * The call as a lookup in what a step before the statement yields. The select list and ORDER BY share the steps of GROUP BY and of the select list: the
 * same expression has the same text there.
 */
function stepCall(
  target: StoredFunction,
  inputs: CallArguments,
  scope: Scope,
  pos: number,
  standard?: StandardFunction,
): TypedSql {
  const { returns } = target;
  // An object is the number under which the run has it.
  const type: ScalarType = returns.kind === 'PLS_INTEGER' ? NUMBER : isScalar(returns) ? returns : { kind: 'NULL' };
  const isConstant = isSameForAllRows(inputs);
  const texts = inputs.values.map((value, index) => value?.sql ?? `#${inputs.host.get(index)?.index}`);
  const key = `${target.name}(${texts.join(', ')})`;
  const isShared = scope.groupTexts !== undefined || scope.selectAliases !== undefined;
  const { functionSteps, parameters } = scope.context;
  const known =
    inputs.cursors.size > 0 || !isShared
      ? undefined
      : functionSteps.find((entry) => entry.key === key && entry.context === scope.context);
  const argumentsKey = argumentsKeyOf(inputs);
  let token = known?.token;
  if (token === undefined) {
    const step = isConstant ? constantStep(target, inputs, scope) : rowStep(target, inputs, argumentsKey, scope, pos);
    step.standard = standard;
    step.isObject = objectTypeOf(returns) !== undefined;
    token = parameters.add({ kind: 'function', step }, isConstant ? pgTypeName(type) : 'jsonb');
    step.token = token;
    functionSteps.push({ key, context: scope.context, token, step });
  }
  if (isConstant) return typed(token, type, { pos });
  return typed(`ora.function_result(${token}, ${argumentsKey})::${pgTypeName(type)}`, type, {
    pos,
    isRowDependent: true,
  });
}

function isSameForAllRows(inputs: CallArguments): boolean {
  return inputs.values.every((value) => value === undefined || !value.isRowDependent);
}

/** SQL of the text by which the results of a call with these arguments are found. */
function argumentsKeyOf(inputs: CallArguments): string {
  return `jsonb_build_array(${inputs.values.map((value) => `(${value?.sql})::text`).join(', ')})::text`;
}

/**
 * A call whose result is a collection, for `TABLE(f(…))`. `key`: where its arguments depend on the rows of the items before it in FROM,
 * SQL of the text under which the step has the elements for a row.
 */
export function compileCollectionFunction(
  expression: Expression,
  scope: Scope,
): { step: FunctionStep; key: string | undefined } | undefined {
  const call: CallExpression | undefined =
    expression.kind === 'call'
      ? expression
      : expression.kind === 'name'
        ? { kind: 'call', pos: expression.pos, callee: expression, arguments: [] }
        : undefined;
  const found = call === undefined ? undefined : resolve(call, scope);
  if (found === undefined) return undefined;
  const { target, inputs } = found;
  const key = isSameForAllRows(inputs) ? undefined : argumentsKeyOf(inputs);
  const step =
    key === undefined ? constantStep(target, inputs, scope) : rowStep(target, inputs, key, scope, expression.pos);
  scope.context.functionSteps.push({ key: '', context: scope.context, token: '', step });
  return { step, key };
}

function resolve(
  expression: CallExpression,
  scope: Scope,
): { target: StoredFunction; inputs: CallArguments } | undefined {
  const { callee } = expression;
  const { names, plsql, nls, parameters } = scope.context;
  if (callee.kind !== 'name' || callee.name.databaseLink !== undefined) return undefined;
  if (names.resolveFunction === undefined && plsql === undefined) return undefined;
  const compiled = expression.arguments.map((argument): CompiledArgument => {
    if (argument.value.kind === 'cursorExpression') return { cursor: cursorArgument(argument.value, scope) };
    const variable = isHostOnly(argument.value) ? findHostExpression(argument.value, scope) : undefined;
    if (variable !== undefined && (!isScalar(variable.type) || variable.type.kind === 'BOOLEAN')) return { variable };
    scope.objectSite = argument.value;
    return { value: compileExpression(argument.value, scope) };
  });
  scope.objectSite = undefined;
  const argumentNames = expression.arguments.map((argument) => argument.name?.name);
  const argumentTypes = compiled.map(argumentType);
  const target =
    names.resolveFunction === undefined
      ? plsql?.().resolveFunction(callee.name.parts, argumentNames, argumentTypes, scope.context.viewpoint)
      : names.resolveFunction(callee.name.parts, argumentNames, argumentTypes);
  if (target === undefined) return undefined;
  const host = new Map<number, { variable: HostVariable; index: number }>();
  const cursors = new Map<number, CursorArgument>();
  const values = compiled.map((entry, index) => {
    if ('cursor' in entry) {
      cursors.set(index, entry.cursor);
      return undefined;
    }
    if ('variable' in entry) {
      host.set(index, { variable: entry.variable, index: parameters.inputIndex(entry.variable) });
      return undefined;
    }
    if (entry.value.objectType !== undefined) return entry.value;
    const wanted = target.parameterTypes[index] ?? entry.value.type;
    if (!isScalar(wanted) || wanted.kind === 'BOOLEAN')
      throw new OracleError(6553, 'ORA-06553: PLS-306: wrong number or types of arguments', {
        offset: entry.value.pos,
      });
    return convertTo(entry.value, wanted, nls);
  });
  return { target, inputs: { values, host, cursors } };
}

type CompiledArgument = { variable: HostVariable } | { value: TypedSql } | { cursor: CursorArgument };

function argumentType(argument: CompiledArgument): DataType {
  if ('cursor' in argument) return { kind: 'REF CURSOR' };
  return 'variable' in argument ? argument.variable.type : (argument.value.objectType ?? argument.value.type);
}

/** `CURSOR(SELECT …)` as an argument: a query of its own, which is opened for the call. */
function cursorArgument(
  { query }: Extract<Expression, { kind: 'cursorExpression' }>,
  { context }: Scope,
): CursorArgument {
  const body = compileQuery(query, context, undefined, { isTopLevel: true });
  return { prepared: context.parameters.prepare(body.sql), columns: body.columns };
}

function isHostOnly(expression: Expression): boolean {
  return ['name', 'bind', 'field', 'call', 'cursorAttribute'].includes(expression.kind);
}

function argumentTypesOf(inputs: CallArguments): ScalarType[] {
  return inputs.values.map((value) => value?.type ?? { kind: 'NULL' });
}

/** Arguments that are no SQL values. */
function valuesBesideSql(
  inputs: CallArguments,
): Pick<FunctionStep, 'hostArguments' | 'cursorArguments' | 'objectArguments'> {
  const objects = inputs.values.flatMap((value, index) => (value?.objectType === undefined ? [] : [index]));
  return { hostArguments: inputs.host, cursorArguments: inputs.cursors, objectArguments: new Set(objects) };
}

function constantStep(target: StoredFunction, inputs: CallArguments, scope: Scope): FunctionStep {
  const values = inputs.values.map((value) => value?.sql ?? 'NULL');
  const sql = values.length === 0 ? undefined : scope.context.parameters.prepare(`SELECT ${values.join(', ')}`);
  return {
    target,
    isConstant: true,
    argumentTypes: argumentTypesOf(inputs),
    sql,
    ...valuesBesideSql(inputs),
  };
}

function rowStep(target: StoredFunction, inputs: CallArguments, key: string, scope: Scope, pos: number): FunctionStep {
  if (inputs.host.size > 0 || inputs.cursors.size > 0)
    throw unimplemented('function call that mixes columns with collections or cursors', pos);
  if (scope.rowSource === undefined) throw unimplemented('stored function at this place', pos);
  const values = inputs.values.map((value) => value?.sql ?? 'NULL');
  const isGrouped = scope.aggregateDepth === 0 && scope.groupTexts !== undefined;
  const grouping = isGrouped ? (scope.rowSource.groupBy ?? '') : '';
  const select = `SELECT DISTINCT ${[key, ...values].join(', ')} ${rowSourceText(scope)}${grouping}`;
  const sql = scope.context.parameters.prepare(
    withCommonTables(correlate(`${scope.rowSource.prefix ?? ''}${select}`, scope), scope),
  );
  return {
    target,
    isConstant: false,
    argumentTypes: argumentTypesOf(inputs),
    sql,
    ...valuesBesideSql(inputs),
  };
}

function rowSourceText(scope: Scope): string {
  const source = scope.rowSource;
  if (source === undefined) return '';
  return `FROM ${source.from}${source.where === undefined ? '' : ` WHERE ${source.where}`}`;
}

/** Puts the queries of the WITH clauses around in front. */
function withCommonTables(select: string, scope: Scope): string {
  const tables: string[] = [];
  for (let outer: Scope | undefined = scope; outer !== undefined; outer = outer.parent)
    tables.unshift(...outer.withTables);
  if (tables.length === 0) return select;
  return `WITH RECURSIVE ${tables.join(', ')} SELECT x.* FROM (${select}) x`;
}

/** Puts the rows of the outer blocks that a correlated subquery refers to around its own. */
function correlate(select: string, scope: Scope): string {
  let sql = select;
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
    if (outer.rowSource === undefined) continue;
    const isUsed = outer.sources.some((source) => new RegExp(`\\b${source.pgAlias}\\.`).test(sql));
    if (!isUsed) continue;
    const alias = scope.context.nextAlias('l');
    const where = outer.rowSource.where === undefined ? '' : ` WHERE ${outer.rowSource.where}`;
    sql = `SELECT DISTINCT ${alias}.* FROM ${outer.rowSource.from} CROSS JOIN LATERAL (${sql}) ${alias}${where}`;
  }
  return sql;
}
