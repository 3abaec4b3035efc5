import type { Catalog, CatalogObject, CatalogTrigger, UnitStore } from '../catalog/catalog.ts';
import { contextValue } from '../session/context-value.ts';
import type { BindDescription, BindValue } from '../session/database-session.ts';
import type { SessionState } from '../session/session-state.ts';
import type { PlsqlHost, SqlEngine, StoredFunction } from '../sql/sql-engine.ts';
import type { CreateUnitStatement } from '../syntax/ast/ddl.ts';
import type { Identifier, QualifiedName } from '../syntax/ast/expression.ts';
import type { Subprogram } from '../syntax/ast/plsql.ts';
import type { ParseResult } from '../syntax/ast/statement.ts';
import type { DataType } from '../types/data-type.ts';
import type { NamedType, TypeName } from '../types/named-type.ts';
import type { FunctionContext } from '../types/standard-function.ts';
import type { RecordValue, Value } from '../types/values.ts';
import { callProcedure } from './call-procedure.ts';
import { Scope } from './compile/scope.ts';
import { UnitCompilation } from './compile/unit-compilation.ts';
import type { BlockResult, PlsqlSession, StatementExecutor } from './plsql-session.ts';
import { BlockRunner } from './run-block.ts';
import { FrameLayout } from './runtime/frame.ts';
import { Runtime } from './runtime/runtime.ts';
import { namedTypesOf } from './units/named-types.ts';
import { selectBlock } from './units/select-source.ts';
import { callStoredFunction, resolveStoredFunction } from './units/stored-function.ts';
import { fireTrigger } from './units/trigger-unit.ts';
import { Units } from './units/units.ts';
import { declareWithFunctions, type FunctionFinder } from './units/with-functions.ts';

/** The PL/SQL of a session. `sql` is its engine; autonomous transactions get engines of their own from it. */
export function createPlsql(parts: {
  session: SessionState;
  sql: SqlEngine;
  catalog: Catalog;
  units: UnitStore;
  executor: StatementExecutor;
}): PlsqlSession {
  const { session, sql, catalog, executor } = parts;
  const runtime = new Runtime({
    session,
    sql,
    catalog,
    executor,
    context: functionContext(session),
    units: (owner) => new Units(owner, parts.units),
  });
  session.namedTypes = (object) => namedTypesOf(object, runtime);
  return new Session(runtime);
}

class Session implements PlsqlSession {
  readonly #runtime: Runtime;
  readonly #blocks: BlockRunner;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#blocks = new BlockRunner(runtime);
  }

  runBlock(parsed: ParseResult, binds: BindDescription[], values: (BindValue | undefined)[]): Promise<BlockResult> {
    return this.#blocks.run(parsed, binds, values);
  }
  async createUnit(statement: CreateUnitStatement, text: string): Promise<{ compiledWithErrors: boolean }> {
    const result = await this.#runtime.units.createUnit(statement, text);
    await this.#runtime.units.flushStatus();
    return result;
  }
  async compileUnit(name: QualifiedName, type: CatalogObject['type']): Promise<{ compiledWithErrors: boolean }> {
    const result = await this.#runtime.units.compileUnit(name, type);
    await this.#runtime.units.flushStatus();
    return result;
  }
  selectBlock(text: string): string {
    return selectBlock(text, this.#runtime);
  }
  callProcedure(name: string[], inputs: Value[]): Promise<void> {
    return callProcedure(this.#runtime, name, inputs);
  }
  compositeType({ schema, name }: TypeName): NamedType['type'] | undefined {
    const object = this.#runtime.catalog.findObject(schema, name, 'TYPE');
    return object && namedTypesOf(object, this.#runtime)[0]?.type;
  }
  namedTypes(object: CatalogObject): NamedType[] {
    return namedTypesOf(object, this.#runtime);
  }
  resetPackages(): void {
    this.#runtime.units.resetPackages();
  }

  resolveFunction(
    parts: Identifier[],
    argumentNames: (string | undefined)[],
    argumentTypes: DataType[],
    viewpoint?: { schema: string; user: string },
  ): StoredFunction | undefined {
    const compilation = new UnitCompilation({ runtime: this.#runtime, text: '', kind: 'anonymous block', viewpoint });
    const scope = new Scope(compilation, undefined, new FrameLayout(undefined));
    return resolveStoredFunction(parts, argumentNames, argumentTypes, scope);
  }
  declareFunctions(
    subprograms: readonly Subprogram[],
    text: string,
    viewpoint?: { schema: string; user: string },
  ): FunctionFinder {
    return declareWithFunctions(subprograms, text, this.#runtime, viewpoint);
  }
  callFunction(target: StoredFunction, inputs: Value[], calledFrom?: 'QUERY' | 'DML'): Promise<Value> {
    return callStoredFunction(target, inputs, this.#runtime, calledFrom);
  }
  fireTrigger(
    trigger: CatalogTrigger,
    event: Parameters<PlsqlHost['fireTrigger']>[1],
    oldRow: RecordValue | null,
    newRow: RecordValue | null,
  ): Promise<void> {
    return fireTrigger(this.#runtime, trigger, event, oldRow, newRow);
  }
}

function functionContext(session: SessionState): FunctionContext {
  return {
    nls: session.nls,
    user: session.user,
    get currentSchema() {
      return session.currentSchema;
    },
    argumentTypes: [],
    contextValue: (namespace, name) => contextValue(session, namespace, name),
    now: () => performance.timeOrigin + performance.now(),
  };
}
