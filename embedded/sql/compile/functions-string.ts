import { NUMBER, type ScalarType } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { concatenate } from './arithmetic.ts';
import { foldedText } from './collation.ts';
import { toInt, toText } from './convert.ts';
import { at, type CallSite, type FunctionRules, rule } from './function-rule.ts';
import { nullSql } from './literals.ts';
import { classOf, isCharacterLob, varchar } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** Character functions. A result that would be '' is NULL. */

/** VARCHAR2 of the argument's length, or CLOB. */
function sameText(from: TypedSql, length?: number): ScalarType {
  if (isCharacterLob(from.type)) return from.type;
  if (from.type.kind === 'NVARCHAR2' || from.type.kind === 'NCHAR')
    return { kind: 'NVARCHAR2', unit: 'CHAR', length: length ?? from.type.length };
  return varchar(length ?? ('length' in from.type ? from.type.length : undefined));
}

/** A literal argument as a number, where it is one. */
export function literalNumber(value: TypedSql | undefined): number | undefined {
  return value?.literal !== undefined && /^-?\d{1,9}(\.\d+)?$/.test(value.literal)
    ? Math.trunc(Number(value.literal))
    : undefined;
}

/** Letters beyond ASCII need a locale that knows them; the result goes back to the database's binary order. */
export function caseMapped(name: 'upper' | 'lower' | 'initcap', sql: string): string {
  return `(${name}(${sql} COLLATE "pg_c_utf8") COLLATE "default")`;
}

function mapCase(name: 'upper' | 'lower' | 'initcap', max = 1) {
  return rule(1, max, ([input], { nls, pos }) => {
    const text = toText(input as TypedSql, nls);
    if (text.type.kind === 'NULL') return nullSql(pos);
    return typed(caseMapped(name, text.sql), sameText(text), { pos, isNullable: text.isNullable });
  });
}

function substr(suffix: '' | 'b') {
  return rule(2, 3, (inputs, { nls, pos }) => {
    const text = toText(at(inputs, 0), nls);
    const start = literalNumber(inputs[1]);
    const length = literalNumber(inputs[2]);
    if (inputs.some((input) => input.type.kind === 'NULL')) return nullSql(pos, sameText(text));
    const type = sameText(text, length !== undefined && length > 0 && suffix === '' ? length * 4 : undefined);
    if (
      suffix === '' &&
      start !== undefined &&
      start >= 0 &&
      (inputs.length === 2 || (length !== undefined && length > 0))
    ) {
      const from = Math.max(start, 1);
      return typed(`nullif(substr(${text.sql}, ${from}${length === undefined ? '' : `, ${length}`}), '')`, type, {
        pos,
      });
    }
    const rest = inputs.slice(1).map((input) => toInt(input, nls));
    return typed(`ora.substr${suffix}(${[text.sql, ...rest].join(', ')})`, type, { pos });
  });
}

function instr(suffix: '' | 'b') {
  return rule(2, 4, (inputs, { nls, pos }) => {
    const text = toText(at(inputs, 0), nls).sql;
    const sought = toText(at(inputs, 1), nls).sql;
    if (inputs.length === 2 && suffix === '') return typed(`strpos(${text}, ${sought})::numeric`, NUMBER, { pos });
    const rest = inputs.slice(2).map((input) => toInt(input, nls));
    return typed(`ora.instr${suffix}(${[text, sought, ...rest].join(', ')})::numeric`, NUMBER, { pos });
  });
}

/** NLSSORT: bytes whose order is the sort's; those of linguistic sorts are ICU's own and not made here. */
function compileSortKey(inputs: TypedSql[], { nls, pos }: CallSite): TypedSql {
  const text = toText(at(inputs, 0), nls);
  const sort = /NLS_SORT\s*=\s*'?(\w+)/i.exec(inputs[1]?.literal ?? '')?.[1] ?? nls.sort;
  if (!/^BINARY(_CI|_AI)?$/i.test(sort)) throw unimplemented(`NLSSORT with NLS_SORT=${sort}`, pos);
  return typed(`(convert_to(${foldedText(text.sql, sort)}, 'UTF8') || '\\x00'::bytea)`, { kind: 'RAW' }, { pos });
}

function length(sqlOf: (text: string) => string) {
  return rule(1, 1, (inputs, { nls, pos }) => {
    const input = at(inputs, 0);
    if (input.type.kind === 'BLOB' || classOf(input.type) === 'raw') {
      // A RAW counts as the hexadecimal text that it is converted to.
      const size = `octet_length(${input.sql})::numeric${input.type.kind === 'BLOB' ? '' : ' * 2'}`;
      return typed(`(${size})`, NUMBER, { pos, isNullable: input.isNullable });
    }
    const text = toText(input, nls);
    return typed(`(${sqlOf(text.sql)})::numeric`, NUMBER, { pos, isNullable: text.isNullable });
  });
}

function pad(name: 'lpad' | 'rpad') {
  return rule(2, 3, (inputs, { nls, pos }) => {
    const text = toText(at(inputs, 0), nls);
    const width = literalNumber(inputs[1]);
    const filler = inputs[2] === undefined ? '' : `, ${toText(at(inputs, 2), nls).sql}`;
    const type = sameText(text, width === undefined ? undefined : Math.max(width, 1));
    const limit = toInt(at(inputs, 1), nls);
    const isUnlimited = isCharacterLob(text.type) || (width !== undefined && width <= 4000);
    // No least(): PostgreSQL's passes over NULL.
    const size = isUnlimited ? limit : `CASE WHEN ${limit} > 4000 THEN 4000 ELSE ${limit} END`;
    return typed(`nullif(${name}(${text.sql}, ${size}${filler}), '')`, type, { pos });
  });
}

