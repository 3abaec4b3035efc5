import type { CatalogArgument, CatalogObject, StoredUnit, UnitError } from '../../catalog/catalog.ts';
import type { PackageBody, TypeDeclaration } from '../../syntax/ast/plsql.ts';
import type { ParsedUnit } from '../../syntax/parse.ts';
import { typeOfDeclaration } from '../compile/declarations.ts';
import { Scope } from '../compile/scope.ts';
import type { TypeSymbol } from '../compile/symbols.ts';
import { UnitCompilation } from '../compile/unit-compilation.ts';
import { FrameLayout } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { argumentsOf, proceduresOf } from './catalog-arguments.ts';
import { compileSpecification, specificationRoutines } from './compile-specification.ts';
import { bodyOfMethods, compileObjectType } from './object-type.ts';
import { compilePackageBody, type PackageBodyUnit } from './package-body.ts';
import { PackageUnit } from './package-unit.ts';
import { parseSource } from './parse-source.ts';
import { selectSource } from './select-source.ts';
import { compileStandalone, type StandaloneUnit } from './standalone-unit.ts';
import { compileTrigger, type TriggerUnit } from './trigger-unit.ts';

/** What the source of a stored unit was compiled to. */
export type CompiledSource = {
  readonly compilation: UnitCompilation;
  /** As parsed after conditional compilation; undefined where it does not parse. */
  readonly tree: ParsedUnit['unit'];
  readonly isValid: boolean;
  isCurrent(): boolean;
  readonly unit?: PackageUnit | StandaloneUnit | undefined;
  readonly body?: PackageBodyUnit | undefined;
  readonly trigger?: TriggerUnit | undefined;
  readonly type?: TypeSymbol | undefined;
  readonly arguments: CatalogArgument[];
  readonly procedures: StoredUnit['procedures'];
};

type UnitName = Pick<CatalogObject, 'schema' | 'name' | 'type'>;

/** Compiles the source of a unit in its schema. What is wrong with it is in the compilation's errors. */
export function compileUnitSource(name: UnitName, source: string, runtime: Runtime): CompiledSource {
  const compilation = new UnitCompilation({
    runtime,
    text: source,
    kind: kindText(name.type),
    unit: { schema: name.schema, name: name.name },
    viewpoint: isInvokerRights(headerSource(name, source, runtime), name.type)
      ? undefined
      : { schema: name.schema, user: name.schema },
  });
  const parsed = parseSource(selectSource(source, compilation));
  for (const note of parsed.syntaxErrors) compilation.errors.notes.push({ ...note });
  const parts = parsed.unit === undefined ? {} : compileTree(parsed.unit, name, compilation, runtime);
  return {
    compilation,
    tree: parsed.unit,
    arguments: [],
    procedures: [],
    ...parts,
    isValid: compilation.errors.isEmpty,
    isCurrent: () => compilation.isCurrent(),
  };
}

/** The source that says whose rights count: of a package body that of its specification. */
function headerSource(name: UnitName, source: string, runtime: Runtime): string {
  if (name.type !== 'PACKAGE BODY' && name.type !== 'TYPE BODY') return source;
  const specification = name.type === 'PACKAGE BODY' ? 'PACKAGE' : 'TYPE';
  return runtime.catalog.findObject(name.schema, name.name, specification)?.source ?? source;
}

/** AUTHID CURRENT_USER stands before the IS or AS of a unit; a body has that of its specification. */
function isInvokerRights(source: string, type: UnitName['type']): boolean {
  if (type === 'TRIGGER') return false;
  const header = /^[\s\S]*?\b(IS|AS|UNDER)\b/i.exec(source)?.[0] ?? '';
  return /\bAUTHID\s+CURRENT_USER\b/i.test(header);
}

function kindText(type: UnitName['type']): string {
  return type.toLowerCase();
}

