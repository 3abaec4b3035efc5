import type { ColumnDescription, CompiledDml, CompiledQuery, QueryCursor } from '../sql/sql-engine.ts';
import type { ParseResult } from '../syntax/ast/statement.ts';
import { parseStatement } from '../syntax/parse.ts';
import { castValue } from '../types/conversion.ts';
import type { ConversionContext } from '../types/convert-scalar.ts';
import { type DataType, NULL_TYPE, type ScalarType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { ScalarValue, Value } from '../types/values.ts';
import type { NativeCall } from './native-package.ts';

/** A bind or an output of a statement, with the type that BIND_VARIABLE gave it. */
type Variable = { value: Value; type: DataType };

/** Rows that are fetched at once; one by one where fetching locks them. */
const FETCH_SIZE = 100;

/** A cursor of DBMS_SQL: a statement that is parsed, bound, executed and fetched step by step. */
export class DynamicCursor {
  #parsed: ParseResult | undefined;
  #columns: ColumnDescription[] = [];
  #rows: QueryCursor | undefined;
  #fetched: Value[][] = [];
  #isForUpdate = false;
  #row: Value[] | undefined;
  readonly #variables = new Map<string, Variable>();
  readonly #defined = new Map<number, ScalarType>();
  rowCount = 0;
  lastRowid: string | undefined;

  /** As TO_CURSOR_NUMBER makes it: an open query. */
  static ofQuery(rows: QueryCursor): DynamicCursor {
    const cursor = new DynamicCursor();
    cursor.#rows = rows;
    cursor.#columns = [...rows.columns];
    return cursor;
  }

  /** Parses, and runs at once what has no binds and no rows: DDL. Throws the errors of the statement's names. */
  async parse(call: NativeCall, text: string): Promise<void> {
    await this.close();
    this.#variables.clear();
    this.#defined.clear();
    this.#parsed = parseStatement(text);
    this.#columns = [];
    if (this.#parsed.class === 'ddl') {
      await call.statements.run(this.#parsed, [], []);
      return;
    }
    // The types of binds are known at execution only; without binds errors show at once, and columns always do.
    if (this.#parsed.class === 'query') this.#columns = this.#compileQuery(call, () => NULL_TYPE).columns;
    else if (this.#parsed.class === 'dml' && this.#parsed.placeholders.length === 0) this.#compileDml(call);
  }

  bind(name: string, value: Value, type: DataType): void {
    const key = placeholderKey(name);
    if (!this.#statement().placeholders.some((placeholder) => placeholder.name === key)) {
      throw new OracleError(1006, 'bind variable does not exist');
    }
    this.#variables.set(key, { value, type });
  }

  define(position: number, type: ScalarType): void {
    if (this.#columns[position - 1] === undefined) throw notInSelectList();
    this.#defined.set(position, type);
  }

  /** Rows changed; 0 for others. */
  async execute(call: NativeCall): Promise<number> {
    const parsed = this.#statement();
    await this.close();
    this.rowCount = 0;
    this.lastRowid = undefined;
    switch (parsed.class) {
      case 'query':
        await this.#open(call);
        return 0;
      case 'dml':
        return this.#executeDml(call);
      case 'ddl':
        // It ran when it was parsed.
        return 0;
      default:
        await this.#executeBlock(call, parsed);
        return 0;
    }
  }

  async #open(call: NativeCall): Promise<void> {
    const compiled = this.#compileQuery(call, (index) => this.#variable(index).type);
    this.#columns = compiled.columns;
    this.#isForUpdate = compiled.isForUpdate;
    const inputs = compiled.inputs.map(({ key }) => this.#variable(Number(key)).value);
    this.#rows = await call.sql.openQuery(compiled, inputs);
  }

  async #executeDml(call: NativeCall): Promise<number> {
    const compiled = this.#compileDml(call);
    const inputs = compiled.inputs.map(({ key }) => this.#variable(Number(key)).value);
    const result = await call.sql.executeDml(compiled, inputs);
    this.rowCount = result.rowCount;
    this.lastRowid = result.lastRowid;
    this.#keepReturned(compiled, result.returned);
    return result.rowCount;
  }

  #keepReturned(compiled: CompiledDml, returned: Value[][]): void {
    if (returned.length > 1) {
      throw new OracleError(1422, 'exact fetch returns more than requested number of rows');
    }
    const targets = this.#statement().placeholders.filter((placeholder) => placeholder.isReturning);
    for (const [index, { type }] of compiled.returning.entries()) {
      const name = targets[index]?.name;
      if (name !== undefined) this.#variables.set(name, { value: returned[0]?.[index] ?? null, type });
    }
  }

  async #executeBlock(call: NativeCall, parsed: ParseResult): Promise<void> {
    const variables = parsed.placeholders.map((_, index) => this.#variable(index));
    const outs = await call.statements.run(
      parsed,
      variables.map(({ type }) => type),
      variables.map(({ value }) => value),
    );
    for (const [index, placeholder] of parsed.placeholders.entries()) {
      const variable = variables[index];
      if (variable !== undefined && index < outs.length) {
        this.#variables.set(placeholder.name, { type: variable.type, value: outs[index] ?? null });
      }
    }
  }

  /** False at the end. */
  async fetch(): Promise<boolean> {
    if (this.#rows === undefined) throw new OracleError(1002, 'fetch out of sequence');
    if (this.#fetched.length === 0) this.#fetched = await this.#rows.fetch(this.#isForUpdate ? 1 : FETCH_SIZE);
    this.#row = this.#fetched.shift();
    if (this.#row === undefined) return false;
    this.rowCount += 1;
    return true;
  }

  /** The current row's value as the column was defined. */
  columnValue(position: number, type: ScalarType, context: ConversionContext): Value {
    const defined = this.#defined.get(position);
    const column = this.#columns[position - 1];
    if (defined === undefined || column === undefined) throw notInSelectList();
    if (defined.kind !== type.kind) throw inconsistentType();
    const value = this.#row?.[position - 1] ?? null;
    return convertOut(value, column.type, defined, context);
  }

  variableValue(name: string, type: ScalarType, context: ConversionContext): Value {
    const variable = this.#variables.get(placeholderKey(name));
    if (variable === undefined) throw new OracleError(1006, 'bind variable does not exist');
    return convertOut(variable.value, variable.type, type, context);
  }

  /** Columns of a query. */
  get columns(): readonly ColumnDescription[] {
    if (this.#parsed !== undefined && this.#parsed.class !== 'query') {
      throw new OracleError(900, 'invalid SQL statement');
    }
    return this.#columns;
  }

  /** The open rows, which from now on belong to someone else. */
  takeRows(): QueryCursor {
    if (this.#rows === undefined) throw new OracleError(1001, 'invalid cursor');
    const rows = this.#rows;
    this.#rows = undefined;
    return rows;
  }

  async close(): Promise<void> {
    const rows = this.#rows;
    this.#rows = undefined;
    this.#fetched = [];
    this.#row = undefined;
    await rows?.close();
  }

  #statement(): ParseResult {
    if (this.#parsed === undefined) throw new OracleError(1003, 'no statement parsed');
    return this.#parsed;
  }

  #variable(index: number): Variable {
    const placeholder = this.#statement().placeholders[index];
    const variable = this.#variables.get(placeholder?.name ?? '');
    if (variable === undefined && placeholder?.isReturning !== true) {
      throw new OracleError(1008, 'not all variables bound');
    }
    return variable ?? { value: null, type: NULL_TYPE };
  }

  #compileQuery(call: NativeCall, typeOf: (index: number) => DataType): CompiledQuery {
    const { statement, text, placeholders } = this.#statement();
    if (statement.kind !== 'query') throw new Error(`${statement.kind} is no query`);
    const types = placeholders.map((_, index) => typeOf(index));
    return call.sql.compileQuery(statement, text, call.statements.names(text, types));
  }

  #compileDml(call: NativeCall): CompiledDml {
    const { statement, text, placeholders } = this.#statement();
    const types = placeholders.map((_, index) => this.#variable(index).type);
    switch (statement.kind) {
      case 'insert':
      case 'multiInsert':
      case 'update':
      case 'delete':
      case 'merge':
      case 'lockTable':
        return call.sql.compileDml(statement, text, call.statements.names(text, types));
      default:
        throw new OracleError(900, 'invalid SQL statement');
    }
  }
}

/** `:Name`, `name` and `NAME` are one; a quoted name keeps its case. */
function placeholderKey(name: string): string {
  const plain = name.trim().replace(/^:/, '');
  return plain.startsWith('"') ? plain.slice(1, -1) : plain.toUpperCase();
}

function convertOut(value: Value, from: DataType, to: ScalarType, context: ConversionContext): Value {
  if (value === null) return null;
  // What is fetched is scalar, except for cursors, which no overload takes.
  return castValue(value as ScalarValue, from, to, context);
}

function notInSelectList(): OracleError {
  return new OracleError(1007, 'variable not in select list');
}

function inconsistentType(): OracleError {
  return new OracleError(6562, 'type of out argument must match type of column or bind variable');
}
