import { NUMBER } from '../../types/data-type.ts';
import { varchar } from './type-classes.ts';
import { pgTypeName, quoteText, type TypedSql, typed } from './typed-sql.ts';

/** A conversion of a text by a format (NULL's TypedSql has its own type; undefined: the session's format). */
export type Conversion = (value: TypedSql, format: TypedSql | undefined) => TypedSql;

/**
 * The conversion with a value in place of its errors (`DEFAULT … ON CONVERSION ERROR`). PostgreSQL catches errors in procedures only: the
 * conversion goes there as text, with the value and the format as its parameters.
 */
export function convertOr(
  convert: Conversion,
  value: TypedSql,
  format: TypedSql | undefined,
  fallback: string,
): TypedSql {
  const code = convert(parameter('$1', value.pos), format === undefined ? undefined : formatParameter(format));
  const sql = `ora.attempt(${codeText(code)}, (${value.sql})::text, ${formatText(format)}, (${fallback})::text)`;
  return typed(`${sql}::${pgTypeName(code.type)}`, code.type, { pos: value.pos, isRowDependent: value.isRowDependent });
}

/** VALIDATE_CONVERSION: 1 where the conversion has no error, else 0. */
export function isConvertible(convert: Conversion, value: TypedSql, format: TypedSql | undefined): TypedSql {
  const code = convert(parameter('$1', value.pos), format === undefined ? undefined : formatParameter(format));
  const sql = `ora.is_convertible(${codeText(code)}, (${value.sql})::text, ${formatText(format)})`;
  return typed(sql, NUMBER, { pos: value.pos, isRowDependent: value.isRowDependent, isNullable: false });
}

function parameter(sql: string, pos: number): TypedSql {
  return typed(sql, varchar(4000), { pos });
}

function formatParameter(format: TypedSql): TypedSql {
  return format.literal === undefined ? parameter('$2', format.pos) : format;
}

function formatText(format: TypedSql | undefined): string {
  return format === undefined || format.literal !== undefined ? 'NULL' : `(${format.sql})::text`;
}

function codeText({ sql }: TypedSql): string {
  return quoteText(`SELECT (${sql})::text`);
}