function compileTree(
  tree: NonNullable<ParsedUnit['unit']>,
  name: UnitName,
  compilation: UnitCompilation,
  runtime: Runtime,
): Partial<CompiledSource> {
  switch (tree.kind) {
    case 'procedure':
    case 'function': {
      const unit = compileStandalone(tree, compilation);
      const routines = unit.routine === undefined ? [] : [unit.routine];
      return { unit, arguments: argumentsOf(routines, null), procedures: proceduresOf(routines, tree.authid) };
    }
    case 'packageSpec': {
      const unit = compileSpecification(tree, compilation, (specification) => runtime.units.bodyOf(specification));
      const routines = specificationRoutines(unit.scope);
      return {
        unit,
        arguments: argumentsOf(routines, name.name),
        procedures: proceduresOf(routines, tree.authid, true),
      };
    }
    case 'packageBody':
      return compileBody(tree, 'PACKAGE', name, compilation, runtime);
    case 'typeBody':
      return compileBody(bodyOfMethods(tree), 'TYPE', name, compilation, runtime);
    case 'trigger':
      return { trigger: compileTrigger(tree, compilation) };
    case 'type':
      return compileType(tree, name, compilation, runtime);
  }
}

function compileBody(
  tree: PackageBody,
  kind: 'PACKAGE' | 'TYPE',
  name: UnitName,
  compilation: UnitCompilation,
  runtime: Runtime,
): Partial<CompiledSource> {
  const object = runtime.catalog.findObject(name.schema, name.name, kind);
  const specification = object === undefined ? undefined : runtime.units.compiledOf(object, 0);
  if (object === undefined || specification === undefined || !specification.isValid) {
    compilation.errors.notes.push(
      { line: 0, column: 0, text: 'PL/SQL: Compilation unit analysis terminated' },
      {
        line: 1,
        column: 14,
        text:
          object === undefined
            ? `PLS-00201: identifier '${name.name}' must be declared`
            : `PLS-00905: object ${name.schema}.${name.name} is invalid`,
      },
      { line: 1, column: 14, text: `PLS-00304: cannot compile body of '${name.name}' without its specification` },
    );
    return {};
  }
  compilation.dependencies.add(object);
  compilation.dependencies.addUnit(specification);
  if (!(specification.unit instanceof PackageUnit)) {
    compilation.errors.add(0, `PLS-00304: cannot compile body of '${name.name}' without its specification`);
    return {};
  }
  return { body: compilePackageBody(tree, specification.unit, compilation) };
}

/** `CREATE TYPE t AS …`: an object type, a nested table or a VARRAY. */
function compileType(
  tree: TypeDeclaration,
  name: UnitName,
  compilation: UnitCompilation,
  runtime: Runtime,
): Pick<CompiledSource, 'type' | 'unit'> {
  const { definition } = tree;
  if (definition.kind === 'object') {
    const { symbol, unit } = compileObjectType({ ...tree, definition }, compilation, (specification) =>
      runtime.units.bodyOf(specification),
    );
    return { type: symbol, unit };
  }
  const scope = new Scope(compilation, undefined, new FrameLayout(undefined));
  const type = compilation.errors.attempt(tree.pos, 'Item', () =>
    typeOfDeclaration(tree, scope, `${name.schema}.${name.name}`),
  );
  if (type === undefined) return {};
  return { type: { kind: 'type', name: name.name, type, isNotNull: false, isSubtype: false } };
}

/** The errors of a unit as USER_ERRORS has them: by place, the summary of a place before its cause. */
export function unitErrors(compilation: UnitCompilation): UnitError[] {
  const isSummary = (text: string): number => (text.endsWith(' ignored') || text.endsWith('terminated') ? 0 : 1);
  return compilation.errors.notes
    .map((note) => ({ ...note, attribute: 'ERROR' as const }))
    .sort((a, b) => a.line - b.line || a.column - b.column || isSummary(a.text) - isSummary(b.text));
}
