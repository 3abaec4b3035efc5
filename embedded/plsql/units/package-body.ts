import type { PackageBody } from '../../syntax/ast/plsql.ts';
import { compileBlock } from '../compile/block.ts';
import { type Step, sequence } from '../compile/code.ts';
import { checkForwardDeclarations, compileDeclarations } from '../compile/declarations.ts';
import { CONSTRUCTOR } from '../compile/object-types.ts';
import type { Routine } from '../compile/routine.ts';
import { Scope } from '../compile/scope.ts';
import type { SubprogramsSymbol } from '../compile/symbols.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { FrameLayout } from '../runtime/frame.ts';
import { specificationRoutines } from './compile-specification.ts';
import { hasVariables, type PackageUnit } from './package-unit.ts';

/** A compiled package body. */
export class PackageBodyUnit {
  readonly compilation: UnitCompilation;
  readonly layout: FrameLayout;
  /** Private variables' first values, then the initialization part. */
  readonly initialization: Step;
  /** By the number of the subprogram in the specification. */
  readonly implementations: readonly Routine[];
  readonly hasVariables: boolean;

  constructor(parts: {
    compilation: UnitCompilation;
    layout: FrameLayout;
    initialization: Step;
    implementations: readonly Routine[];
    hasVariables: boolean;
  }) {
    this.compilation = parts.compilation;
    this.layout = parts.layout;
    this.initialization = parts.initialization;
    this.implementations = parts.implementations;
    this.hasVariables = parts.hasVariables;
  }

  isCurrent(): boolean {
    return this.compilation.isCurrent();
  }
}

/** Compiles a body against its specification. Errors are in the compilation. */
export function compilePackageBody(
  body: PackageBody,
  specification: PackageUnit,
  compilation: UnitCompilation,
): PackageBodyUnit {
  const layout = new FrameLayout(specification.layout);
  const scope = new Scope(compilation, specification.scope, layout, { name: specification.name });
  const implementations = declarePublicRoutines(specification, scope);
  const steps = compileDeclarations(body.declarations, scope);
  checkBodies(specification, implementations, scope);
  if (body.initialization !== undefined) steps.push(compileBlock(body.initialization, scope.inner()));
  return new PackageBodyUnit({
    compilation,
    layout,
    initialization: sequence(steps),
    implementations,
    hasVariables: hasVariables(scope),
  });
}

/** The specification's subprograms as forward declarations: the body may call them before it defines them. */
function declarePublicRoutines(specification: PackageUnit, scope: Scope): Routine[] {
  return specificationRoutines(specification.scope).map((declared) => {
    const { name } = declared.syntax.name;
    const layout = new FrameLayout(scope.layout);
    for (const _ of declared.parameters) layout.allocate();
    const own = declared.movedTo(layout, scope.unit);
    own.isPublic = true;
    const known = scope.symbols.get(name);
    const symbol: SubprogramsSymbol =
      known?.kind === 'subprograms' ? known : { kind: 'subprograms', name, overloads: [] };
    symbol.overloads.push(own);
    scope.symbols.set(name, symbol);
    return own;
  });
}

/**
 * What the specification declares must be here: PLS-00323, PLS-00538 for methods, at its place in the specification. Methods must be
 * declared there (PLS-00539). Forward declarations of the body: PLS-00328.
 */
function checkBodies(specification: PackageUnit, implementations: readonly Routine[], scope: Scope): void {
  const { notes } = scope.unit.errors;
  const { source } = specification.compilation;
  const note = (name: string, pos: number): void => {
    const text =
      specification.compilation.kind === 'type'
        ? `PLS-00538: subprogram or cursor '${name}' is declared in an object type specification and must be defined in the object type body`
        : `PLS-00323: subprogram or cursor '${name}' is declared in a package specification and must be defined in the package body`;
    notes.push({ ...source.positionAt(pos), text });
  };
  for (const routine of implementations) {
    if (routine.hasBody || routine.isAbstract) continue;
    note(nameOf(routine, specification), routine.syntax.name.pos);
    // Noted: not to be taken for a forward declaration of the body.
    routine.hasBody = true;
  }
  for (const symbol of specification.scope.symbols.values()) {
    if (symbol.kind === 'cursor' && symbol.query === undefined) note(symbol.name, 0);
  }
  if (specification.compilation.kind === 'type') checkMethodsDeclared(scope);
  checkForwardDeclarations(scope);
}

/** Constructors have the name of their type. */
function nameOf({ name }: Routine, specification: PackageUnit): string {
  return name === CONSTRUCTOR ? specification.name : name;
}

function checkMethodsDeclared(scope: Scope): void {
  for (const symbol of scope.symbols.values()) {
    if (symbol.kind !== 'subprograms') continue;
    for (const { declared, name, syntax } of symbol.overloads) {
      if (declared !== undefined) continue;
      const shown = name === CONSTRUCTOR ? scope.name : name;
      const text = `PLS-00539: subprogram '${shown}' is declared in an object type body and must be defined in the object type specification`;
      scope.unit.errors.add(syntax.name.pos, text);
    }
  }
}
