import type { NlsSettings } from '../../types/nls.ts';
import type { TypedSql } from './typed-sql.ts';

/** Text order and equality by NLS_SORT, NLS_COMP and the COLLATE operator. */

/** The sort that two texts are compared by: that of a COLLATE operator, else the session's where NLS_COMP asks for it. */
export function comparisonSort(left: TypedSql, right: TypedSql, nls: NlsSettings): string {
  return left.collation ?? right.collation ?? (nls.comp === 'BINARY' ? 'BINARY' : nls.sort);
}

/** What texts of one sort key have in common: `_CI` ignores case, `_AI` accents too. */
export function foldedText(sql: string, sort: string): string {
  if (/_CI$/i.test(sort)) return `lower(${sql} COLLATE "pg_c_utf8") COLLATE "default"`;
  return /_AI$/i.test(sort) ? `ora.without_accents(${sql})` : sql;
}

/** A text as ORDER BY and the comparisons of a linguistic session take it. */
export function sortedText(sql: string, sort: string): string {
  const folded = foldedText(sql, sort);
  const name = sort.toUpperCase().replace(/_(CI|AI)$/, '');
  return name === 'BINARY' ? folded : `(${folded}) COLLATE "${LOCALES[name] ?? 'und'}-x-icu"`;
}

const LOCALES: Record<string, string> = { SPANISH: 'es', GERMAN: 'de', XGERMAN: 'de', FRENCH: 'fr', ITALIAN: 'it' };

/** An ORDER BY item's SQL: texts in the session's order. */
export function orderedSql(value: TypedSql, nls: NlsSettings): string {
  const sort = value.collation ?? nls.sort;
  const isText =
    value.type.kind === 'VARCHAR2' ||
    value.type.kind === 'CHAR' ||
    (value.type.kind.startsWith('N') &&
      value.type.kind !== 'NUMBER' &&
      value.type.kind !== 'NULL' &&
      value.type.kind !== 'NCLOB');
  return isText && !/^BINARY$/i.test(sort) ? sortedText(value.sql, sort) : value.sql;
}
