import type { CatalogTable } from '../../catalog/catalog.ts';
import { partitionCondition } from '../../catalog/partitions.ts';
import { parseExpression } from '../../syntax/parse.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { printTableExpression } from '../print-table-expression.ts';

/** `PARTITION (p)` as a condition over the columns of the stored table, which are not qualified. Throws ORA-14501, ORA-02149. */
export function partitionSql(clause: string, table: CatalogTable, pos: number): string {
  const named = /^PARTITION\s*\(\s*(?:"([^"]+)"|([\w$#]+))\s*\)$/i.exec(clause);
  if (named === null) throw unimplemented(`${clause} in FROM`, pos);
  const name = named[1] ?? (named[2] ?? '').toUpperCase();
  return printTableExpression(parseExpression(partitionCondition(table.partitioning, name, pos)), table);
}
