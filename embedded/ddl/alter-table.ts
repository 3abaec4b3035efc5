import type { AlterTableAction, DdlStatement } from '../syntax/ast/ddl.ts';
import { addColumns } from './add-columns.ts';
import { addConstraint } from './add-constraint.ts';
import { setTriggerEnabled } from './alter-unit.ts';
import type { DdlRun } from './ddl-run.ts';
import { dropColumns } from './drop-columns.ts';
import { dropNamedConstraint, renameConstraint, switchConstraint } from './drop-constraint.ts';
import { modifyColumns } from './modify-columns.ts';
import { addPartition, emptyPartition } from './partitions.ts';
import { renameColumn } from './rename-column.ts';
import { renameTable } from './rename-object.ts';
import type { TableDraft } from './table-draft.ts';

/** ALTER TABLE: its actions in the order in which they stand. */
export async function alterTable(run: DdlRun, statement: Extract<DdlStatement, { kind: 'alterTable' }>): Promise<void> {
  const draft = run.tableToChange(statement.name, { object: 'ALTER', system: 'ALTER ANY TABLE' });
  for (const action of statement.actions) await alter(run, draft, action);
  const changesColumns = statement.actions.some(({ kind }) => /Columns?$/.test(kind));
  if (changesColumns) run.touch(draft.schema, draft.name);
}

async function alter(run: DdlRun, draft: TableDraft, action: AlterTableAction): Promise<void> {
  switch (action.kind) {
    case 'addColumns':
      return addColumns(run, draft, action.columns);
    case 'modifyColumns':
      return modifyColumns(run, draft, action.columns);
    case 'dropColumns':
      return dropColumns(run, draft, action.columns, action.cascade);
    case 'renameColumn':
      return renameColumn(run, draft, action);
    case 'addConstraint':
      return addConstraint(run, draft, action.constraint);
    case 'dropConstraint':
      return dropNamedConstraint(run, draft, action);
    case 'renameConstraint':
      return renameConstraint(run, draft, action);
    case 'enableConstraint':
    case 'disableConstraint':
      return switchConstraint(run, draft, action);
    case 'enableTriggers':
    case 'disableTriggers':
      for (const trigger of run.catalog.allTriggersOf(draft.schema, draft.name)) {
        setTriggerEnabled(run, trigger, action.kind === 'enableTriggers');
      }
      return;
    case 'addPartition':
      return addPartition(draft, action.partition);
    case 'truncatePartition':
    case 'dropPartition':
      return emptyPartition(run, draft, action);
    case 'rename':
      return renameTable(run, draft, action.to);
    case 'ignored':
      return;
  }
}
