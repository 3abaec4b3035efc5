import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import { findVirtualTable } from '../catalog/virtual-tables.ts';
import { contextValue } from '../session/context-value.ts';
import type { SessionState } from '../session/session-state.ts';
import type { DataType } from '../types/data-type.ts';
import { systemDate, systemTimestamp } from '../types/datetime.ts';
import { offsetAt } from '../types/time-zone.ts';
import { CollectionValue, RecordValue, type Value } from '../types/values.ts';
import type {
  ClockForm,
  DictionarySource,
  FunctionStep,
  ParameterSource,
  PreparedSql,
  WantedValue,
} from './compile/parameters.ts';
import { storedText } from './composite-text.ts';
import { timestampText } from './pg-datetime.ts';
import { toPgText } from './pg-value.ts';

/** What one execution of a statement supplies to its parameters. */
export class RunContext {
  readonly session: SessionState;
  readonly catalog: LoadedCatalog;
  readonly inputs: Value[];
  /** What the stored functions are called from. */
  readonly statement: 'QUERY' | 'DML';
  /** Text or JSON of stored functions' results. */
  readonly functionResults = new Map<FunctionStep, string | null>();
  slots: (string | null)[] = [];
  /** Objects that stand in the statement's rows by their numbers here. */
  readonly objects: Value[] = [];
  readonly #now = Date.now();

  constructor(session: SessionState, catalog: LoadedCatalog, inputs: Value[], statement: 'QUERY' | 'DML') {
    this.session = session;
    this.catalog = catalog;
    this.inputs = inputs;
    this.statement = statement;
  }

  async parameters(sql: PreparedSql): Promise<(string | null)[]> {
    const values: (string | null)[] = [];
    for (const source of sql.parameters) {
      const value = this.#value(source);
      values.push(value instanceof Promise ? await value : value);
    }
    return values;
  }

  #value(source: ParameterSource): string | null | Promise<string> {
    switch (source.kind) {
      case 'input':
        return toPgText(this.inputs[source.index] ?? null);
      case 'field': {
        const record = this.inputs[source.index] ?? null;
        return record instanceof RecordValue ? toPgText(record.fields[source.field] ?? null) : null;
      }
      case 'clock':
        return this.#clock(source.form);
      case 'context':
        return contextValue(this.session, source.namespace, source.name);
      case 'composite':
        return storedText(this.inputs[source.index] ?? null, source.type);
      case 'collection':
        return collectionJson(this.inputs[source.index] ?? null, this.objects);
      case 'function':
        return this.functionResults.get(source.step) ?? null;
      case 'slot':
        return this.slots[source.slot] ?? null;
      case 'dictionary':
        return this.#dictionary(source);
    }
  }

  async #dictionary({ name, used, wanted }: DictionarySource): Promise<string> {
    const values = [...wanted].map(([column, alternatives]) => [column, new Set(this.#texts(alternatives))] as const);
    const demand = { used, wanted: new Map(values) };
    const rows = (await findVirtualTable(name)?.rows(this.session, this.catalog, demand)) ?? [];
    return rowsJson(rows);
  }

  /** NULL equals nothing. */
  #texts(values: WantedValue[]): string[] {
    return values
      .map((value) => (typeof value === 'string' ? value : toPgText(this.inputs[value.index] ?? null)))
      .filter((text) => text !== null);
  }

  #clock(form: ClockForm): string {
    const utcSeconds = Math.floor(this.#now / 1000);
    const micros = (this.#now % 1000) * 1_000_000;
    switch (form) {
      case 'SYSDATE':
        return timestampText(systemDate(this.#now).seconds, 0);
      case 'SYSTIMESTAMP':
      case 'CURRENT_TIMESTAMP': {
        const { seconds, nanos } = systemTimestamp(this.#now);
        return `${timestampText(seconds, nanos)}+00`;
      }
      case 'CURRENT_DATE':
        return timestampText(utcSeconds + offsetAt(this.session.nls.timeZone, utcSeconds) * 60, 0);
      case 'LOCALTIMESTAMP':
        return timestampText(utcSeconds + offsetAt(this.session.nls.timeZone, utcSeconds) * 60, micros);
    }
  }
}

/** Rows as json_to_recordset takes them: objects with the keys c1, c2 …. */
export function rowsJson(rows: (string | null)[][]): string {
  const objects = rows.map((row) => {
    const object: Record<string, string> = {};
    // A key that is missing is NULL.
    for (const [index, value] of row.entries()) if (value !== null) object[`c${index + 1}`] = value;
    return object;
  });
  return JSON.stringify(objects);
}

/** The elements as rows; those of objects with the number under which `objects` has them, in one more column. */
export function collectionJson(value: Value, objects: Value[]): string {
  if (value === null) return '[]';
  if (!(value instanceof CollectionValue)) throw new Error('not a collection');
  const rows: (string | null)[][] = [];
  const keys = [...value.elements.keys()].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
  for (const key of keys) {
    const element = value.elements.get(key) ?? null;
    rows.push(elementRow(element, value.type.element, objects));
  }
  return rowsJson(rows);
}

function elementRow(element: Value, type: DataType, objects: Value[]): (string | null)[] {
  if (type.kind !== 'RECORD') return [toPgText(element)];
  const fields = type.fields.map((_, i) =>
    toPgText(element instanceof RecordValue ? (element.fields[i] ?? null) : null),
  );
  return type.object === undefined ? fields : [...fields, objectNumber(element, objects)];
}

/** The number under which a statement's rows have an object; NULL for NULL. */
export function objectNumber(value: Value, objects: Value[]): string | null {
  if (value === null) return null;
  objects.push(value);
  return String(objects.length - 1);
}
