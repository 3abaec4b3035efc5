import type { Identifier } from '../../syntax/ast/expression.ts';
import type { LabelTarget, LoopTarget } from '../runtime/completion.ts';
import type { FrameLayout } from '../runtime/frame.ts';
import type { Place } from './place.ts';
import type { Routine } from './routine.ts';
import type { PlsqlSymbol } from './symbols.ts';
import type { UnitCompilation } from './unit-compilation.ts';

/** What the statements of a scope may do. Inherited by inner scopes. */
export type ScopeFacts = {
  /** The subprogram whose body this is. */
  routine?: Routine | undefined;
  /** Inside an exception handler: RAISE without a name is allowed. */
  isHandler?: boolean | undefined;
  /** Loops around, innermost first. */
  loops?: readonly { target: LoopTarget; label: string | undefined }[] | undefined;
  /** Labels that a GOTO may reach, innermost first. */
  labels?: readonly LabelTarget[] | undefined;
};

/** A nested region of names: a package, a subprogram, a block, a loop with its index. */
export class Scope {
  readonly unit: UnitCompilation;
  readonly parent: Scope | undefined;
  readonly layout: FrameLayout;
  /** Label, subprogram or package name: `name.x` finds x here. */
  readonly name: string | undefined;
  readonly facts: ScopeFacts;
  readonly symbols = new Map<string, PlsqlSymbol>();
  /** Set where `:name` has a meaning: client blocks and triggers. */
  binds: ((name: string, index: number, scope: Scope) => Place | undefined) | undefined;

  constructor(
    unit: UnitCompilation,
    parent: Scope | undefined,
    layout: FrameLayout,
    options: { name?: string | undefined; facts?: ScopeFacts | undefined } = {},
  ) {
    this.unit = unit;
    this.parent = parent;
    this.layout = layout;
    this.name = options.name;
    this.facts = { ...parent?.facts, ...options.facts };
    this.binds = parent?.binds;
  }

  /** A region inside this one with the same layout. */
  inner(options: { name?: string | undefined; facts?: ScopeFacts | undefined } = {}): Scope {
    return new Scope(this.unit, this, this.layout, options);
  }

  /** Two declarations of one name are an error where it is used, not where it is declared. */
  declare(identifier: Identifier, symbol: PlsqlSymbol): void {
    const isTwice = this.symbols.has(identifier.name);
    this.symbols.set(identifier.name, isTwice ? { kind: 'duplicate', name: identifier.name } : symbol);
  }

  /** What the first parts of a name mean here, and how many of them that took: `x`, `label.x`, `subprogram.x`, `package.x`. */
  lookup(parts: readonly Identifier[]): { symbol: PlsqlSymbol; scope: Scope; used: number } | undefined {
    const [first, second] = parts;
    if (first === undefined) return undefined;
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const symbol = scope.symbols.get(first.name);
      if (symbol !== undefined) return { symbol, scope, used: 1 };
      if (second !== undefined && scope.name === first.name) {
        const qualified = scope.symbols.get(second.name) ?? packageMember(scope, second.name);
        if (qualified !== undefined) return { symbol: qualified, scope, used: 2 };
      }
    }
    return undefined;
  }
}

/** `pkg.x` inside the body of pkg may mean a name of the specification. */
function packageMember(scope: Scope, name: string): PlsqlSymbol | undefined {
  const outer = scope.parent;
  return outer !== undefined && outer.name === scope.name ? outer.symbols.get(name) : undefined;
}
