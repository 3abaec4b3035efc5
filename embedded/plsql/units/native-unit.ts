import type { NativePackage } from '../../packages/native-package.ts';
import type { PackageSpec } from '../../syntax/ast/plsql.ts';
import { parseUnit } from '../../syntax/parse.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { compileSpecification, specificationRoutines } from './compile-specification.ts';
import type { PackageUnit } from './package-unit.ts';

const parsed = new WeakMap<NativePackage, PackageSpec>();

/** A supplied package: its specification is PL/SQL, its subprograms are TypeScript. */
export function compileNativePackage(native: NativePackage, compilation: UnitCompilation): PackageUnit {
  const unit = compileSpecification(specificationOf(native), compilation, () => undefined);
  if (!compilation.errors.isEmpty) {
    const notes = compilation.errors.notes.map((note) => `${note.line}/${note.column} ${note.text}`);
    throw new Error(`the specification of ${native.name} does not compile: ${notes.join('; ')}`);
  }
  const counts = new Map<string, number>();
  for (const routine of specificationRoutines(unit.scope)) {
    const overload = (counts.get(routine.name) ?? 0) + 1;
    counts.set(routine.name, overload);
    const run = native.subprograms[`${routine.name}#${overload}`] ?? native.subprograms[routine.name];
    if (run === undefined) throw new Error(`${native.name}.${routine.name} has no implementation`);
    routine.native = { run, overload, specification: () => unit.readyFrame() };
  }
  return unit;
}

function specificationOf(native: NativePackage): PackageSpec {
  const known = parsed.get(native);
  if (known !== undefined) return known;
  const { unit, syntaxErrors } = parseUnit(native.specification);
  if (unit?.kind !== 'packageSpec') {
    throw new Error(`the specification of ${native.name} does not parse: ${syntaxErrors[0]?.text ?? ''}`);
  }
  parsed.set(native, unit);
  return unit;
}
