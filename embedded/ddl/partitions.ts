import { partitionCondition } from '../catalog/partitions.ts';
import { printTableExpression } from '../sql/print-table-expression.ts';
import type { AlterTableAction, PartitionDefinition, Partitioning } from '../syntax/ast/ddl.ts';
import { parseExpression } from '../syntax/parse.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { DdlRun } from './ddl-run.ts';
import type { TableDraft } from './table-draft.ts';

/** Names for the partitions that have none. Throws ORA-14011 for a name that stands twice. */
export function namedPartitions(partitioning: Partitioning): Partitioning {
  const seen = new Set<string>();
  const partitions = partitioning.partitions.map((partition, index) => {
    const name = partition.name ?? `SYS_P${index + 1}`;
    if (seen.has(name)) {
      throw new OracleError(14011, 'names assigned to resulting partitions must be distinct');
    }
    seen.add(name);
    return { ...partition, name };
  });
  return { ...partitioning, partitions };
}

export function addPartition(draft: TableDraft, partition: PartitionDefinition): void {
  const partitioning = partitioningOf(draft);
  draft.table.partitioning = namedPartitions({
    ...partitioning,
    partitions: [...partitioning.partitions, partition],
  });
}

/** TRUNCATE PARTITION, DROP PARTITION: the partition's rows go. Throws ORA-14501, ORA-02149, ORA-14083 for the only partition. */
export async function emptyPartition(
  run: DdlRun,
  draft: TableDraft,
  { name, kind }: Extract<AlterTableAction, { kind: 'truncatePartition' | 'dropPartition' }>,
): Promise<void> {
  const partitioning = partitioningOf(draft);
  const condition = partitionCondition(partitioning, name.name, name.pos);
  if (kind === 'dropPartition' && partitioning.partitions.length === 1) {
    throw new OracleError(14083, 'cannot drop the only partition of a partitioned table');
  }
  const where = printTableExpression(parseExpression(condition), draft.table);
  await run.execute(`DELETE FROM ${draft.storageName} WHERE ${where}`);
  if (kind === 'truncatePartition') return;
  const partitions = partitioning.partitions.filter((partition) => partition.name !== name.name);
  draft.table.partitioning = { ...partitioning, partitions };
}

function partitioningOf(draft: TableDraft): Partitioning {
  const { partitioning } = draft.table;
  if (partitioning === undefined) throw new OracleError(14501, 'object is not partitioned');
  return partitioning;
}
