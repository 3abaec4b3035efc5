import type { CatalogObject, ResolvedObject } from '../../catalog/catalog.ts';
import type { Identifier } from '../../syntax/ast/expression.ts';
import type { RecordType } from '../../types/data-type.ts';
import type { CodeOwner } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { CompileErrors } from './compile-errors.ts';
import { Dependencies } from './dependencies.ts';
import { SourceText } from './source-text.ts';

export type Viewpoint = { schema: string; user: string };

/** The compilation of one unit: its source, whose eyes it sees with, the errors found and the objects it depends on. */
export class UnitCompilation implements CodeOwner {
  readonly runtime: Runtime;
  readonly source: SourceText;
  readonly errors: CompileErrors;
  readonly dependencies: Dependencies;
  /** `SCHEMA.UNIT`; null for an anonymous block. */
  readonly displayName: string | null;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  /** Set for definer's rights; otherwise names are seen by the session's user in its current schema. */
  readonly viewpoint: Viewpoint | undefined;
  /** %ROWTYPE of one table is one type in a unit. */
  readonly rowTypes = new Map<string, RecordType>();
  readonly #seenFrom: string;

  constructor(facts: {
    runtime: Runtime;
    text: string;
    kind: string;
    unit?: { schema: string; name: string } | undefined;
    viewpoint?: Viewpoint | undefined;
  }) {
    this.runtime = facts.runtime;
    this.dependencies = new Dependencies(facts.runtime.catalog);
    this.source = new SourceText(facts.text);
    this.errors = new CompileErrors((offset) => this.source.positionAt(offset));
    this.kind = facts.kind;
    this.schema = facts.unit?.schema ?? facts.runtime.session.currentSchema;
    this.name = facts.unit?.name ?? '';
    this.displayName = facts.unit === undefined ? null : `${facts.unit.schema}.${facts.unit.name}`;
    this.viewpoint = facts.viewpoint;
    this.#seenFrom = facts.runtime.session.currentSchema;
  }

  /** False where it must be compiled again: something that it depends on has changed, or who looks at its names has. */
  isCurrent(): boolean {
    const { catalog, session } = this.runtime;
    const seesTheSame = this.viewpoint !== undefined || this.#seenFrom === session.currentSchema;
    return seesTheSame && this.dependencies.areUnchanged(catalog);
  }

  /** The schema object that a name means for this unit, which from now on depends on it. */
  resolveObject(parts: readonly Identifier[]): ResolvedObject | undefined {
    const names = parts.map((part) => part.name);
    const found = this.runtime.catalog.resolveObject(names, this.viewpoint ?? this.runtime.sessionViewpoint);
    if (found !== undefined) this.dependencies.add(found.object);
    return found;
  }
  dependOn(object: CatalogObject): void {
    this.dependencies.add(object);
  }
}
