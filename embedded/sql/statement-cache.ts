import type { Expression, Identifier } from '../syntax/ast/expression.ts';
import type { DataType } from '../types/data-type.ts';
import type { NlsSettings } from '../types/nls.ts';
import type { HostVariable, NameScope, StoredFunction } from './sql-engine.ts';

/** One question that a compilation asked its scope, and how to ask it again. */
type Question = { ask(scope: NameScope): HostVariable | undefined; answer: HostVariable | undefined };

/** A scope that notes what it is asked, so that a compiled statement can be used again where the answers are of the same types. */
export class RecordingScope implements NameScope {
  readonly questions: Question[] = [];
  readonly #scope: NameScope;
  readonly viewpoint: { schema: string; user: string } | undefined;
  readonly resolveCurrentOf?: (parts: Identifier[]) => HostVariable | undefined;
  readonly resolveFunction?: (
    parts: Identifier[],
    argumentNames: (string | undefined)[],
    argumentTypes: DataType[],
  ) => StoredFunction | undefined;
  /** Stored functions may mean something else next time: such statements are not kept. */
  usesFunctions = false;

  constructor(scope: NameScope) {
    this.#scope = scope;
    this.viewpoint = scope.viewpoint;
    const { resolveCurrentOf, resolveFunction } = scope;
    if (resolveCurrentOf !== undefined) {
      this.resolveCurrentOf = (parts) => this.#note((other) => other.resolveCurrentOf?.(parts));
    }
    if (resolveFunction !== undefined) {
      this.resolveFunction = (parts, names, types) => {
        const found = resolveFunction.call(scope, parts, names, types);
        if (found !== undefined) this.usesFunctions = true;
        return found;
      };
    }
  }

  resolveVariable(parts: Identifier[]): HostVariable | undefined {
    return this.#note((scope) => scope.resolveVariable(parts));
  }

  resolveExpression(expression: Expression): HostVariable | undefined {
    return this.#note((scope) => scope.resolveExpression(expression));
  }

  resolveBind(index: number, name: string): HostVariable {
    return this.#note((scope) => scope.resolveBind(index, name)) as HostVariable;
  }

  #note(ask: (scope: NameScope) => HostVariable | undefined): HostVariable | undefined {
    const answer = ask(this.#scope);
    this.questions.push({ ask, answer });
    return answer;
  }
}

type Entry<T> = { environment: string; questions: Question[]; inputs: HostVariable[]; compiled: T };

const MAX_PER_TREE = 8;

/** Compiled statements by syntax tree: the same text and the same variables need no second compilation. */
export class StatementCache<T extends { inputs: HostVariable[] }> {
  readonly #entries = new WeakMap<object, Entry<T>[]>();

  /** The statement for this scope with its inputs in the scope's own terms, or undefined. */
  find(tree: object, environment: string, scope: NameScope): T | undefined {
    for (const entry of this.#entries.get(tree) ?? []) {
      if (entry.environment !== environment) continue;
      const inputs = answersAgain(entry, scope);
      if (inputs !== undefined) return { ...entry.compiled, inputs };
    }
    return undefined;
  }

  keep(tree: object, environment: string, scope: RecordingScope, compiled: T): void {
    if (scope.usesFunctions) return;
    const entries = this.#entries.get(tree) ?? [];
    const current = entries.filter((entry) => entry.environment === environment).slice(-(MAX_PER_TREE - 1));
    this.#entries.set(tree, [
      ...current,
      { environment, questions: scope.questions, inputs: compiled.inputs, compiled },
    ]);
  }
}

/** The inputs as the scope names them now; undefined where one of its answers has another type. */
function answersAgain<T>(entry: Entry<T>, scope: NameScope): HostVariable[] | undefined {
  const byOldKey = new Map<unknown, HostVariable>();
  for (const { ask, answer } of entry.questions) {
    const now = ask(scope);
    if ((now === undefined) !== (answer === undefined)) return undefined;
    if (now === undefined || answer === undefined) continue;
    if (!isSameType(now.type, answer.type)) return undefined;
    byOldKey.set(answer.key, now);
  }
  return entry.inputs.map((input) => byOldKey.get(input.key) ?? input);
}

function isSameType(left: DataType, right: DataType): boolean {
  if (left === right) return true;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'RECORD' || left.kind === 'COLLECTION' || left.kind === 'REF CURSOR') return false;
  // The length of a character bind changes from call to call and decides nothing but described lengths.
  return true;
}

/** What compiled text depends on besides the tree and the variables' types. */
export function compilationEnvironment(
  version: number,
  session: { user: string; currentSchema: string; nls: NlsSettings },
  scope: NameScope,
): string {
  const { schema, user } = scope.viewpoint ?? { schema: session.currentSchema, user: session.user };
  return JSON.stringify([version, schema, user, session.user, session.currentSchema, session.nls]);
}
