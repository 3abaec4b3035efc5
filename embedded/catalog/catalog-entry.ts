import type {
  CatalogIndex,
  CatalogObject,
  CatalogSequence,
  CatalogTable,
  CatalogTrigger,
  StoredUnit,
} from './catalog.ts';

/** Everything that the catalog has on one object: the object and what its type needs. Replaced as a whole by DDL, never changed in place. */
export type CatalogEntry = {
  object: CatalogObject;
  table?: CatalogTable | undefined;
  index?: CatalogIndex | undefined;
  sequence?: CatalogSequence | undefined;
  unit?: StoredUnit | undefined;
  trigger?: CatalogTrigger | undefined;
};

/** The document of `ora.objects`: JSON without the references between the parts. */
export function encodeEntry(entry: CatalogEntry): string {
  const { object } = entry;
  return JSON.stringify({
    status: object.status,
    created: object.created.toISOString(),
    lastDdl: object.lastDdl.toISOString(),
    target: object.target,
    table: entry.table && { ...entry.table, object: undefined },
    index: entry.index && { ...entry.index, object: undefined },
    sequence: entry.sequence && { ...entry.sequence, object: undefined },
    unit: entry.unit,
  });
}

export type EntryRow = { id: number; schema: string; name: string; type: string; document: string };

export function decodeEntry(row: EntryRow): CatalogEntry {
  const document = JSON.parse(row.document);
  const unit: StoredUnit | undefined = document.unit;
  const object: CatalogObject = {
    id: row.id,
    schema: row.schema,
    name: row.name,
    type: row.type as CatalogObject['type'],
    status: document.status,
    created: new Date(document.created),
    lastDdl: new Date(document.lastDdl),
    source: unit?.source,
    target: document.target,
    isBuiltIn: false,
  };
  return linkEntry({
    object,
    table: document.table,
    index: document.index,
    sequence: document.sequence,
    unit,
  });
}

/** Sets the references to `object` in the parts, and makes the trigger of a trigger unit. */
export function linkEntry(entry: CatalogEntry): CatalogEntry {
  const { object, table, index, sequence, unit } = entry;
  return {
    object,
    table: table && { ...table, object },
    index: index && { ...index, object },
    sequence: sequence && { ...sequence, object },
    unit,
    trigger: unit?.trigger && { ...unit.trigger, object },
  };
}
