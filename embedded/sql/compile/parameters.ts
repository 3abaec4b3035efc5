import type { ScalarType } from '../../types/data-type.ts';
import type { StandardFunction } from '../../types/standard-function.ts';
import type { CompositeType } from '../composite-text.ts';
import type { HostVariable, StoredFunction } from '../sql-engine.ts';
import type { OutputColumn } from './output.ts';
import { pgTypeName } from './typed-sql.ts';

/** A row set that comes from outside PostgreSQL and is passed as JSON: an array of objects with the keys c1, c2 …. */
export type RelationColumn = { type: ScalarType };

/** Where the value of a PostgreSQL parameter comes from when the statement runs. */
export type ParameterSource =
  | { kind: 'input'; variable: HostVariable; index: number }
  /** A field of a record variable. */
  | { kind: 'field'; index: number; field: number }
  /** SYSDATE, SYSTIMESTAMP and their session time zone forms: one moment for a statement. */
  | { kind: 'clock'; form: ClockForm }
  /** Rows of a dictionary view, taken when the statement starts. */
  | DictionarySource
  /** The elements of a collection variable. */
  /** An object or collection, in the form of a column of that type. */
  | { kind: 'composite'; variable: HostVariable; index: number; type: CompositeType }
  | { kind: 'collection'; variable: HostVariable; index: number; columns: RelationColumn[] }
  /** What a stored function returned: a value (no arguments that depend on a row), its elements, or a JSON object argument text → result text. */
  | { kind: 'function'; step: FunctionStep; columns?: RelationColumn[] | undefined }
  /** SYS_CONTEXT of the session. */
  | { kind: 'context'; namespace: string; name: string }
  /** Given by the code that runs the statement: the trigger's row values, a LOB's rowid. */
  | { kind: 'slot'; slot: number };

/** A dictionary view under `alias`. */
export type DictionarySource = {
  kind: 'dictionary';
  name: string;
  alias: string;
  /** By index of the column: what the statement looks for. Rows with other values need not be there. */
  wanted: Map<number, WantedValue[]>;
  /** Indexes of the columns that the prepared text names. */
  used: ReadonlySet<number>;
};
/** A text literal, or a parameter. */
export type WantedValue = string | Extract<ParameterSource, { kind: 'input' }>;

export type ClockForm = 'SYSDATE' | 'SYSTIMESTAMP' | 'CURRENT_DATE' | 'CURRENT_TIMESTAMP' | 'LOCALTIMESTAMP';

/** A stored function to call before the statement that uses it runs. `sql` yields the arguments: one row, or each combination once. */
export type FunctionStep = {
  target: StoredFunction;
  /** A function of Oracle's own that PostgreSQL has no counterpart of: `target` describes it, this computes it. */
  standard?: StandardFunction | undefined;
  /** True: one call for the whole statement. False: a call for each row of `sql`; its first column is the key. */
  isConstant: boolean;
  argumentTypes: ScalarType[];
  /** Undefined where a constant call has no arguments. */
  sql: PreparedSql | undefined;
  /** Arguments that are no SQL values (collections, records, booleans): passed from the inputs as they are. */
  hostArguments: Map<number, { variable: HostVariable; index: number }>;
  /** CURSOR(…) arguments: queries that are opened for the call. */
  cursorArguments: Map<number, CursorArgument>;
  /** Arguments that are objects: what the SQL yields is their number in the run. */
  objectArguments: Set<number>;
  /** The result is an object or collection as a value: what the SQL has is its number in the run. */
  isObject?: boolean | undefined;
  /** What the result goes into is a column of this type: the SQL has it as it is stored. */
  storedType?: CompositeType | undefined;
  /** Of a call whose result is an object: its parameter. */
  token?: string | undefined;
};

export type CursorArgument = { prepared: PreparedSql; columns: OutputColumn[] };

/** Text with `$n` parameters and where their values come from. */
export type PreparedSql = { text: string; parameters: ParameterSource[] };

/** Private-use characters mark a parameter; `quoteText` and `quoteName` see to it that nothing else has them. */
const TOKEN = /\uE000(\d+)\uE001/g;

/**
 * The parameters of one compilation. Expressions carry tokens, which `prepare` numbers: only what is in the final text becomes a
 * parameter, and an expression that occurs twice has the same text twice (GROUP BY needs that).
 */
export class ParameterRegistry {
  readonly #sources: { source: ParameterSource; cast: string }[] = [];
  readonly #byKey = new Map<unknown, { type: unknown; cast: string; id: number }[]>();
  readonly #clocks = new Map<ClockForm, string>();
  readonly inputs: HostVariable[] = [];
  readonly #inputKeys = new Map<unknown, number>();

  /** The source behind a token that stands alone. */
  sourceOf(sql: string): ParameterSource | undefined {
    const id = /^\uE000(\d+)\uE001$/.exec(sql)?.[1];
    return id === undefined ? undefined : this.#sources[Number(id)]?.source;
  }

  /** Of the dictionary view under `alias`. */
  dictionary(alias: string): DictionarySource | undefined {
    for (const { source } of this.#sources) if (source.kind === 'dictionary' && source.alias === alias) return source;
    return undefined;
  }

  /** The token of a new parameter. */
  add(source: ParameterSource, cast: string): string {
    this.#sources.push({ source, cast });
    return `\uE000${this.#sources.length - 1}\uE001`;
  }

  /** Index among the statement's inputs; the same variable has the same one. */
  inputIndex(variable: HostVariable): number {
    const known = this.#inputKeys.get(variable.key);
    if (known !== undefined) return known;
    this.inputs.push(variable);
    this.#inputKeys.set(variable.key, this.inputs.length - 1);
    return this.inputs.length - 1;
  }

  /** A scalar variable, printed with its type. The same variable gives the same token. */
  addInput(variable: HostVariable, type: ScalarType): string {
    const cast = pgTypeName(type);
    const known = this.#byKey.get(variable.key)?.find((entry) => entry.cast === cast);
    if (known !== undefined) return `\uE000${known.id}\uE001`;
    const token = this.add({ kind: 'input', variable, index: this.inputIndex(variable) }, cast);
    const entries = this.#byKey.get(variable.key) ?? [];
    entries.push({ type, cast, id: this.#sources.length - 1 });
    this.#byKey.set(variable.key, entries);
    return token;
  }

  /** The moment of the statement; one parameter for each form of it. */
  addClock(form: ClockForm, type: ScalarType): string {
    const known = this.#clocks.get(form);
    if (known !== undefined) return known;
    const token = this.add({ kind: 'clock', form }, pgTypeName(type));
    this.#clocks.set(form, token);
    return token;
  }

  prepare(sql: string): PreparedSql {
    const parameters: ParameterSource[] = [];
    const numbers = new Map<number, number>();
    const text = sql.replace(TOKEN, (_token, digits: string) => {
      const id = Number(digits);
      const entry = this.#sources[id];
      if (entry === undefined) throw new Error(`unknown parameter ${id}`);
      let number = numbers.get(id);
      if (number === undefined) {
        parameters.push(entry.source.kind === 'dictionary' ? usedBy(sql, entry.source) : entry.source);
        number = parameters.length;
        numbers.set(id, number);
      }
      return `$${number}::${entry.cast}`;
    });
    return { text, parameters };
  }
}

function usedBy(sql: string, source: DictionarySource): DictionarySource {
  const columns = [...sql.matchAll(new RegExp(`\\b${source.alias}\\.c(\\d+)\\b`, 'g'))];
  return { ...source, used: new Set(columns.map(([, number]) => Number(number) - 1)) };
}
