import type { SessionState } from '../../session/session-state.ts';
import type { ScalarType } from '../../types/data-type.ts';
import { objectIdOf } from '../../types/type-identifier.ts';
import type { CatalogColumn, CatalogObjectType } from '../catalog.ts';
import type { CatalogEntry } from '../catalog-entry.ts';
import type { LoadedCatalog } from '../loaded-catalog.ts';

/** Values as PostgreSQL text. */
export type Rows = (string | null)[][];

/** A table or view of SYS whose rows are made from the catalog when it is queried. */
export type VirtualTable = {
  /** Of the object of SYS: ALL_TABLES, V_$SESSION. */
  name: string;
  /** Of its public synonym, as everybody writes it: ALL_TABLES, V$SESSION. */
  synonym: string;
  /** False where a privilege is needed. */
  isPublic: boolean;
  columns: CatalogColumn[];
  /** One array per row, in the order of `columns`. A promise where the storage has to be asked. */
  rows(session: SessionState, catalog: LoadedCatalog, demand?: Demand): Rows | Promise<Rows>;
};

/** What a statement needs of a view; more does no harm. */
export type Demand = {
  /** Indexes of the columns that it uses: the others may be NULL. */
  used: ReadonlySet<number>;
  /** By index of the column: the values that it looks for, as PostgreSQL text. Other rows may be left out. */
  wanted: ReadonlyMap<number, ReadonlySet<string>>;
};

export type ViewValue = string | number | Date | null | undefined;
/** By column name; a column that is missing is NULL. */
export type ViewRow = Record<string, ViewValue>;
type RowSource = Iterable<ViewRow> | Promise<Iterable<ViewRow>>;

/** Which objects a view shows: USER_ those of the user, ALL_ those that he may see, DBA_ all. */
export type ViewScope = {
  kind: 'USER' | 'ALL' | 'DBA';
  user: string;
  session: SessionState;
  catalog: LoadedCatalog;
  /** Objects in the view's scope, by schema, name and id. */
  entries(...types: CatalogObjectType[]): CatalogEntry[];
};

/** A view that exists once. `columns`: lines of `NAME TYPE [NN]`. */
export function singleView(definition: {
  name: string;
  synonym?: string;
  isPublic?: boolean;
  scope?: ViewScope['kind'];
  columns: string;
  rows(scope: ViewScope): RowSource;
}): VirtualTable {
  const columns = parseColumns(definition.columns);
  return {
    name: definition.name,
    synonym: definition.synonym ?? definition.name,
    isPublic: definition.isPublic ?? true,
    columns,
    rows: (session, catalog, demand) =>
      toRows(definition.rows(makeScope(definition.scope ?? 'ALL', session, catalog)), columns, demand),
  };
}

/** V$… over V_$…, which needs a grant. */
export function performanceView(definition: {
  name: string;
  columns: string;
  rows(scope: ViewScope): RowSource;
}): VirtualTable {
  return singleView({
    ...definition,
    name: definition.name.replace('V$', 'V_$'),
    synonym: definition.name,
    isPublic: false,
    scope: 'DBA',
  });
}

/**
 * ALL_, DBA_ and USER_ views of one kind. USER_ lacks the columns named in `notInUser` (OWNER where not given), and has `onlyInUser`
 * behind the others; `onlyInAll` are not in DBA_ and USER_.
 */
export function viewFamily(definition: {
  suffix: string;
  columns: string;
  notInUser?: string[];
  onlyInUser?: string;
  onlyInAll?: string[];
  /** The column that has the name of the scope's entry. */
  entryName?: string;
  /** The column that has a TYPE_OID made for the scope's entry. */
  entryIdentifier?: string;
  rows(scope: ViewScope): RowSource;
}): VirtualTable[] {
  const all = parseColumns(definition.columns);
  const { notInUser = ['OWNER'], onlyInAll = [] } = definition;
  const common = all.filter(({ name }) => !onlyInAll.includes(name));
  const own = [...common.filter(({ name }) => !notInUser.includes(name)), ...parseColumns(definition.onlyInUser ?? '')];
  const make = (kind: ViewScope['kind'], columns: CatalogColumn[]): VirtualTable => ({
    name: `${kind}_${definition.suffix}`,
    synonym: `${kind}_${definition.suffix}`,
    isPublic: kind !== 'DBA',
    columns,
    rows: (session, catalog, demand) => {
      const names = demand?.wanted.get(columns.findIndex(({ name }) => name === definition.entryName));
      const identifiers = demand?.wanted.get(columns.findIndex(({ name }) => name === definition.entryIdentifier));
      return toRows(definition.rows(makeScope(kind, session, catalog, { names, identifiers })), columns, demand);
    },
  });
  return [make('ALL', all), make('DBA', common), make('USER', own)];
}

