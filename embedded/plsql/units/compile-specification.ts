import type { PackageSpec } from '../../syntax/ast/plsql.ts';
import { type Step, sequence } from '../compile/code.ts';
import { compileDeclarations } from '../compile/declarations.ts';
import type { Routine } from '../compile/routine.ts';
import { Scope } from '../compile/scope.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { FrameLayout } from '../runtime/frame.ts';
import type { PackageBodyUnit } from './package-body.ts';
import { PackageUnit } from './package-unit.ts';

/** Compiles a package specification. Errors are in the compilation. */
export function compileSpecification(
  spec: PackageSpec,
  compilation: UnitCompilation,
  findBody: (unit: PackageUnit) => PackageBodyUnit | undefined,
): PackageUnit {
  const scope = new Scope(compilation, undefined, new FrameLayout(undefined), { name: compilation.name });
  const steps: Step[] = compileDeclarations(spec.declarations, scope);
  const unit: PackageUnit = new PackageUnit({
    compilation,
    scope,
    initialization: sequence(steps),
    findBody: () => findBody(unit),
  });
  publish(unit);
  return unit;
}

/** Makes what a specification declares reachable from other units. */
export function publish(unit: PackageUnit): void {
  const { scope } = unit;
  specificationRoutines(scope).forEach((routine, index) => {
    routine.isPublic = true;
    routine.link = unit.linkOf(index);
  });
  for (const symbol of scope.symbols.values()) {
    if (symbol.kind === 'variable' || symbol.kind === 'cursor' || symbol.kind === 'subprograms') symbol.owner = unit;
  }
}

/** The subprograms of a specification in the order in which they are declared. */
export function specificationRoutines(scope: Scope): Routine[] {
  const routines: Routine[] = [];
  for (const symbol of scope.symbols.values()) {
    if (symbol.kind === 'subprograms') routines.push(...symbol.overloads);
  }
  return routines.sort((a, b) => a.syntax.pos - b.syntax.pos);
}
