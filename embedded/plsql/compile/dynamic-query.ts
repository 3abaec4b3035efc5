import type { CompiledQuery } from '../../sql/sql-engine.ts';
import type { Statement } from '../../syntax/ast/plsql.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CursorHandle } from '../../types/values.ts';
import type { Frame } from '../runtime/frame.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { evaluate } from './code.ts';
import { CompileError } from './compile-errors.ts';
import {
  CompiledTexts,
  compileDynamicText,
  compileUsing,
  dynamicNames,
  dynamicText,
  evaluateBinds,
  matchBinds,
  parseDynamic,
} from './dynamic-binds.ts';
import type { Scope } from './scope.ts';

/** `OPEN c FOR text USING …`. */
export function openDynamic(
  statement: Extract<Statement, { kind: 'openFor' }>,
  scope: Scope,
): (frame: Frame) => Steps<CursorHandle> {
  const { runtime } = scope.unit;
  if (statement.dynamic === undefined) throw new CompileError(statement.pos, 'PLS-00103: Encountered the symbol ";"');
  const text = compileDynamicText(statement.dynamic, scope);
  const binds = compileUsing(statement.using, undefined, scope);
  const types = binds.map((bind) => bind.type);
  const kept = new CompiledTexts<CompiledQuery>();
  return function* (frame) {
    const source = dynamicText(yield* evaluate(text, frame));
    const compiled = kept.get(source, scope, () => {
      const parsed = parseDynamic(source, scope);
      if (parsed.statement.kind !== 'query') throw new OracleError(6539, 'PL/SQL: target of OPEN must be a query');
      matchBinds(parsed.placeholders, binds);
      return runtime.sql.compileQuery(parsed.statement, source, dynamicNames(types, scope));
    });
    const values = yield* evaluateBinds(binds, frame);
    const inputs = compiled.inputs.map((input) => values[Number(input.key)] ?? null);
    return new CursorHandle(yield* wait(runtime.sql.openQuery(compiled, inputs)));
  };
}
