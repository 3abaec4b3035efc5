import type { CompiledDml, CompiledQuery } from '../../sql/sql-engine.ts';
import type { DdlStatement } from '../../syntax/ast/ddl.ts';
import type { Statement } from '../../syntax/ast/plsql.ts';
import type { ParseResult } from '../../syntax/ast/statement.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import type { Frame } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { refuseChangeInQuery, refuseTransactionEnd } from '../runtime/sql-caller.ts';
import { call, type Steps, wait } from '../runtime/steps.ts';
import { type CompiledBlock, compileClientBlock, runCompiledBlock } from '../units/client-block.ts';
import { asyncStep, evaluate, type Step } from './code.ts';
import { converter } from './conversion.ts';
import {
  bindPreparations,
  CompiledTexts,
  compileDynamicText,
  compileUsing,
  type DynamicBind,
  dynamicNames,
  dynamicText,
  evaluateBinds,
  matchBinds,
  parseDynamic,
} from './dynamic-binds.ts';
import { compileInto, type RowSink } from './into.ts';
import type { Scope } from './scope.ts';
import { controlTransaction, selectInto } from './sql-statements.ts';

/** EXECUTE IMMEDIATE. */

type ExecuteImmediate = Extract<Statement, { kind: 'executeImmediate' }>;

/** What a text was compiled to. */
type Compiled =
  | { kind: 'query'; query: CompiledQuery }
  | { kind: 'dml'; dml: CompiledDml }
  | { kind: 'block'; block: CompiledBlock }
  | { kind: 'other'; parsed: ParseResult };

type Site = {
  scope: Scope;
  runtime: Runtime;
  binds: DynamicBind[];
  into: RowSink | undefined;
  returning: RowSink | undefined;
};

export function compileExecuteImmediate(statement: ExecuteImmediate, scope: Scope): Step {
  const { runtime } = scope.unit;
  const text = compileDynamicText(statement.text, scope);
  const binds = compileUsing(statement.using, statement.returning, scope);
  const site: Site = {
    scope,
    runtime,
    binds,
    into: statement.into === undefined ? undefined : compileInto(statement.into, undefined, scope, statement.pos),
    returning:
      statement.returning?.bulkCollect === true
        ? compileInto(statement.returning, undefined, scope, statement.pos)
        : undefined,
  };
  const kept = new CompiledTexts<Compiled>();
  const prepares = [...bindPreparations(binds), ...(site.into?.prepare ?? []), ...(site.returning?.prepare ?? [])];
  return asyncStep(function* (frame) {
    for (const step of prepares) yield* step.execute(frame);
    const source = dynamicText(yield* evaluate(text, frame));
    const compiled = kept.get(source, scope, () => compileText(source, site));
    const values = yield* evaluateBinds(binds, frame);
    yield* execute(compiled, source, values, site, frame);
    return undefined;
  });
}

/** Compiles a text with the types of its arguments. */
function compileText(source: string, site: Site): Compiled {
  const { scope, runtime, binds } = site;
  const parsed = parseDynamic(source, scope);
  const { statement } = parsed;
  const types = binds.map((bind) => bind.type);
  if (parsed.class === 'query' || parsed.class === 'dml' || parsed.class === 'plsql') {
    if (site.returning === undefined) matchBinds(parsed.placeholders, binds);
  } else if (binds.length > 0) {
    throw new OracleError(1006, 'bind variable does not exist');
  }
  switch (statement.kind) {
    case 'query':
      return { kind: 'query', query: runtime.sql.compileQuery(statement, source, dynamicNames(types, scope)) };
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
    case 'multiInsert':
    case 'lockTable':
      return { kind: 'dml', dml: runtime.sql.compileDml(statement, source, dynamicNames(types, scope)) };
    case 'block':
    case 'call':
      return { kind: 'block', block: compileClientBlock(parsed, types, runtime, scope.unit.viewpoint) };
    default:
      return { kind: 'other', parsed };
  }
}

function* execute(compiled: Compiled, source: string, values: Value[], site: Site, frame: Frame): Steps<void> {
  const { runtime } = site;
  switch (compiled.kind) {
    case 'query': {
      const inputs = compiled.query.inputs.map((input) => values[Number(input.key)] ?? null);
      // A query without INTO is parsed and not run.
      if (site.into === undefined) return;
      const cursor = yield* wait(runtime.sql.openQuery(compiled.query, inputs));
      yield* selectInto(cursor, site.into, frame, runtime);
      return;
    }
    case 'dml':
      yield* executeDml(compiled.dml, values, site, frame);
      return;
    case 'block':
      yield* executeBlock(compiled.block, values, site, frame);
      return;
    case 'other':
      yield* wait(executeOther(compiled.parsed, source, site));
  }
}

