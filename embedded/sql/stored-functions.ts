import { functionContext } from '../session/function-context.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import type { FunctionContext } from '../types/standard-function.ts';
import { CursorHandle, type ScalarValue, type Value } from '../types/values.ts';
import type { FunctionStep } from './compile/parameters.ts';
import { compositeOf, storedText } from './composite-text.ts';
import { MemoryFeed, PlanCursor } from './cursor.ts';
import { fromPgText, toPgText } from './pg-value.ts';
import { collectionJson, objectNumber, type RunContext } from './run-context.ts';
import type { PlsqlHost } from './sql-engine.ts';

export type StepQuery = (text: string, parameters: (string | null)[]) => Promise<(string | null)[][]>;

/** Calls the stored functions of a statement, in order, and keeps their results for its parameters. */
export async function runFunctionSteps(
  steps: FunctionStep[],
  run: RunContext,
  plsql: () => PlsqlHost,
  query: StepQuery,
): Promise<void> {
  for (const step of steps) {
    run.functionResults.set(
      step,
      step.isConstant ? await callOnce(step, run, plsql, query) : await callForRows(step, run, plsql, query),
    );
  }
}

async function argumentRows(step: FunctionStep, run: RunContext, query: StepQuery): Promise<(string | null)[][]> {
  if (step.sql === undefined) return [[]];
  return query(step.sql.text, await run.parameters(step.sql));
}

async function callOnce(
  step: FunctionStep,
  run: RunContext,
  plsql: () => PlsqlHost,
  query: StepQuery,
): Promise<string | null> {
  const [row = []] = await argumentRows(step, run, query);
  return resultText(step, await call(step, row, run, plsql, query), run);
}

function resultText(
  { target, isObject, storedType }: FunctionStep,
  result: Value,
  { objects }: RunContext,
): string | null {
  if (storedType !== undefined) return storedText(result, storedType);
  if (isObject === true) return objectNumber(result, objects);
  switch (target.returns.kind) {
    case 'COLLECTION':
      return collectionJson(result, objects);
    case 'RECORD':
      return objectNumber(result, objects);
    default:
      return toPgText(result);
  }
}

/** Errors that end the statement whatever row they come up with: the session's end and breaks. */
const ENDING = new Set([28, 600, 1012, 1013, 1089, 3113, 3114]);

/**
 * A JSON object: the arguments' key → the result. An error is an object with its code and text: it is raised where a row asks for the result, which
 * CASE and AND may spare it.
 */
async function callForRows(
  step: FunctionStep,
  run: RunContext,
  plsql: () => PlsqlHost,
  query: StepQuery,
): Promise<string> {
  const results: Record<string, string | null | { code: number; text: string }> = {};
  for (const [key, ...row] of await argumentRows(step, run, query)) {
    try {
      results[key ?? ''] = resultText(step, await call(step, row, run, plsql, query), run);
    } catch (error) {
      if (!(error instanceof OracleError) || ENDING.has(error.code)) throw error;
      results[key ?? ''] = { code: error.code, text: error.message.replace(/^ORA-\d+: /, '') };
    }
  }
  return JSON.stringify(results);
}

async function call(
  step: FunctionStep,
  row: (string | null)[],
  run: RunContext,
  plsql: () => PlsqlHost,
  query: StepQuery,
): Promise<Value> {
  const { timeZone } = run.session.nls;
  const cursors = await openCursors(step, run, query);
  const inputs = step.argumentTypes.map((type, index): Value => {
    const host = step.hostArguments.get(index);
    if (host !== undefined) return run.inputs[host.index] ?? null;
    const cursor = cursors.get(index);
    if (cursor !== undefined) return cursor;
    const text = row[index] ?? null;
    const wanted = step.target.parameterTypes[index];
    if (step.objectArguments.has(index) && (wanted?.kind === 'RECORD' || wanted?.kind === 'COLLECTION')) {
      return compositeOf(text, wanted, run.objects, timeZone);
    }
    return fromPgText(text, type, timeZone);
  });
  const { standard } = step;
  if (standard === undefined) return plsql().callFunction(step.target, inputs, run.statement);
  const evaluate = standard.evaluateInSql ?? standard.evaluate;
  if (evaluate === undefined) throw unimplemented(`${standard.name} in SQL`);
  const context: FunctionContext = { ...functionContext(run.session, step.argumentTypes), language: 'SQL' };
  return evaluate(inputs as ScalarValue[], context);
}

/** The queries of CURSOR(…) arguments, read now: what the function changes is not in them. */
async function openCursors(step: FunctionStep, run: RunContext, query: StepQuery): Promise<Map<number, CursorHandle>> {
  const opened = new Map<number, CursorHandle>();
  for (const [index, { prepared, columns }] of step.cursorArguments) {
    const rows = await query(prepared.text, await run.parameters(prepared));
    const cursor = new PlanCursor(
      { columns, locking: undefined },
      new MemoryFeed(rows),
      run.session.nls.timeZone,
      () => {
        throw new Error('CURSOR expressions do not nest');
      },
      run.objects,
    );
    opened.set(index, new CursorHandle(cursor));
  }
  return opened;
}
