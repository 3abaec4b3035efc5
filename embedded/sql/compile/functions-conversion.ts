import { CLOB, DATE, NUMBER, type ScalarType } from '../../types/data-type.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { findDateLanguage } from '../../types/nls-language.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { findStandardFunction } from '../../types/standard-functions.ts';
import { convertTo, inconsistentTypes, toCharacter, toNumeric, toText } from './convert.ts';
import { datetimeText, isSpelled, readDatetime } from './datetime-format.ts';
import { at, type CallSite, type FunctionRules, rule } from './function-rule.ts';
import { nullSql } from './literals.ts';
import { compileEvaluated } from './stored-function.ts';
import {
  isBinaryFloating,
  isCharacter,
  isCharacterLob,
  isDatetime,
  isInterval,
  isNumeric,
  varchar,
} from './type-classes.ts';
import { quoteText, type TypedSql, typed } from './typed-sql.ts';

/** TO_CHAR, TO_DATE, TO_NUMBER and their kin. */

/** Session settings with those that an NLS argument ('NLS_DATE_LANGUAGE=SPANISH') names. Only literals can be honoured. */
function withNlsArgument(nls: NlsSettings, argument: TypedSql | undefined): NlsSettings {
  if (argument?.literal === undefined) return nls;
  const result = { ...nls };
  for (const [, name = '', quoted, plain = ''] of argument.literal.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|([^\s']+))/g)) {
    const value = quoted ?? plain;
    if (/^NLS_DATE_LANGUAGE$/i.test(name) && findDateLanguage(value) !== undefined) {
      result.dateLanguage = value.toUpperCase();
    } else if (/^NLS_NUMERIC_CHARACTERS$/i.test(name)) result.numericCharacters = value;
    else if (!/^NLS_(CURRENCY|ISO_CURRENCY)$/i.test(name)) {
      throw new OracleError(12702, 'invalid NLS parameter string used in SQL function', { offset: argument.pos });
    }
  }
  return result;
}

function compileToChar(inputs: TypedSql[], { nls: session, pos, scope }: CallSite): TypedSql {
  const nls = withNlsArgument(session, inputs[2]);
  const value = at(inputs, 0);
  const format = inputs[1] === undefined ? undefined : toText(inputs[1], nls);
  if (value.type.kind === 'NULL') return nullSql(pos, varchar());
  if (isCharacterLob(value.type)) return { ...toCharacter(value, nls), pos };
  if (format === undefined) return { ...toCharacter(value, nls), pos };
  if (format.type.kind === 'NULL') return nullSql(pos, varchar());
  if (isDatetime(value.type)) {
    const standard =
      format.literal !== undefined && isSpelled(format.literal) ? findStandardFunction('TO_CHAR') : undefined;
    if (standard !== undefined) return compileEvaluated(standard, inputs, scope, pos);
    return datetimeText(value, format.literal === undefined ? { sql: format.sql } : { literal: format.literal }, nls);
  }
  if (isInterval(value.type)) return toCharacter(value, nls);
  if (isNumeric(value.type) || isCharacter(value.type)) {
    const number = toNumeric(value, nls);
    const sql = isBinaryFloating(number.type) ? `ora.double_number((${number.sql})::float8)` : number.sql;
    const characters = quoteText(nls.numericCharacters);
    const length = format.literal === undefined ? 64 : format.literal.length + 12;
    const currency = /NLS_CURRENCY\s*=\s*(?:'([^']*)'|([^\s']+))/i.exec(inputs[2]?.literal ?? '');
    const symbol = currency === null ? '' : `, ${quoteText(currency[1] ?? currency[2] ?? '')}`;
    return typed(`ora.number_format(${sql}, ${format.sql}, ${characters}${symbol})`, varchar(length), { pos });
  }
  throw inconsistentTypes('CHAR', value.type, value.pos);
}

function compileToNumber(inputs: TypedSql[], { nls: session, pos }: CallSite): TypedSql {
  const nls = withNlsArgument(session, inputs[2]);
  const value = at(inputs, 0);
  if (inputs[1] === undefined || !isCharacter(value.type)) {
    if (isDatetime(value.type)) throw inconsistentTypes(NUMBER, value.type, value.pos);
    const number = toNumeric(value, nls);
    return isBinaryFloating(number.type) ? convertTo(number, NUMBER, nls) : { ...number, type: NUMBER, pos };
  }
  const format = toText(inputs[1], nls);
  return typed(`ora.to_number_format(${value.sql}, ${format.sql}, ${quoteText(nls.numericCharacters)})`, NUMBER, {
    pos,
  });
}

