import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { findStandardFunction } from '../../types/standard-functions.ts';
import { commonType, compileDecode, compileNvl, mergeTypes } from './case.ts';
import { compareSql } from './condition.ts';
import { convertTo, inconsistentTypes, toNumber, toText } from './convert.ts';
import { at, type FunctionRules, rule } from './function-rule.ts';
import { userNumber } from './name.ts';
import type { Scope } from './scope.ts';
import { compileEvaluated } from './stored-function.ts';
import { isCharacter, varchar } from './type-classes.ts';
import { quoteText, type TypedSql, typed } from './typed-sql.ts';

/** NULL handling, session functions, hashes. */

const RAW_16: ScalarType = { kind: 'RAW', length: 16 };
const HASHES: Record<string, [name: string, bytes: number]> = {
  MD5: ['md5', 16],
  SHA256: ['sha256', 32],
  SHA384: ['sha384', 48],
  SHA512: ['sha512', 64],
  SHA1: ['sha1', 20],
};

/** For arguments that are known when the statement runs: binds, columns. */
function evaluated(name: string, inputs: TypedSql[], scope: Scope, pos: number): TypedSql {
  const standard = findStandardFunction(name);
  if (standard === undefined) throw new Error(`no standard function ${name}`);
  return compileEvaluated(standard, inputs, scope, pos);
}

export const MISC_FUNCTIONS: FunctionRules = {
  NVL: rule(2, 2, (inputs, { nls, pos }) => compileNvl(at(inputs, 0), at(inputs, 1), nls, pos)),
  NVL2: rule(3, 3, (inputs, { nls, pos }) => {
    const [test, present, absent] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    const merged = present.type.kind === 'NULL' ? absent.type : mergeTypes(present.type, absent.type);
    const type = merged ?? (isCharacter(present.type) ? varchar() : present.type);
    const values = [present, absent].map((value) => convertTo(value, type, nls).sql);
    return typed(`(CASE WHEN ${test.sql} IS NOT NULL THEN ${values[0]} ELSE ${values[1]} END)`, type, { pos });
  }),
  COALESCE: rule(2, Number.POSITIVE_INFINITY, (inputs, { nls, pos }) => {
    const type = commonType(inputs);
    const values = inputs.map((input) => convertTo(input, type, nls).sql);
    return typed(`coalesce(${values.join(', ')})`, type, {
      pos,
      isNullable: inputs.every((input) => input.isNullable),
    });
  }),
  NULLIF: rule(2, 2, (inputs, { nls, pos }) => {
    const [left, right] = [at(inputs, 0), at(inputs, 1)];
    if (left.type.kind === 'NULL') throw inconsistentTypes('-', 'CHAR', left.pos);
    if (mergeTypes(left.type, right.type) === undefined) throw inconsistentTypes(left.type, right.type, right.pos);
    return typed(`(CASE WHEN ${compareSql('=', left, right, nls)} THEN NULL ELSE ${left.sql} END)`, left.type, { pos });
  }),
  DECODE: rule(3, Number.POSITIVE_INFINITY, (inputs, { nls, pos }) => compileDecode(inputs, nls, pos)),
  USER: rule(0, 0, (_inputs, { scope, pos }) =>
    typed(`${quoteText(scope.context.sessionUser)}::text`, varchar(128), { pos }),
  ),
  UID: rule(0, 0, (_inputs, { scope, pos }) =>
    typed(`${userNumber(scope.context.sessionUser)}::numeric`, NUMBER, { pos }),
  ),
  SYS_GUID: rule(0, 0, (_inputs, { pos }) =>
    // Depends on nothing, but is another one for each row.
    typed(`uuid_send(gen_random_uuid())`, RAW_16, { pos, isNullable: false, isRowDependent: true }),
  ),
  STANDARD_HASH: rule(1, 2, (inputs, { nls, pos }) => {
    const method = inputs[1] === undefined ? 'SHA1' : at(inputs, 1).literal?.toUpperCase();
    const hash = method === undefined ? undefined : HASHES[method];
    if (hash === undefined) throw new OracleError(1760, 'illegal argument for function', { offset: inputs[1]?.pos });
    const input = at(inputs, 0);
    const bytes =
      input.type.kind === 'RAW' || input.type.kind === 'BLOB'
        ? input.sql
        : `convert_to(${toText(input, nls).sql}, 'UTF8')`;
    const type: ScalarType = { kind: 'RAW', length: hash[1] };
    if (hash[0] === 'md5') return typed(`decode(md5(${bytes}), 'hex')`, type, { pos });
    return typed(hash[0] === 'sha1' ? `ora.sha1(${bytes})` : `${hash[0]}(${bytes})`, type, { pos });
  }),
  ORA_HASH: rule(1, 3, (inputs, { nls, pos }) => {
    const buckets = inputs[1] === undefined ? '4294967295::numeric' : toNumber(at(inputs, 1), nls).sql;
    const seed = inputs[2] === undefined ? '0::numeric' : toNumber(at(inputs, 2), nls).sql;
    const text = toText(at(inputs, 0), nls).sql;
    return typed(`ora.hash(${text}, ${buckets}, ${seed})`, NUMBER, { pos });
  }),
  SYS_CONTEXT: rule(2, 3, (inputs, { scope, pos }) => {
    const [namespace, name] = [at(inputs, 0).literal, at(inputs, 1).literal];
    if (namespace === undefined || name === undefined) return evaluated('SYS_CONTEXT', inputs, scope, pos);
    const token = scope.context.parameters.add({ kind: 'context', namespace, name }, 'text');
    return typed(token, varchar(256), { pos });
  }),
  USERENV: rule(1, 1, (inputs, { scope, pos }) => {
    const name = at(inputs, 0).literal;
    if (name === undefined) return evaluated('USERENV', inputs, scope, pos);
    const token = scope.context.parameters.add({ kind: 'context', namespace: 'USERENV', name }, 'text');
    return typed(token, varchar(64), { pos });
  }),
  SYS_CONNECT_BY_PATH: rule(2, 2, (inputs, { scope, pos, nls }) => {
    const path = scope.hierarchy?.path;
    const separator = at(inputs, 1).literal;
    if (path === undefined || separator === undefined) throw unimplemented('SYS_CONNECT_BY_PATH here', pos);
    return typed(path(toText(at(inputs, 0), nls).sql, separator), varchar(), { pos });
  }),
};
