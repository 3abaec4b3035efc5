import { createHash } from 'node:crypto';
import type { CatalogColumn } from '../catalog/catalog.ts';
import type { ScalarType } from '../types/data-type.ts';
import { quoteName, quoteText } from './quote.ts';

/**
 * The CHECK that keeps a column's length, or undefined where the type has none. A value that fits costs one comparison; one that does
 * not calls the function that raises ORA-12899 with the names in it.
 */
export function lengthCheck(column: CatalogColumn, schema: string, table: string): string | undefined {
  const measure = lengthOf(column.type, quoteName(column.name));
  if (measure === undefined) return undefined;
  const names = [schema, table, column.name].map(quoteText).join(', ');
  const { sql, maximum } = measure;
  return `CONSTRAINT ${lengthCheckName(column.name)} CHECK (${sql} <= ${maximum} OR ora.value_too_large(${sql}, ${maximum}, ${names}))`;
}

/** The same for every table: PostgreSQL's constraint names are unique within their table only. */
export function lengthCheckName(column: string): string {
  return quoteName(`ora$len_${createHash('md5').update(column).digest('hex').slice(0, 16)}`);
}

/** BYTE semantics count bytes, CHAR semantics characters. */
function lengthOf(type: ScalarType, column: string): { sql: string; maximum: number } | undefined {
  switch (type.kind) {
    case 'VARCHAR2':
    case 'CHAR':
    case 'NVARCHAR2':
    case 'NCHAR':
      if (type.length === undefined) return undefined;
      return { sql: `${type.unit === 'CHAR' ? 'char_length' : 'octet_length'}(${column})`, maximum: type.length };
    case 'RAW':
      return type.length === undefined ? undefined : { sql: `octet_length(${column})`, maximum: type.length };
    default:
      return undefined;
  }
}
