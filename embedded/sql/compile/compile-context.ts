import type { Catalog, CatalogTable, ResolvedObject } from '../../catalog/catalog.ts';
import type { QualifiedName } from '../../syntax/ast/expression.ts';
import type { Subprogram } from '../../syntax/ast/plsql.ts';
import type { NlsSettings } from '../../types/nls.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import type { NameScope, PlsqlHost } from '../sql-engine.ts';
import type { CompiledNestedQuery } from './nested-cursor.ts';
import { type FunctionStep, ParameterRegistry } from './parameters.ts';

export type Viewpoint = { schema: string; user: string };

/** What one compilation shares: the dictionary, the settings that conversions depend on, the parameters, the generated aliases. */
export class CompileContext {
  readonly catalog: Catalog;
  readonly nls: NlsSettings;
  readonly names: NameScope;
  readonly plsql: (() => PlsqlHost) | undefined;
  readonly viewpoint: Viewpoint;
  readonly sessionUser: string;
  readonly sessionSchema: string;
  readonly parameters: ParameterRegistry;
  readonly nestedCursors: CompiledNestedQuery[];
  /** Stored functions to call before the statement, in this order. */
  readonly functionSteps: { key: string; context: CompileContext; token: string; step: FunctionStep }[];
  /** Global temporary tables that the statement uses: they must exist in the PostgreSQL session first. */
  readonly temporaryTables: Set<CatalogTable>;
  readonly #aliases: { next: number };
  /** Views being expanded, outermost first: a view that contains itself ends here. */
  readonly #views: readonly string[];

  constructor(options: {
    catalog: Catalog;
    nls: NlsSettings;
    names: NameScope;
    plsql?: (() => PlsqlHost) | undefined;
    session: { user: string; currentSchema: string };
    viewpoint?: Viewpoint | undefined;
    shared?: CompileContext | undefined;
    views?: readonly string[];
  }) {
    this.catalog = options.catalog;
    this.nls = options.nls;
    this.names = options.names;
    this.plsql = options.plsql;
    this.sessionUser = options.session.user;
    this.sessionSchema = options.session.currentSchema;
    this.viewpoint = options.viewpoint ??
      options.names.viewpoint ?? { schema: options.session.currentSchema, user: options.session.user };
    this.parameters = options.shared?.parameters ?? new ParameterRegistry();
    this.nestedCursors = options.shared?.nestedCursors ?? [];
    this.temporaryTables = options.shared?.temporaryTables ?? new Set();
    this.functionSteps = options.shared?.functionSteps ?? [];
    this.#aliases = options.shared?.aliasCounter ?? { next: 1 };
    this.#views = options.views ?? [];
  }

  get aliasCounter(): { next: number } {
    return this.#aliases;
  }

  /** The views being expanded. */
  get views(): readonly string[] {
    return this.#views;
  }

  nextAlias(prefix = 't'): string {
    return `${prefix}${this.#aliases.next++}`;
  }

  /** For the text of a view: its owner's eyes, no variables. Parameters and aliases stay shared. */
  forView(owner: string, view: string): CompileContext {
    return new CompileContext({
      catalog: this.catalog,
      nls: this.nls,
      names: NO_NAMES,
      plsql: this.plsql,
      session: { user: this.sessionUser, currentSchema: this.sessionSchema },
      viewpoint: { schema: owner, user: owner },
      shared: this,
      views: [...this.#views, view],
    });
  }

  /** For a query that declares functions in WITH: they are found in front of the stored ones. */
  withFunctions(subprograms: readonly Subprogram[], text: string, pos: number): CompileContext {
    const resolveFunction = this.plsql?.().declareFunctions?.(subprograms, text, this.viewpoint);
    if (resolveFunction === undefined) throw unimplemented('PL/SQL functions in WITH', pos);
    const { names } = this;
    return new CompileContext({
      catalog: this.catalog,
      nls: this.nls,
      names: {
        viewpoint: names.viewpoint,
        resolveVariable: (parts) => names.resolveVariable(parts),
        resolveExpression: (expression) => names.resolveExpression(expression),
        resolveBind: (index, name) => names.resolveBind(index, name),
        resolveFunction,
      },
      plsql: this.plsql,
      session: { user: this.sessionUser, currentSchema: this.sessionSchema },
      viewpoint: this.viewpoint,
      shared: this,
      views: this.#views,
    });
  }

  resolveObject(name: QualifiedName): ResolvedObject | undefined {
    if (name.databaseLink !== undefined) throw unimplemented('database links', name.pos);
    return this.catalog.resolveObject(
      name.parts.map((part) => part.name),
      this.viewpoint,
    );
  }
}

/** A scope without variables: views, column defaults, constraints. */
export const NO_NAMES: NameScope = {
  resolveVariable: () => undefined,
  resolveExpression: () => undefined,
  resolveBind: (_index, name) => {
    throw unimplemented(`bind variable :${name} in a stored expression`);
  },
};
