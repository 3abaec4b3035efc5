import type { BindDescription, BindValue } from '../session/database-session.ts';
import type { ParseResult } from '../syntax/ast/statement.ts';
import type { DataType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import { CollectionValue, type Value } from '../types/values.ts';
import { ARRAY_BIND } from './compile/conversion.ts';
import type { BlockResult } from './plsql-session.ts';
import { elementsOf } from './runtime/collection.ts';
import type { Runtime } from './runtime/runtime.ts';
import { drive } from './runtime/steps.ts';
import { type CompiledBlock, compileClientBlock, runCompiledBlock } from './units/client-block.ts';
import { asOracleError, nested } from './units/stored-function.ts';

/** Blocks that a client sends. */

type Kept = { signature: string; schema: string; block: CompiledBlock };

export class BlockRunner {
  readonly #runtime: Runtime;
  /** What a parsed statement was compiled to for the bind types of its last run. */
  readonly #kept = new WeakMap<ParseResult, Kept>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async run(parsed: ParseResult, binds: BindDescription[], values: (BindValue | undefined)[]): Promise<BlockResult> {
    const runtime = this.#runtime;
    if (binds.length < parsed.placeholders.length) throw new OracleError(1008, 'not all variables bound');
    const types = binds.map(bindType);
    const block = this.#compiled(parsed, types);
    await runtime.units.flushStatus();
    runtime.implicitResults = [];
    const inputs = values.map((value, i) => inputValue(value, types[i], binds[i]));
    const outs = await this.#runAtomically(block, inputs);
    return {
      directions: block.directions,
      outBinds: block.directions.map((direction, i) =>
        direction === 'IN' ? undefined : outValue(outs[i] ?? null, binds[i]),
      ),
      implicitResults: runtime.implicitResults,
    };
  }

  #compiled(parsed: ParseResult, types: DataType[]): CompiledBlock {
    const runtime = this.#runtime;
    const signature = JSON.stringify(types);
    const schema = runtime.session.currentSchema;
    const kept = this.#kept.get(parsed);
    const isUsable =
      kept !== undefined &&
      kept.signature === signature &&
      kept.schema === schema &&
      kept.block.compilation.isCurrent();
    if (isUsable) return kept.block;
    const block = compileClientBlock(parsed, types, runtime);
    this.#kept.set(parsed, { signature, schema, block });
    return block;
  }

  /** A call that fails undoes its own changes, as every statement of a client does: those since its start, or since its last commit. */
  async #runAtomically(block: CompiledBlock, inputs: Value[]): Promise<Value[]> {
    const runtime = this.#runtime;
    const { sql } = runtime;
    const wasActive = sql.isTransactionActive;
    const endedBefore = runtime.transactionsEnded;
    if (wasActive) await sql.savepoint(CALL_SAVEPOINT);
    try {
      return await nested(runtime, () => drive(runCompiledBlock(block, inputs, runtime), runtime.session.interrupt));
    } catch (error) {
      const isSavepointLeft = wasActive && runtime.transactionsEnded === endedBefore;
      if (isSavepointLeft) await sql.rollbackToSavepoint(CALL_SAVEPOINT);
      else if (sql.isTransactionActive) await sql.rollback();
      throw asOracleError(error);
    }
  }
}

/** No identifier of a program has a blank in it, unless it is quoted. */
const CALL_SAVEPOINT = 'ora call';

/** The type of a placeholder's variable. */
function bindType(bind: BindDescription): DataType {
  if (!bind.isArray) return bind.type;
  return {
    kind: 'COLLECTION',
    name: ARRAY_BIND,
    shape: 'ASSOCIATIVE ARRAY',
    element: bind.type,
    indexBy: { kind: 'PLS_INTEGER' },
  };
}

function inputValue(
  value: BindValue | undefined,
  type: DataType | undefined,
  bind: BindDescription | undefined,
): Value {
  if (type?.kind !== 'COLLECTION' || bind?.isArray !== true) return Array.isArray(value) ? null : (value ?? null);
  const collection = new CollectionValue(type);
  const elements = Array.isArray(value) ? value : [];
  elements.forEach((element, i) => {
    collection.elements.set(i + 1, element);
  });
  return collection;
}

/** Arrays come back without gaps, as the driver expects them. Throws ORA-06513 for more elements than the client has room for. */
function outValue(value: Value, bind: BindDescription | undefined): BindValue {
  if (bind?.isArray !== true) return value;
  const elements = value instanceof CollectionValue ? elementsOf(value) : [];
  if (elements.length > bind.maxElements) {
    throw new OracleError(6513, 'PL/SQL: index for PL/SQL table out of range for host language array');
  }
  return elements;
}
