import type { Argument, Expression, JsonHandler, JsonOptions } from '../../syntax/ast/expression.ts';
import { CLOB, DATE, NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { scalarTypeOf } from '../../types/type-spec.ts';
import type { AggregateSite } from './aggregate.ts';
import { castSql } from './cast.ts';
import { convertTo, inconsistentTypes, toCharacter, toNumber } from './convert.ts';
import { compileExpression } from './expression.ts';
import type { CallSite } from './function-rule.ts';
import { orderSql } from './order-sql.ts';
import type { Scope } from './scope.ts';
import { classOf, isDatetime, isZonedTimestamp, varchar } from './type-classes.ts';
import { pgTypeName, quoteName, quoteText, type TypedSql, typed } from './typed-sql.ts';
import { variadicCall } from './variadic-call.ts';

/** SQL/JSON. Generated text is compact and keeps the order of keys, as Oracle's does. */

export const JSON_FUNCTION_NAMES = new Set([
  'JSON_OBJECT',
  'JSON_ARRAY',
  'JSON_VALUE',
  'JSON_QUERY',
  'JSON_SERIALIZE',
  'JSON_MERGEPATCH',
]);

export function compileJsonFunction(site: CallSite): TypedSql {
  switch (site.name) {
    case 'JSON_OBJECT':
      return jsonObject(site);
    case 'JSON_ARRAY':
      return jsonArray(site);
    case 'JSON_VALUE':
      return jsonValue(site);
    case 'JSON_SERIALIZE':
      return jsonSerialize(site);
    case 'JSON_MERGEPATCH':
      return jsonMergePatch(site);
    default:
      return jsonQuery(site);
  }
}

/** A value as JSON text; NULL stays NULL. */
function jsonText(argument: Argument, value: TypedSql, site: CallSite): string {
  if (argument.formatJson === true || value.isJson === true) return value.sql;
  const { type, sql } = value;
  switch (classOf(type)) {
    case 'numeric':
      return `ora.json_number((${toNumber(value, site.nls).sql}))`;
    case 'datetime':
      return `to_json(${isoText(value)})::text`;
    case 'null':
      return 'NULL::text';
    case 'lob':
      if (type.kind === 'BLOB') throw unimplemented('BLOB in JSON', value.pos);
      return `to_json(${sql})::text`;
    default:
      return `to_json(${toCharacter(value, site.nls).sql})::text`;
  }
}

function isoText(value: TypedSql): string {
  if (!isDatetime(value.type)) return value.sql;
  if (isZonedTimestamp(value.type)) return `to_char(${value.sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `to_char(${value.sql}, ${value.type.kind === 'DATE' ? `'YYYY-MM-DD"T"HH24:MI:SS'` : `'YYYY-MM-DD"T"HH24:MI:SS.US'`})`;
}

function returningType(json: JsonOptions | undefined, site: CallSite): ScalarType {
  if (json?.returning === undefined) return varchar(4000);
  const type = scalarTypeOf(json.returning, 'BYTE') ?? varchar(4000);
  if (type.kind === 'VARCHAR2' && type.length === undefined) return varchar(4000);
  if (!['character', 'lob', 'numeric', 'datetime'].includes(classOf(type)) || type.kind === 'PLS_INTEGER') {
    throw new OracleError(40449, 'invalid data type for return value', { offset: site.pos });
  }
  return type;
}

function generated(sql: string, site: CallSite, isNullable = false): TypedSql {
  const type = returningType(site.expression.json, site);
  const checked = site.expression.json?.uniqueKeys === true ? `ora.json_unique(${sql})` : sql;
  const text = site.expression.json?.pretty === true ? `ora.json_pretty((${checked})::json)` : checked;
  if (type.kind === 'BLOB')
    return { ...typed(`convert_to(${text}, 'UTF8')`, type, { pos: site.pos, isNullable }), isJson: false };
  return { ...typed(text, type, { pos: site.pos, isNullable }), isJson: true };
}

function jsonObject(site: CallSite): TypedSql {
  const { expression, scope } = site;
  const isAbsent = expression.json?.onNull === 'ABSENT';
  const entries = expression.arguments
    .flatMap((argument) => (argument.star === true ? everyColumn(scope, site.pos) : [argument]))
    .map((argument) => {
      const key = compileKey(argument, scope, site);
      const value = compileExpression(argument.value, scope);
      const text = jsonText(argument, value, site);
      if (!value.isNullable) return `${key} || ${text}`;
      return isAbsent ? `(${key} || ${text})` : `${key} || coalesce(${text}, 'null')`;
    });
  return generated(
    `concat('{', ${variadicCall('concat_ws', entries.length === 0 ? ['NULL'] : entries, ["','"])}, '}')`,
    site,
  );
}

/** `JSON_OBJECT(*)`: an entry for each column of the block's tables. */
function everyColumn(scope: Scope, pos: number): Argument[] {
  return scope.sources.flatMap((source) =>
    source.columns
      .filter((column) => !column.isHidden)
      .map((column) => {
        const names = source.name === undefined ? [column.name] : [source.name, column.name];
        const parts = names.map((name) => ({ name, quoted: true, pos }));
        return {
          key: { kind: 'string', pos, value: column.name, national: false },
          value: { kind: 'name', pos, name: { parts, pos } },
        };
      }),
  );
}

function jsonSerialize(site: CallSite): TypedSql {
  const [argument] = site.expression.arguments;
  if (argument === undefined) throw new OracleError(938, 'not enough arguments for function', { offset: site.pos });
  const document = documentText(compileExpression(argument.value, site.scope));
  const raises = site.expression.json?.onError === 'ERROR';
  return generated(`ora.json_serialize(${document}, ${raises})`, site, true);
}

function jsonMergePatch(site: CallSite): TypedSql {
  const [target, patch] = site.expression.arguments.map((argument) => compileExpression(argument.value, site.scope));
  if (target === undefined || patch === undefined) {
    throw new OracleError(938, 'not enough arguments for function', { offset: site.pos });
  }
  const raises = site.expression.json?.onError === 'ERROR';
  return generated(`ora.json_merge(${documentText(target)}, ${documentText(patch)}, ${raises})`, site, true);
}

function compileKey(argument: Argument, scope: Scope, site: CallSite): string {
  if (argument.key === undefined)
    throw new OracleError(40478, 'missing key of JSON entry', { offset: argument.value.pos });
  const key = compileExpression(argument.key, scope);
  if (key.literal !== undefined) return quoteText(`${JSON.stringify(key.literal)}:`);
  return `(to_json(${toCharacter(key, site.nls).sql})::text || ':')`;
}

function jsonArray(site: CallSite): TypedSql {
  const { expression, scope } = site;
  const keepsNulls = expression.json?.onNull === 'NULL';
  const items = expression.arguments.map((argument) => {
    const text = jsonText(argument, compileExpression(argument.value, scope), site);
    return keepsNulls ? `coalesce(${text}, 'null')` : text;
  });
  return generated(
    `concat('[', ${variadicCall('concat_ws', items.length === 0 ? ['NULL'] : items, ["','"])}, ']')`,
    site,
  );
}

export function jsonArrayAggregate(inputs: TypedSql[], site: AggregateSite): TypedSql {
  const { expression, over, scope } = site;
  const argument = expression.arguments[0];
  const value = inputs[0];
  if (argument === undefined || value === undefined)
    throw new OracleError(909, 'invalid number of arguments', { offset: site.pos });
  const text = jsonText(argument, value, site);
  const item = expression.json?.onNull === 'NULL' ? `coalesce(${text}, 'null')` : text;
  const items = expression.json?.orderBy ?? expression.withinGroup;
  const order = items === undefined ? '' : ` ORDER BY ${orderSql(items, scope)}`;
  return generated(`concat('[', ${over(`string_agg(${item}, ','${order})`)}, ']')`, site);
}

export function jsonObjectAggregate(inputs: TypedSql[], site: AggregateSite): TypedSql {
  const argument = site.expression.arguments[0];
  const value = inputs[0];
  if (argument === undefined || value === undefined)
    throw new OracleError(909, 'invalid number of arguments', { offset: site.pos });
  const text = jsonText(argument, value, site);
  const key = compileKey(argument, site.scope, site);
  const entry = site.expression.json?.onNull === 'ABSENT' ? `${key} || ${text}` : `${key} || coalesce(${text}, 'null')`;
  return generated(`concat('{', ${site.over(`string_agg(${entry}, ',')`)}, '}')`, site);
}

/** The document as jsonb; NULL where it is no JSON, unless errors shall be raised. */
export function documentSql(document: TypedSql, raises: boolean): string {
  return `ora.${raises ? 'jsonb_strict' : 'jsonb'}(${documentText(document)})`;
}

function documentText({ type, sql, pos }: TypedSql): string {
  if (!['character', 'lob', 'raw', 'null'].includes(classOf(type))) throw inconsistentTypes('CHAR', type, pos);
  return type.kind === 'BLOB' || classOf(type) === 'raw' ? `convert_from(${sql}, 'UTF8')` : sql;
}

/** PASSING: the values that the path's variables stand for, each in PostgreSQL's type of the same kind. */
function passed(site: CallSite): { name: string; value: string }[] {
  return (site.expression.json?.passing ?? []).map(({ name, value }) => {
    const compiled = compileExpression(value, site.scope);
    const isNumber = classOf(compiled.type) === 'numeric';
    return { name, value: isNumber ? toNumber(compiled, site.nls).sql : toCharacter(compiled, site.nls).sql };
  });
}

function passingClause(site: CallSite): string {
  const items = passed(site).map(({ name, value }) => `${value} AS ${quoteName(name)}`);
  return items.length === 0 ? '' : ` PASSING ${items.join(', ')}`;
}

function documentAndPath(site: CallSite): { document: TypedSql; path: string } {
  const [document, path] = site.expression.arguments.map((argument) => compileExpression(argument.value, site.scope));
  if (document === undefined) throw new OracleError(938, 'not enough arguments for function', { offset: site.pos });
  if (path !== undefined && path.literal === undefined) {
    throw new OracleError(40454, 'path expression not a literal', { offset: path.pos });
  }
  return { document, path: pgPath(path?.literal ?? '$') };
}

/** Oracle's path in PostgreSQL's jsonpath: item methods and filters that differ in spelling. */
export function pgPath(path: string): string {
  return path.replace(/\?\s*\(/g, '? (').replace(/\.(string|stringOnly|numberOnly)\(\)/g, '');
}

function jsonValue(site: CallSite): TypedSql {
  const { document, path } = documentAndPath(site);
  const json = site.expression.json;
  const type = returningType(json, site);
  return { ...valueAt(documentSql(document, json?.onError === 'ERROR'), path, type, json, site), pos: site.pos };
}

function valueAt(
  document: string,
  path: string,
  type: ScalarType,
  json: JsonOptions | undefined,
  site: CallSite,
): TypedSql {
  const { nls, pos, scope } = site;
  const isNumber = classOf(type) === 'numeric';
  const returning = isNumber ? 'numeric' : 'text';
  const handler = (given: JsonHandler | undefined): string => {
    if (given === undefined || given === 'NULL') return 'NULL';
    if (given === 'ERROR') return 'ERROR';
    if (typeof given === 'string') throw unimplemented(`${given} ON ERROR in JSON_VALUE`, pos);
    const value = convertTo(compileExpression(given.default, scope), isNumber ? NUMBER : varchar(), nls);
    return `DEFAULT ${value.sql}`;
  };
  const onError = handler(json?.onError);
  const onEmpty = json?.onEmpty === undefined ? onError : handler(json.onEmpty);
  const call = `JSON_VALUE(${document}, ${quoteText(path)}${passingClause(site)} RETURNING ${returning} ${onEmpty} ON EMPTY ${onError} ON ERROR)`;
  if (isDatetime(type)) {
    const moment = `ora.json_timestamp(${call})`;
    const source = typed(moment, { kind: 'TIMESTAMP', precision: 6 }, { pos });
    return type.kind === 'DATE' ? convertTo(source, DATE, nls) : convertTo(source, type, nls);
  }
  if (isNumber) {
    const number = typed(call, NUMBER, { pos });
    return type.kind === 'NUMBER' ? castSql(number, type, scope) : convertTo(number, type, nls);
  }
  return typed(`nullif(${call}, '')`, type.kind === 'CLOB' ? CLOB : type, { pos });
}

const EMPTY_RESULTS: Record<string, string> = { 'EMPTY ARRAY': '[]', EMPTY: '[]', 'EMPTY OBJECT': '{}' };

function jsonQuery(site: CallSite): TypedSql {
  const { document, path } = documentAndPath(site);
  const json = site.expression.json;
  const raises = json?.onError === 'ERROR';
  const text = documentText(document);
  const variables = passed(site).map(({ name, value }) => `${quoteText(name)}, ${value}`);
  const vars = variables.length === 0 ? '' : `, jsonb_build_object(${variables.join(', ')})`;
  const wrapper = json?.wrapper ?? 'WITHOUT';
  const call = `ora.json_query(${text}, ${quoteText(path)}, ${quoteText(wrapper)}, ${raises}${vars})`;
  const fallback = typeof json?.onError === 'string' ? EMPTY_RESULTS[json.onError] : undefined;
  const onEmpty = typeof json?.onEmpty === 'string' ? EMPTY_RESULTS[json.onEmpty] : fallback;
  const sql = onEmpty === undefined ? call : `coalesce(${call}, ${quoteText(onEmpty)})`;
  return generated(sql, site, true);
}

/** JSON_EXISTS, which is a condition. Undefined where the call is another. */
export function compileJsonCondition(
  expression: Extract<Expression, { kind: 'call' }>,
  scope: Scope,
): string | undefined {
  const { callee } = expression;
  if (callee.kind !== 'name' || callee.name.parts.length !== 1) return undefined;
  const name = callee.name.parts[0]?.name;
  if (name !== 'JSON_EXISTS' && name !== 'JSON_EQUAL') return undefined;
  const site: CallSite = { expression, name, scope, nls: scope.context.nls, pos: expression.pos };
  if (name === 'JSON_EQUAL') {
    const sides = expression.arguments.map(({ value }) => documentSql(compileExpression(value, scope), false));
    return `(${sides.join(' = ')})`;
  }
  const { document, path } = documentAndPath(site);
  const handler = expression.json?.onError;
  const onError = handler === 'TRUE' || handler === 'ERROR' ? handler : 'FALSE';
  return `JSON_EXISTS(${documentSql(document, handler === 'ERROR')}, ${quoteText(path)}${passingClause(site)} ${onError} ON ERROR)`;
}

/** The column of a JSON_TABLE's value in PostgreSQL, and its value in the statement. */
export function jsonColumnType(type: ScalarType): string {
  return isDatetime(type) ? 'text' : pgTypeName(type);
}
