import type { ObjectDefinition, PackageBody, TypeBody, TypeDeclaration } from '../../syntax/ast/plsql.ts';
import type { RecordType } from '../../types/data-type.ts';
import { sequence } from '../compile/code.ts';
import { CompileError } from '../compile/compile-errors.ts';
import { compileDeclarations } from '../compile/declarations.ts';
import { CONSTRUCTOR, isObject, setMethods } from '../compile/object-types.ts';
import { resolveType } from '../compile/resolve-type.ts';
import { Scope } from '../compile/scope.ts';
import type { TypeSymbol } from '../compile/symbols.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { FrameLayout } from '../runtime/frame.ts';
import { publish } from './compile-specification.ts';
import type { PackageBodyUnit } from './package-body.ts';
import { PackageUnit } from './package-unit.ts';

/**
 * Object types as units: the type is a record type, its methods are the subprograms of a package of the same name whose body is the type
 * body.
 */

type ObjectTypeUnit = { symbol: TypeSymbol; unit: PackageUnit };

/** Compiles the specification of an object type. Errors are in the compilation. */
export function compileObjectType(
  tree: TypeDeclaration & { definition: ObjectDefinition },
  compilation: UnitCompilation,
  findBody: (unit: PackageUnit) => PackageBodyUnit | undefined,
): ObjectTypeUnit {
  const { definition } = tree;
  const scope = new Scope(compilation, undefined, new FrameLayout(undefined), { name: compilation.name });
  const type: RecordType = {
    kind: 'RECORD',
    name: compilation.displayName ?? '',
    fields: [],
    object: {
      supertype: supertypeOf(definition, scope),
      isFinal: definition.isFinal,
      isInstantiable: definition.isInstantiable,
    },
  };
  const symbol: TypeSymbol = { kind: 'type', name: compilation.name, type, isNotNull: false, isSubtype: false };
  // Its own methods have parameters and results of it.
  scope.symbols.set(compilation.name, symbol);
  type.fields.push(...(type.object?.supertype?.fields ?? []), ...attributes(definition, scope));
  compileDeclarations(methodDeclarations(definition.methods), scope);
  scope.symbols.delete(compilation.name);
  setMethods(type, new Map(scope.symbols));
  scope.symbols.set(compilation.name, symbol);
  const unit: PackageUnit = new PackageUnit({
    compilation,
    scope,
    initialization: sequence([]),
    findBody: () => findBody(unit),
  });
  publish(unit);
  return { symbol, unit };
}

function supertypeOf({ supertype }: ObjectDefinition, scope: Scope): RecordType | undefined {
  if (supertype === undefined) return undefined;
  return scope.unit.errors.attempt(supertype.pos, 'Item', () => {
    const { type } = resolveType({ kind: 'named', pos: supertype.pos, name: supertype, arguments: [] }, scope);
    if (!isObject(type)) throw new CompileError(supertype.pos, 'PLS-00580: supertype must be object type');
    if (type.object?.isFinal === true) {
      throw new CompileError(supertype.pos, 'PLS-00590: attempting to create a subtype UNDER a FINAL type');
    }
    return type;
  });
}

function attributes(definition: ObjectDefinition, scope: Scope): RecordType['fields'] {
  return definition.attributes.flatMap(({ name, type }) => {
    const resolved = scope.unit.errors.attempt(type.pos, 'Item', () => resolveType(type, scope));
    return resolved === undefined ? [] : [{ name: name.name, type: resolved.type }];
  });
}

/** Constructors have the name of the type, which stands for the type itself. */
function methodDeclarations(methods: ObjectDefinition['methods']): PackageBody['declarations'] {
  return methods.map((method) => {
    const isConstructor = method.method?.role === 'CONSTRUCTOR';
    const name = isConstructor ? { ...method.name, name: CONSTRUCTOR } : method.name;
    return { kind: 'subprogram', pos: method.pos, subprogram: { ...method, name } };
  });
}

/** A type body as the body of the package that its methods are. */
export function bodyOfMethods({ pos, end, name, methods }: TypeBody): PackageBody {
  return { kind: 'packageBody', pos, end, name, declarations: methodDeclarations(methods) };
}
