import type { HostVariable, NameScope } from '../../sql/sql-engine.ts';
import type { UsingArgument } from '../../syntax/ast/plsql.ts';
import type { IntoClause } from '../../syntax/ast/query.ts';
import type { ParseResult, Placeholder } from '../../syntax/ast/statement.ts';
import { parseStatement } from '../../syntax/parse.ts';
import type { DataType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { Lob, type Value } from '../../types/values.ts';
import { type Frame, FrameLayout } from '../runtime/frame.ts';
import type { Steps } from '../runtime/steps.ts';
import { selectBlock } from '../units/select-source.ts';
import { resolveStoredFunction } from '../units/stored-function.ts';
import type { AsyncStep, Code } from './code.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { type Place, placeCode } from './place.ts';
import { Scope } from './scope.ts';
import { compileTarget } from './simple-statements.ts';
import { settingsKey } from './sql-compile.ts';

/** The arguments of dynamic SQL and their places in its text. */

export type DynamicBind = {
  mode: 'IN' | 'OUT' | 'IN OUT';
  type: DataType;
  /** The value that goes in; undefined for OUT. */
  code: Code | undefined;
  place: Place | undefined;
};

/** `returning`: targets of RETURNING INTO, which stand behind those of USING. */
export function compileUsing(
  using: readonly UsingArgument[],
  returning: IntoClause | undefined,
  scope: Scope,
): DynamicBind[] {
  const binds = using.map(({ mode, value }): DynamicBind => {
    if (mode === 'IN') {
      const code = compileExpression(value, scope);
      return { mode, type: code.type, code, place: undefined };
    }
    const place = compileTarget(value, scope);
    return { mode, type: place.type, code: mode === 'OUT' ? undefined : placeCode(place), place };
  });
  if (returning === undefined || returning.bulkCollect) return binds;
  for (const target of returning.targets) {
    const place = compileTarget(target, scope);
    binds.push({ mode: 'OUT', type: place.type, code: undefined, place });
  }
  return binds;
}

export function bindPreparations(binds: readonly DynamicBind[]): AsyncStep[] {
  return binds.flatMap((bind) => bind.place?.prepare ?? []);
}

/** The values of a statement's placeholders, as far as they go in. */
export function* evaluateBinds(binds: readonly DynamicBind[], frame: Frame): Steps<Value[]> {
  const values: Value[] = [];
  for (const { code } of binds) {
    if (code === undefined) values.push(null);
    else values.push(code.isAsync ? yield* code.evaluate(frame) : code.evaluate(frame));
  }
  return values;
}

/** The bind for each placeholder. Throws ORA-01008 for too few arguments, ORA-01006 for too many. */
export function matchBinds(
  placeholders: readonly Placeholder[],
  binds: readonly DynamicBind[],
): (DynamicBind | undefined)[] {
  const ins = placeholders.filter((placeholder) => !placeholder.isReturning).length;
  if (binds.length < ins) throw new OracleError(1008, 'not all variables bound');
  if (binds.length > placeholders.length) throw new OracleError(1006, 'bind variable does not exist');
  return placeholders.map((_, i) => binds[i]);
}

/** Names of a dynamic SQL statement: its placeholders, and stored functions. `key` is the placeholder's index. */
export function dynamicNames(types: readonly DataType[], scope: Scope): NameScope {
  // Dynamic SQL sees the schema and not the names around it.
  const top = new Scope(scope.unit, undefined, new FrameLayout(undefined));
  return {
    viewpoint: scope.unit.viewpoint,
    resolveVariable: () => undefined,
    resolveExpression: () => undefined,
    resolveBind: (index): HostVariable => {
      const type = types[index];
      if (type === undefined) throw new OracleError(1008, 'not all variables bound');
      return { type, key: index };
    },
    resolveFunction: (parts, names, argumentTypes) => resolveStoredFunction(parts, names, argumentTypes, top),
  };
}

export function compileDynamicText(expression: Parameters<typeof compileExpression>[0], scope: Scope): Code {
  const code = compileExpression(expression, scope);
  const isLob = code.type.kind === 'CLOB' || code.type.kind === 'NCLOB';
  return isLob ? code : convertCode(code, { kind: 'VARCHAR2', unit: 'BYTE' }, scope.unit.runtime, expression.pos);
}

/** The statement to run. Throws ORA-00900 for an empty text. */
export function dynamicText(value: Value): string {
  const text = value instanceof Lob ? value.content : value;
  if (typeof text !== 'string' || text.trim() === '') throw new OracleError(900, 'invalid SQL statement');
  return text;
}

const parsedTexts = new Map<string, ParseResult>();
const KEPT_TEXTS = 300;

/** Parses dynamic SQL; the trees of the last texts are kept. */
export function parseDynamic(source: string, { unit }: Scope): ParseResult {
  const text = selectBlock(source, unit.runtime, unit.viewpoint);
  const known = parsedTexts.get(text);
  if (known !== undefined) return known;
  const parsed = parseStatement(text);
  if (parsedTexts.size >= KEPT_TEXTS) parsedTexts.delete(parsedTexts.keys().next().value ?? '');
  parsedTexts.set(text, parsed);
  return parsed;
}

/** Keeps what was compiled for a text at one place of a program, as long as the catalog stays as it is. */
export class CompiledTexts<T> {
  readonly #kept = new Map<string, { key: string; compiled: T }>();

  get(text: string, scope: Scope, compile: () => T): T {
    const { runtime } = scope.unit;
    const key = `${settingsKey(runtime)}|${runtime.session.currentSchema}`;
    const known = this.#kept.get(text);
    if (known?.key === key) return known.compiled;
    const compiled = compile();
    if (this.#kept.size >= 50) this.#kept.clear();
    this.#kept.set(text, { key, compiled });
    return compiled;
  }
}