function trimSide(name: 'ltrim' | 'rtrim') {
  return rule(1, 2, (inputs, { nls, pos }) => {
    const text = toText(at(inputs, 0), nls);
    const set = inputs[1] === undefined ? "' '" : toText(at(inputs, 1), nls).sql;
    return typed(`nullif(${name}(${text.sql}, ${set}), '')`, sameText(text), { pos });
  });
}

function compileReplace(inputs: TypedSql[], { nls, pos }: CallSite): TypedSql {
  const text = toText(at(inputs, 0), nls);
  const sought = toText(at(inputs, 1), nls);
  const replacement = inputs[2] === undefined ? undefined : toText(at(inputs, 2), nls);
  const type = isCharacterLob(text.type) ? text.type : varchar();
  if (sought.type.kind === 'NULL') return typed(text.sql, type, { pos, isNullable: text.isNullable });
  const by =
    replacement === undefined || replacement.type.kind === 'NULL'
      ? "''"
      : replacement.isNullable
        ? `coalesce(${replacement.sql}, '')`
        : replacement.sql;
  const replaced = `nullif(replace(${text.sql}, ${sought.sql}, ${by}), '')`;
  if (!sought.isNullable) return typed(replaced, type, { pos });
  return typed(`(CASE WHEN ${sought.sql} IS NULL THEN ${text.sql} ELSE ${replaced} END)`, type, { pos });
}

export const STRING_FUNCTIONS: FunctionRules = {
  UPPER: mapCase('upper'),
  LOWER: mapCase('lower'),
  INITCAP: mapCase('initcap'),
  NLS_UPPER: mapCase('upper', 2),
  NLS_LOWER: mapCase('lower', 2),
  NLS_INITCAP: mapCase('initcap', 2),
  SUBSTR: substr(''),
  SUBSTRC: substr(''),
  SUBSTR2: substr(''),
  SUBSTR4: substr(''),
  SUBSTRB: substr('b'),
  INSTR: instr(''),
  INSTRC: instr(''),
  INSTRB: instr('b'),
  LENGTH: length((text) => `length(${text})`),
  LENGTHC: length((text) => `length(${text})`),
  LENGTHB: length((text) => `octet_length(${text})`),
  LPAD: pad('lpad'),
  RPAD: pad('rpad'),
  LTRIM: trimSide('ltrim'),
  RTRIM: trimSide('rtrim'),
  REPLACE: rule(2, 3, compileReplace),
  TRANSLATE: rule(3, 3, (inputs, { nls, pos }) => {
    const [text, from, to] = inputs.map((input) => toText(input, nls)) as [TypedSql, TypedSql, TypedSql];
    return typed(`nullif(translate(${text.sql}, ${from.sql}, ${to.sql}), '')`, sameText(text), { pos });
  }),
  CONCAT: rule(2, 2, (inputs, { nls, pos }) => concatenate(inputs, nls, pos)),
  CHR: rule(1, 1, (inputs, { nls, pos }) => typed(`ora.chr(${toInt(at(inputs, 0), nls)})`, varchar(4), { pos })),
  NCHR: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.nchr(${toInt(at(inputs, 0), nls)})`, { kind: 'NVARCHAR2', unit: 'CHAR', length: 1 }, { pos }),
  ),
  ASCII: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.ascii(${toText(at(inputs, 0), nls).sql})::numeric`, NUMBER, { pos }),
  ),
  REVERSE: rule(1, 1, (inputs, { nls, pos }) => {
    const text = toText(at(inputs, 0), nls);
    return typed(`reverse(${text.sql})`, sameText(text), { pos });
  }),
  SOUNDEX: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.soundex(${toText(at(inputs, 0), nls).sql})`, varchar(4), { pos }),
  ),
  ASCIISTR: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.asciistr(${toText(at(inputs, 0), nls).sql})`, varchar(), { pos }),
  ),
  UNISTR: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.unistr(${toText(at(inputs, 0), nls).sql})`, { kind: 'NVARCHAR2', unit: 'CHAR' }, { pos }),
  ),
  TO_SINGLE_BYTE: rule(1, 1, (inputs, { nls, pos }) =>
    typed(`ora.to_single_byte(${toText(at(inputs, 0), nls).sql})`, varchar(), { pos }),
  ),
  COLLATE: rule(2, 2, (inputs, { nls, pos }) => ({
    ...toText(at(inputs, 0), nls),
    literal: undefined,
    collation: inputs[1]?.literal ?? 'BINARY',
    pos,
  })),
  NLSSORT: rule(1, 2, compileSortKey),
  EMPTY_CLOB: rule(0, 0, (_inputs, { pos }) => typed(`''::text`, { kind: 'CLOB' }, { pos, isNullable: false })),
  EMPTY_BLOB: rule(0, 0, (_inputs, { pos }) => typed(`'\\x'::bytea`, { kind: 'BLOB' }, { pos, isNullable: false })),
};
