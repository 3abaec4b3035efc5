import { COLUMN_VIEWS } from './dictionary/column-views.ts';
import { CONSTRAINT_VIEWS } from './dictionary/constraint-views.ts';
import { EMPTY_VIEWS } from './dictionary/empty-views.ts';
import { INSTANCE_VIEWS } from './dictionary/instance-views.ts';
import { LOCK_VIEWS } from './dictionary/lock-views.ts';
import { NLS_VIEWS } from './dictionary/nls-views.ts';
import { OBJECT_VIEWS } from './dictionary/object-views.ts';
import { PARTITION_VIEWS } from './dictionary/partition-views.ts';
import { PRIVILEGE_VIEWS } from './dictionary/privilege-views.ts';
import { SEQUENCE_VIEWS } from './dictionary/sequence-views.ts';
import { SESSION_VIEWS } from './dictionary/session-views.ts';
import { TABLE_VIEWS } from './dictionary/table-views.ts';
import { TYPE_VIEWS } from './dictionary/type-views.ts';
import { UNIT_VIEWS } from './dictionary/unit-views.ts';
import { USER_VIEWS } from './dictionary/user-views.ts';
import type { VirtualTable } from './dictionary/virtual-table.ts';

/** The tables and views of SYS, by name (columns after the Oracle Database Reference 19c). */
export const VIRTUAL_TABLES: ReadonlyMap<string, VirtualTable> = new Map(
  [
    ...OBJECT_VIEWS,
    ...TABLE_VIEWS,
    ...COLUMN_VIEWS,
    ...CONSTRAINT_VIEWS,
    ...UNIT_VIEWS,
    ...TYPE_VIEWS,
    ...SEQUENCE_VIEWS,
    ...USER_VIEWS,
    ...PRIVILEGE_VIEWS,
    ...SESSION_VIEWS,
    ...LOCK_VIEWS,
    ...NLS_VIEWS,
    ...INSTANCE_VIEWS,
    ...EMPTY_VIEWS,
    ...PARTITION_VIEWS,
  ].map((view) => [view.name, view]),
);

/** A table or view of SYS by its name as resolved (V_$SESSION, ALL_TABLES); undefined for other names. */
export function findVirtualTable(name: string): VirtualTable | undefined {
  return VIRTUAL_TABLES.get(name);
}
