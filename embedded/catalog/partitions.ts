import type { Partitioning } from '../syntax/ast/ddl.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';

/** Partitions are kept as their definitions: a partition's rows are those for which its condition holds. */

/** The condition of a partition in Oracle's SQL, over the table's columns. Throws ORA-14501, ORA-02149. */
export function partitionCondition(partitioning: Partitioning | undefined, name: string, pos?: number): string {
  if (partitioning === undefined) throw new OracleError(14501, 'object is not partitioned', { offset: pos });
  const index = partitioning.partitions.findIndex((partition) => partition.name === name);
  if (index < 0) throw new OracleError(2149, 'Specified partition does not exist', { offset: pos });
  if (partitioning.method === 'RANGE') return rangeCondition(partitioning, index);
  if (partitioning.method === 'LIST' && partitioning.columns.length === 1) return listCondition(partitioning, index);
  throw unimplemented(`partitions by ${partitioning.method}`, pos);
}

function rangeCondition({ columns, partitions }: Partitioning, index: number): string {
  const upper = below(columns, partitions[index]?.values ?? []);
  const lower = index === 0 ? undefined : `LNNVL(${below(columns, partitions[index - 1]?.values ?? [])})`;
  return lower === undefined ? upper : `(${upper} AND ${lower})`;
}

/** `(a, b) < (x, y)`, where MAXVALUE is above everything, NULL included. */
function below(columns: readonly string[], values: readonly string[]): string {
  const [column, ...others] = columns;
  const [value = 'MAXVALUE', ...rest] = values;
  if (column === undefined) return '(1 = 0)';
  if (/^MAXVALUE$/i.test(value)) return '(1 = 1)';
  const name = `"${column}"`;
  if (others.length === 0) return `(${name} < ${value})`;
  return `(${name} < ${value} OR (${name} = ${value} AND ${below(others, rest)}))`;
}

function listCondition({ columns, partitions }: Partitioning, index: number): string {
  const name = `"${columns[0] ?? ''}"`;
  const isDefault = (values: readonly string[] | undefined) =>
    values?.some((value) => /^DEFAULT$/i.test(value)) === true;
  const values = partitions[index]?.values ?? [];
  if (!isDefault(values)) return isOneOf(name, values);
  const others = partitions.filter((partition) => !isDefault(partition.values));
  const taken = others.map((partition) => isOneOf(name, partition.values ?? []));
  return taken.length === 0 ? '(1 = 1)' : `(LNNVL(${taken.join(' OR ')}) AND 1 = 1)`;
}

function isOneOf(name: string, values: readonly string[]): string {
  const known = values.filter((value) => !/^NULL$/i.test(value));
  const tests = known.length === 0 ? [] : [`${name} IN (${known.join(', ')})`];
  if (known.length < values.length) tests.push(`${name} IS NULL`);
  return `(${tests.join(' OR ')})`;
}