/** @param wantedEntries the entries that are asked for. */
function makeScope(
  kind: ViewScope['kind'],
  session: SessionState,
  catalog: LoadedCatalog,
  wantedEntries: { names?: ReadonlySet<string> | undefined; identifiers?: ReadonlySet<string> | undefined } = {},
): ViewScope {
  const { user } = session;
  const { names } = wantedEntries;
  const ids = wantedEntries.identifiers && objectIdsOf(wantedEntries.identifiers);
  return {
    kind,
    user,
    session,
    catalog,
    entries(...types) {
      const wanted = new Set(types);
      return catalog
        .entries()
        .filter(({ object }) => names === undefined || names.has(object.name))
        .filter(({ object }) => ids === undefined || ids.has(object.id))
        .filter(({ object }) => wanted.size === 0 || wanted.has(object.type))
        .filter(
          (entry) => kind === 'DBA' || (kind === 'USER' ? entry.object.schema === user : isSeen(catalog, user, entry)),
        );
    },
  };
}

/** Of the objects that TYPE_OIDs, as PostgreSQL writes them, were made for. */
function objectIdsOf(identifiers: ReadonlySet<string>): ReadonlySet<number> {
  return new Set([...identifiers].flatMap((text) => objectIdOf(Buffer.from(text.slice(2), 'hex')) ?? []));
}

/** What ALL_ views show: own objects, those with a grant, those that an ANY privilege is for, and public synonyms. */
function isSeen(catalog: LoadedCatalog, user: string, { object, trigger, index }: CatalogEntry): boolean {
  if (object.schema === user || object.schema === 'PUBLIC' || user === 'SYS') return true;
  const holder = trigger?.table ?? index?.table ?? object;
  if (holder.schema === user || catalog.privileges.isVisible(user, holder.schema, holder.name)) return true;
  if (object.schema === 'SYS') return false;
  const any = ANY_PRIVILEGE[object.type];
  return any !== undefined && catalog.hasSystemPrivilege(user, any);
}

const ANY_PRIVILEGE: Partial<Record<CatalogObjectType, string>> = {
  TABLE: 'SELECT ANY TABLE',
  VIEW: 'SELECT ANY TABLE',
  INDEX: 'SELECT ANY TABLE',
  SEQUENCE: 'SELECT ANY SEQUENCE',
  SYNONYM: 'SELECT ANY TABLE',
  PROCEDURE: 'EXECUTE ANY PROCEDURE',
  FUNCTION: 'EXECUTE ANY PROCEDURE',
  PACKAGE: 'EXECUTE ANY PROCEDURE',
  'PACKAGE BODY': 'DEBUG ANY PROCEDURE',
  TYPE: 'EXECUTE ANY TYPE',
  TRIGGER: 'CREATE ANY TRIGGER',
};

function toRows(source: RowSource, columns: CatalogColumn[], demand: Demand | undefined): Rows | Promise<Rows> {
  if (source instanceof Promise) return source.then((rows) => format(rows, columns, demand));
  return format(source, columns, demand);
}

function format(source: Iterable<ViewRow>, columns: CatalogColumn[], demand: Demand | undefined): Rows {
  const wanted = [...(demand?.wanted ?? [])].map(([index, values]) => ({ name: columns[index]?.name ?? '', values }));
  const rows: Rows = [];
  for (const row of source) {
    if (!wanted.every(({ name, values }) => values.has(valueText(row[name]) ?? ''))) continue;
    rows.push(columns.map(({ name }, index) => (demand?.used.has(index) === false ? null : valueText(row[name]))));
  }
  return rows;
}

/** Dates in the machine's own time zone, as SYSDATE. */
export function valueText(value: ViewValue): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) {
    const two = (number: number) => String(number).padStart(2, '0');
    const day = `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
    return `${day} ${two(value.getHours())}:${two(value.getMinutes())}:${two(value.getSeconds())}`;
  }
  return String(value);
}

/** `NAME VARCHAR2(128) NN`, one a line or separated by commas outside of parentheses. */
export function parseColumns(text: string): CatalogColumn[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^(\S+) (.+?)( NN)?$/.exec(line);
      if (match === null) throw new Error(`not a column: ${line}`);
      const [, name = '', type = '', notNull] = match;
      return {
        name,
        type: parseType(type),
        isNullable: notNull === undefined,
        default: undefined,
        isDefaultOnNull: false,
        identity: undefined,
        virtual: undefined,
        isHidden: false,
        isJson: false,
      };
    });
}

function parseType(text: string): ScalarType {
  const match = /^(VARCHAR2|CHAR|RAW|TIMESTAMP)\((\d+)\)( WITH TIME ZONE)?$/.exec(text);
  const length = Number(match?.[2]);
  switch (match?.[1] ?? text) {
    case 'VARCHAR2':
      return { kind: 'VARCHAR2', length, unit: 'BYTE' };
    case 'CHAR':
      return { kind: 'CHAR', length, unit: 'BYTE' };
    case 'RAW':
      return { kind: 'RAW', length };
    case 'TIMESTAMP':
      return { kind: match?.[3] === undefined ? 'TIMESTAMP' : 'TIMESTAMP WITH TIME ZONE', precision: length };
    case 'NUMBER':
      return { kind: 'NUMBER' };
    case 'DATE':
      return { kind: 'DATE' };
    case 'LONG':
      return { kind: 'LONG', unit: 'BYTE' };
    case 'CLOB':
      return { kind: 'CLOB' };
    default:
      throw new Error(`not a type: ${text}`);
  }
}
