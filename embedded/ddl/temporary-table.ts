import type { CatalogIndex, CatalogTable } from '../catalog/catalog.ts';
import { storageName } from '../catalog/storage-name.ts';
import { printTableExpression } from '../sql/print-table-expression.ts';
import { parseExpression } from '../syntax/parse.ts';
import { storageType } from './column-type.ts';
import { constraintSql } from './constraint-storage.ts';
import { indexSql } from './create-index.ts';
import type { PrintTableExpression } from './ddl-run.ts';
import { lengthCheck } from './length-check.ts';
import { quoteName } from './quote.ts';

/** The temporary table that stands for a global temporary table in one PostgreSQL session: `pg_temp."SCHEMA.TABLE"`. */
export function temporaryTableName(table: CatalogTable): string {
  return `pg_temp.${quoteName(storageName(`${table.object.schema}.${table.object.name}`))}`;
}

/**
 * Makes that table, in a session that has not got it. Its form is that of the catalog's table now; a session whose copy is older than
 * `table.object.lastDdl` drops it first.
 */
export function temporaryTableDdl(
  table: CatalogTable,
  indexes: CatalogIndex[] = [],
  print: PrintTableExpression = printTableExpression,
): string[] {
  const name = temporaryTableName(table);
  const columns = table.columns.map((column) => {
    const base = `${quoteName(column.name)} ${storageType(column.type)}`;
    if (column.virtual !== undefined)
      return `${base} GENERATED ALWAYS AS (${print(parseExpression(column.virtual), table)}) STORED`;
    return column.isNullable ? base : `${base} NOT NULL`;
  });
  const checks = table.columns.flatMap((column) => lengthCheck(column, table.object.schema, table.object.name) ?? []);
  const rowid = `"ora$rowid" bigint NOT NULL DEFAULT nextval('ora.rowid_seq') UNIQUE`;
  const onCommit = table.onCommit === 'PRESERVE' ? 'PRESERVE ROWS' : 'DELETE ROWS';
  const bare = name.replace(/^pg_temp\./, '');
  const keys = table.constraints
    .filter(({ type, isEnabled }) => isEnabled && type !== 'NOT NULL')
    .flatMap((constraint) => constraintSql({ print }, { table, storageName: name }, constraint));
  // Other indexes make nothing different.
  const uniques = indexes
    .filter(({ isUnique, isOfConstraint }) => isUnique && !isOfConstraint)
    .map((index) => indexSql(table, name, { ...index, storageName: undefined }, print));
  return [
    `CREATE TEMPORARY TABLE ${bare} (${[...columns, rowid, ...checks].join(', ')}) ON COMMIT ${onCommit}`,
    ...keys,
    ...uniques,
  ];
}
