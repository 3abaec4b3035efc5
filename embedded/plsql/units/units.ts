import type { CatalogObject, UnitStore } from '../../catalog/catalog.ts';
import type { NativePackage } from '../../packages/native-package.ts';
import { NATIVE_PACKAGES } from '../../packages/native-packages.ts';
import type { CreateUnitStatement } from '../../syntax/ast/ddl.ts';
import type { QualifiedName } from '../../syntax/ast/expression.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CompileError } from '../compile/compile-errors.ts';
import type { CompiledUnit } from '../compile/dependencies.ts';
import type { Routine } from '../compile/routine.ts';
import type { TypeSymbol } from '../compile/symbols.ts';
import { UnitCompilation } from '../compile/unit-compilation.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type CompiledSource, compileUnitSource, unitErrors } from './compile-unit.ts';
import { createUnit, recompileUnit } from './create-unit.ts';
import { intrinsics } from './intrinsics.ts';
import { compileNativePackage } from './native-unit.ts';
import type { PackageBodyUnit } from './package-body.ts';
import { PackageUnit } from './package-unit.ts';
import { StandaloneUnit } from './standalone-unit.ts';
import type { TriggerUnit } from './trigger-unit.ts';

/** The compiled units of a session: compiled at first use, again where what they depend on has changed. */
export class Units {
  readonly #runtime: Runtime;
  readonly #store: UnitStore;
  readonly #compiled = new Map<number, { lastDdl: number; compiled: CompiledSource }>();
  readonly #natives = new Map<string, PackageUnit>();
  readonly #inProgress = new Set<number>();
  #intrinsics: PackageUnit | undefined;
  #isResetPending = false;
  /** Units whose status changed with their compilation, to be told to the catalog. */
  readonly #pendingStatus = new Map<number, { object: CatalogObject; compiled: CompiledSource }>();

  constructor(runtime: Runtime, store: UnitStore) {
    this.#runtime = runtime;
    this.#store = store;
  }

  /** The package that an object is. Throws PLS-00905 where its specification does not compile. */
  package(object: CatalogObject, pos: number): PackageUnit {
    if (object.isBuiltIn) return this.#native(object.name);
    const compiled = this.compiledOf(object, pos);
    if (!(compiled.unit instanceof PackageUnit) || !compiled.isValid) throw invalidObject(object, pos);
    return compiled.unit;
  }
  standalone(object: CatalogObject, pos: number): Routine {
    const compiled = this.compiledOf(object, pos);
    const routine = compiled.unit instanceof StandaloneUnit ? compiled.unit.routine : undefined;
    if (routine === undefined || !compiled.isValid) throw invalidObject(object, pos);
    return routine;
  }
  /** The unit behind a routine or package, for who depends on it. */
  handleOf(object: CatalogObject): CompiledUnit | undefined {
    return object.isBuiltIn ? undefined : this.#compiled.get(object.id)?.compiled;
  }
  objectType(object: CatalogObject, pos: number): TypeSymbol {
    const compiled = this.compiledOf(object, pos);
    if (compiled.type === undefined || !compiled.isValid) throw invalidObject(object, pos);
    return compiled.type;
  }
  trigger(object: CatalogObject): TriggerUnit {
    const compiled = this.compiledOf(object, 0);
    if (compiled.trigger === undefined || !compiled.isValid) {
      throw new OracleError(4098, `trigger '${object.schema}.${object.name}' is invalid and failed re-validation`);
    }
    return compiled.trigger;
  }

  /** SQLCODE, SQLERRM, RAISE_APPLICATION_ERROR and the like, which belong to no user. */
  get intrinsics(): PackageUnit {
    this.#intrinsics ??= this.#compileNative(intrinsics(this.#runtime), 'STANDARD');
    return this.#intrinsics;
  }

