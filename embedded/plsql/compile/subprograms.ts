import type { Subprogram } from '../../syntax/ast/plsql.ts';
import type { DataType } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { FrameLayout } from '../runtime/frame.ts';
import { compileBlock } from './block.ts';
import { unconstrained } from './conversion.ts';
import { compileParameters } from './parameters.ts';
import { pipelinedResult } from './pipe-row.ts';
import { resolveType } from './resolve-type.ts';
import { type FormalParameter, isSameSignature, Routine } from './routine.ts';
import { Scope } from './scope.ts';
import type { SubprogramsSymbol, VariableSymbol } from './symbols.ts';

/** Procedures and functions: specifications, forward declarations and bodies. */

/** Declares a subprogram in its scope and compiles its body where it has one. */
export function declareSubprogram(subprogram: Subprogram, scope: Scope): Routine {
  if (subprogram.external !== undefined) throw unimplemented(subprogram.external, subprogram.pos);
  const routine = makeRoutine(subprogram, scope);
  const symbol = overloadsOf(subprogram, scope);
  const forward = symbol.overloads.find((known) => !known.hasBody && isSameSignature(known, routine));
  if (forward === undefined) symbol.overloads.push(routine);
  if (subprogram.body === undefined) return forward ?? routine;
  const target = forward ?? routine;
  target.hasBody = true;
  compileRoutineBody(target, subprogram, scope);
  return target;
}

function overloadsOf(subprogram: Subprogram, scope: Scope): SubprogramsSymbol {
  const { name } = subprogram.name;
  const known = scope.symbols.get(name);
  if (known?.kind === 'subprograms') return known;
  const symbol: SubprogramsSymbol = { kind: 'subprograms', name, overloads: [] };
  scope.declare(subprogram.name, symbol);
  return symbol;
}

/** The header of a subprogram. */
export function makeRoutine(subprogram: Subprogram, scope: Scope): Routine {
  const layout = new FrameLayout(scope.layout);
  const parameters = compileParameters(subprogram.parameters, scope);
  for (const _ of parameters) layout.allocate();
  const returns = subprogram.returns === undefined ? undefined : resultType(subprogram.returns, scope);
  if (subprogram.pipelined) pipelinedResult(returns, subprogram.returns?.pos ?? subprogram.pos);
  return new Routine({
    name: subprogram.name.name,
    syntax: subprogram,
    parameters,
    returns,
    layout,
    owner: scope.unit,
  });
}

function resultType(spec: NonNullable<Subprogram['returns']>, scope: Scope): DataType {
  const resolved = resolveType(spec, scope);
  return resolved.isSubtype ? resolved.type : unconstrained(resolved.type);
}

export function compileRoutineBody(routine: Routine, subprogram: Subprogram, scope: Scope): void {
  const { body } = subprogram;
  if (body === undefined) return;
  const facts = { routine, loops: undefined, labels: undefined, isHandler: false };
  const outer = routine.hasSelf ? attributeScope(routine, scope) : scope;
  const inside = new Scope(scope.unit, outer, routine.layout, { name: routine.name, facts });
  routine.parameters.forEach((parameter, slot) => {
    declareParameter(parameter, slot, inside);
  });
  routine.isAutonomous = body.autonomous;
  routine.body = compileBlock(body, inside);
}

/** Around a method: the attributes of SELF, which parameters and variables of the same name hide. */
function attributeScope(routine: Routine, scope: Scope): Scope {
  const around = new Scope(scope.unit, scope, routine.layout);
  const [parameter] = routine.parameters;
  if (parameter?.type.kind !== 'RECORD') return around;
  const self = parameterSymbol(parameter, 0, around);
  parameter.type.fields.forEach(({ name }, index) => {
    around.symbols.set(name, { kind: 'attribute', name, self, index });
  });
  return around;
}

function declareParameter(parameter: FormalParameter, slot: number, scope: Scope): void {
  const name = parameter.syntax?.name ?? { name: parameter.name, quoted: false, pos: 0 };
  scope.declare(name, parameterSymbol(parameter, slot, scope));
}

function parameterSymbol(parameter: FormalParameter, slot: number, scope: Scope): VariableSymbol {
  return {
    kind: 'variable',
    name: parameter.name,
    type: parameter.type,
    layout: scope.layout,
    slot,
    access: parameter.mode === 'IN' ? 'in' : 'variable',
    isNotNull: parameter.isNotNull,
  };
}

/** Notes subprograms that were declared here and have no body. */
export function checkSubprogramBodies(scope: Scope, message: (name: string) => string): void {
  for (const symbol of scope.symbols.values()) {
    if (symbol.kind !== 'subprograms') continue;
    for (const routine of symbol.overloads) {
      if (!routine.hasBody && !routine.isAbstract)
        scope.unit.errors.add(routine.syntax.name.pos, message(routine.name));
    }
  }
}