function reader(target: ScalarType, formatName: 'dateFormat' | 'timestampFormat' | 'timestampTzFormat') {
  return rule(1, 3, (inputs, { nls: session, pos }) => {
    const nls = withNlsArgument(session, inputs[2]);
    const value = at(inputs, 0);
    if (value.type.kind === 'NULL') return nullSql(pos, target);
    const format = inputs[1] === undefined ? undefined : toText(inputs[1], nls);
    if (format?.type.kind === 'NULL') return nullSql(pos, target);
    if (format === undefined && isDatetime(value.type) && value.type.kind === target.kind) return value;
    // A DATE argument is made a text by the session's format first: the classic mistake, with Oracle's result.
    const text = toText(value, nls);
    const source = isCharacterLob(text.type) ? toCharacter(text, nls) : text;
    const literal = format === undefined ? nls[formatName] : format.literal;
    const model = literal === undefined ? { sql: format?.sql ?? '' } : { literal };
    return { ...readDatetime(source, model, target, nls), pos };
  });
}

function simple(target: ScalarType, min = 1, max = 1) {
  return rule(min, max, (inputs, { nls }) => convertTo(at(inputs, 0), target, nls));
}

export const CONVERSION_FUNCTIONS: FunctionRules = {
  TO_CHAR: rule(1, 3, compileToChar),
  TO_NCHAR: rule(1, 3, (inputs, site) => ({
    ...compileToChar(inputs, site),
    type: { kind: 'NVARCHAR2', unit: 'CHAR' },
  })),
  TO_NUMBER: rule(1, 3, compileToNumber),
  TO_DATE: reader(DATE, 'dateFormat'),
  TO_TIMESTAMP: reader({ kind: 'TIMESTAMP', precision: 9 }, 'timestampFormat'),
  TO_TIMESTAMP_TZ: reader({ kind: 'TIMESTAMP WITH TIME ZONE', precision: 9 }, 'timestampTzFormat'),
  TO_CLOB: simple(CLOB),
  TO_NCLOB: simple({ kind: 'NCLOB' }),
  TO_LOB: rule(1, 1, (inputs, { nls }) => {
    const value = at(inputs, 0);
    return convertTo(value, value.type.kind === 'LONG RAW' || value.type.kind === 'RAW' ? { kind: 'BLOB' } : CLOB, nls);
  }),
  TO_BLOB: simple({ kind: 'BLOB' }),
  TO_BINARY_DOUBLE: simple({ kind: 'BINARY_DOUBLE' }),
  TO_BINARY_FLOAT: simple({ kind: 'BINARY_FLOAT' }),
  HEXTORAW: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.hextoraw(${toText(at(inputs, 0), nls).sql})`, { kind: 'RAW' }, { pos }),
  ),
  RAWTOHEX: rule(1, 1, (inputs, { nls, pos }) => {
    const given = at(inputs, 0);
    // In SQL a text is taken byte by byte, not read as hexadecimal.
    const raw = isCharacter(given.type)
      ? { sql: `convert_to(${given.sql}, 'UTF8')` }
      : convertTo(given, { kind: 'RAW' }, nls);
    return typed(`upper(encode(${raw.sql}, 'hex'))`, varchar(), { pos });
  }),
  CHARTOROWID: simple({ kind: 'ROWID' }),
  ROWIDTOCHAR: rule(1, 1, (inputs, { nls }) => toCharacter(at(inputs, 0), nls, varchar(18))),
  ROWIDTONCHAR: rule(1, 1, (inputs, { nls }) => toCharacter(at(inputs, 0), nls, varchar(18))),
  BIN_TO_NUM: rule(1, Number.POSITIVE_INFINITY, (inputs, { nls, pos }) => {
    const bits = inputs.map((input, index) => `${toNumeric(input, nls).sql} * ${2 ** (inputs.length - 1 - index)}`);
    return typed(`(${bits.join(' + ')})`, NUMBER, { pos });
  }),
};