  #native(name: string): PackageUnit {
    const known = this.#natives.get(name);
    if (known !== undefined) return known;
    const native = NATIVE_PACKAGES.find((candidate) => candidate.name === name);
    if (native === undefined) throw new Error(`no supplied package ${name}`);
    const unit = this.#compileNative(native, name);
    this.#natives.set(name, unit);
    return unit;
  }
  #compileNative(native: NativePackage, name: string): PackageUnit {
    const compilation = new UnitCompilation({
      runtime: this.#runtime,
      text: native.specification,
      kind: 'package',
      unit: { schema: 'SYS', name },
      viewpoint: { schema: 'SYS', user: 'SYS' },
    });
    return compileNativePackage(native, compilation);
  }

  /** The compilation of a stored unit as it is now. */
  compiledOf(object: CatalogObject, pos: number): CompiledSource {
    const current = this.#runtime.catalog.findObject(object.schema, object.name, object.type) ?? object;
    const known = this.#compiled.get(current.id);
    const lastDdl = current.lastDdl.getTime();
    if (known !== undefined && known.lastDdl === lastDdl && known.compiled.isCurrent()) return known.compiled;
    // Two units that need each other while they are compiled: the specification of one would have to be known before it is.
    if (this.#inProgress.has(current.id)) throw invalidObject(current, pos);
    this.#inProgress.add(current.id);
    try {
      const compiled = compileUnitSource(current, current.source ?? '', this.#runtime);
      const before = known?.compiled.unit;
      if (before instanceof PackageUnit && before.hasState && compiled.unit instanceof PackageUnit)
        compiled.unit.discard();
      this.#compiled.set(current.id, { lastDdl, compiled });
      if (compiled.isValid !== (current.status === 'VALID'))
        this.#pendingStatus.set(current.id, { object: current, compiled });
      return compiled;
    } finally {
      this.#inProgress.delete(current.id);
    }
  }

  /** The body of a package or object type as of now; undefined where there is none. Throws ORA-04063 where it is invalid. */
  bodyOf(specification: PackageUnit): PackageBodyUnit | undefined {
    const { schema, name } = specification.compilation;
    const bodyType = specification.compilation.kind === 'type' ? 'TYPE BODY' : 'PACKAGE BODY';
    const object = this.#runtime.catalog.findObject(schema, name, bodyType);
    if (object === undefined) return undefined;
    const compiled = this.compiledOf(object, 0);
    if (compiled.body === undefined || !compiled.isValid) {
      throw new OracleError(
        4063,
        `${bodyType.toLowerCase()} "${schema}.${name}" has errors\nORA-06508: PL/SQL: could not find program unit being called: "${schema}.${name}"`,
      );
    }
    return compiled.body;
  }

  /** Tells the catalog which invalid units have turned out valid, and the other way round. */
  async flushStatus(): Promise<void> {
    for (const [id, { object, compiled }] of [...this.#pendingStatus]) {
      this.#pendingStatus.delete(id);
      await this.#store.setUnitStatus(
        object,
        compiled.isValid ? 'VALID' : 'INVALID',
        unitErrors(compiled.compilation),
        {
          arguments: compiled.arguments,
          procedures: compiled.procedures,
        },
      );
    }
  }

  createUnit(statement: CreateUnitStatement, text: string): Promise<{ compiledWithErrors: boolean }> {
    return createUnit(statement, text, this.#runtime, this.#store);
  }
  compileUnit(name: QualifiedName, type: CatalogObject['type']): Promise<{ compiledWithErrors: boolean }> {
    return recompileUnit(name, type, this.#runtime, this.#store);
  }
  /** Forgets what a unit was compiled to and its state, because this session has replaced it. */
  forget(object: CatalogObject): void {
    this.#compiled.delete(object.id);
    const specificationType =
      object.type === 'PACKAGE BODY' ? 'PACKAGE' : object.type === 'TYPE BODY' ? 'TYPE' : undefined;
    const specification =
      specificationType === undefined
        ? undefined
        : this.#runtime.catalog.findObject(object.schema, object.name, specificationType);
    const unit = specification === undefined ? undefined : this.#compiled.get(specification.id)?.compiled.unit;
    if (unit instanceof PackageUnit) unit.reset();
  }
  /** Keeps the compilation of a unit that was stored just now. */
  keep(object: CatalogObject, compiled: CompiledSource): void {
    this.forget(object);
    this.#compiled.set(object.id, { lastDdl: object.lastDdl.getTime(), compiled });
  }

  /** Drops the state of all packages; while a call runs, when it has ended. */
  resetPackages(): void {
    if (this.#runtime.nesting > 0) {
      this.#isResetPending = true;
      return;
    }
    this.#isResetPending = false;
    for (const { compiled } of this.#compiled.values()) if (compiled.unit instanceof PackageUnit) compiled.unit.reset();
    for (const unit of this.#natives.values()) unit.reset();
  }
  /** Called when a client's call has ended. */
  finishCall(): void {
    if (this.#isResetPending) this.resetPackages();
  }
}

function invalidObject(object: CatalogObject, pos: number): CompileError {
  return new CompileError(pos, `PLS-00905: object ${object.schema}.${object.name} is invalid`);
}