function* executeDml(dml: CompiledDml, values: Value[], site: Site, frame: Frame): Steps<void> {
  const { runtime, binds } = site;
  const inputs = dml.inputs.map((input) => values[Number(input.key)] ?? null);
  runtime.implicitCursor.rowCount = 0;
  refuseChangeInQuery(runtime);
  const result = yield* wait(runtime.sql.executeDml(dml, inputs));
  runtime.implicitCursor.rowCount = result.rowCount;
  const types = dml.returning.map((column) => column.type);
  if (site.returning !== undefined) {
    site.returning.writeRows(frame, result.returned, types);
    return;
  }
  const outs = binds.slice(binds.length - types.length);
  if (types.length === 0 || result.returned.length === 0) return;
  if (result.returned.length > 1) throw new OracleError(1422, 'exact fetch returns more than requested number of rows');
  writeOuts(outs, types, result.returned[0] ?? [], frame, runtime);
}

function writeOuts(
  outs: readonly DynamicBind[],
  types: readonly DynamicBind['type'][],
  row: readonly Value[],
  frame: Frame,
  runtime: Runtime,
): void {
  outs.forEach(({ place }, i) => {
    const type = types[i];
    if (place === undefined || type === undefined) return;
    const convert = converter(type, place.type, runtime);
    const value = row[i] ?? null;
    place.write(frame, convert === undefined ? value : convert(value));
  });
}

function* executeBlock(block: CompiledBlock, values: Value[], site: Site, frame: Frame): Steps<void> {
  const { runtime, binds } = site;
  const outs = yield* call(runCompiledBlock(block, values, runtime));
  binds.forEach(({ mode, place }, i) => {
    if (mode === 'IN' || place === undefined) return;
    place.write(frame, outs[i] ?? null);
  });
}

/** DDL, transaction and session control. */
async function executeOther(parsed: ParseResult, source: string, site: Site): Promise<void> {
  const { runtime, scope } = site;
  const { statement } = parsed;
  runtime.implicitCursor.rowCount = 0;
  switch (parsed.class) {
    case 'transactionControl':
      return controlTransaction(statement as Parameters<typeof controlTransaction>[0], runtime);
    case 'sessionControl':
      return runtime.executor.executeSessionControl(
        statement as Parameters<typeof runtime.executor.executeSessionControl>[0],
        source,
      );
    case 'ddl':
      refuseTransactionEnd(runtime);
      runtime.transactionsEnded++;
      return withSchema(runtime, scope.unit.viewpoint?.schema, () =>
        executeDdl(statement as DdlStatement, source, runtime),
      );
    default:
      throw unimplemented(`${statement.kind} in dynamic SQL`);
  }
}

export async function executeDdl(statement: DdlStatement, source: string, runtime: Runtime): Promise<void> {
  if (statement.kind === 'createUnit') {
    const { compiledWithErrors } = await runtime.units.createUnit(statement, source);
    if (compiledWithErrors) throw new OracleError(24344, 'success with compilation error');
    return;
  }
  if (statement.kind === 'alterUnit' && statement.action === 'COMPILE' && isUnitType(statement.unitType)) {
    await runtime.units.compileUnit(statement.name, statement.unitType);
    return;
  }
  await runtime.sql.executeDdl(statement, source);
}

function isUnitType(type: string): type is 'PROCEDURE' | 'FUNCTION' | 'PACKAGE' | 'PACKAGE BODY' | 'TRIGGER' | 'TYPE' {
  return ['PROCEDURE', 'FUNCTION', 'PACKAGE', 'PACKAGE BODY', 'TRIGGER', 'TYPE'].includes(type);
}

/** DDL of a definer's-rights unit means the unit's schema where it names none. */
async function withSchema<T>(runtime: Runtime, schema: string | undefined, run: () => Promise<T>): Promise<T> {
  const { session } = runtime;
  const before = session.currentSchema;
  session.currentSchema = schema ?? before;
  try {
    return await run();
  } finally {
    session.currentSchema = before;
  }
}
