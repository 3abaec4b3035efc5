import type { CatalogColumn, CatalogIndex, CatalogTable } from '../catalog/catalog.ts';
import type { CatalogChange } from '../catalog/catalog-change.ts';
import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { Identifier } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { qualifiedName } from './quote.ts';

/** A working copy of a table with its indexes, which a DDL statement changes step by step. The catalog's own is never touched. */
export class TableDraft {
  table: CatalogTable;
  indexes: CatalogIndex[];
  readonly #originalIndexes: CatalogIndex[];

  constructor(table: CatalogTable, catalog: LoadedCatalog) {
    this.table = {
      ...table,
      columns: [...table.columns],
      constraints: [...table.constraints],
      columnComments: { ...table.columnComments },
    };
    this.#originalIndexes = catalog.indexesOf(table.object.schema, table.object.name);
    this.indexes = [...this.#originalIndexes];
  }

  get schema(): string {
    return this.table.object.schema;
  }

  get name(): string {
    return this.table.object.name;
  }

  /** As PostgreSQL has it. */
  get storageName(): string {
    return qualifiedName(this.schema, this.name);
  }

  /** Throws ORA-00904. */
  column(identifier: Identifier): CatalogColumn {
    const column = this.table.columns.find(({ name }) => name === identifier.name);
    if (column === undefined) throw invalidColumn(identifier);
    return column;
  }

  hasColumn(name: string): boolean {
    return this.table.columns.some((column) => column.name === name);
  }

  replaceColumn(name: string, column: CatalogColumn): void {
    this.table.columns = this.table.columns.map((existing) => (existing.name === name ? column : existing));
  }

  replaceIndex(index: CatalogIndex): void {
    this.indexes = this.indexes.map((existing) => (existing.object.id === index.object.id ? index : existing));
  }

  removeIndex(index: CatalogIndex): void {
    this.indexes = this.indexes.filter(({ object }) => object.id !== index.object.id);
  }

  /** Adds what became of the table to the statement's change. */
  collect(change: CatalogChange, now: Date): void {
    const object = { ...this.table.object, lastDdl: now };
    change.put({ object, table: { ...this.table, object } });
    for (const index of this.#originalIndexes) {
      if (!this.indexes.some(({ object: kept }) => kept.id === index.object.id)) {
        change.remove({ object: index.object, index });
      }
    }
    for (const index of this.indexes) {
      const moved = { ...index, table: { schema: object.schema, name: object.name } };
      if (!this.#originalIndexes.includes(index) || index.table.name !== object.name) {
        change.put({ object: index.object, index: moved });
      }
    }
  }
}

export function invalidColumn(identifier: Identifier): OracleError {
  return new OracleError(904, `"${identifier.name}": invalid identifier`, { offset: identifier.pos });
}
