import type { Argument } from '../../syntax/ast/expression.ts';
import type { Subprogram } from '../../syntax/ast/plsql.ts';
import type { RecordType } from '../../types/data-type.ts';
import { RecordValue } from '../../types/values.ts';
import { emptyRecord } from '../runtime/composite-values.ts';
import { FrameLayout, slotOf } from '../runtime/frame.ts';
import { type Actual, chooseOverload, compileActual, type Matching, valueActual } from './actual.ts';
import { compileRoutineCall } from './call.ts';
import { asyncCode, type Code, mapAll, slotCode } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { convertCode } from './conversion.ts';
import { constructorsOf } from './object-types.ts';
import { slotPlace } from './place.ts';
import { type FormalParameter, isSameSignature, Routine } from './routine.ts';
import type { Scope } from './scope.ts';

/** `t(1, name => 'x')`: a constructor that the type declares, or the one of its attributes. Throws PLS-00713 for an abstract type. */
export function compileObjectConstructor(
  name: string,
  type: RecordType,
  args: readonly Argument[],
  scope: Scope,
  pos: number,
): Code {
  return constructObject(
    name,
    type,
    args.map((argument) => compileActual(argument, scope)),
    scope,
    pos,
  );
}

/** The same for arguments that are compiled already. */
export function constructObject(
  name: string,
  type: RecordType,
  args: readonly Actual[],
  scope: Scope,
  pos: number,
): Code {
  if (type.object?.isInstantiable === false) {
    throw new CompileError(pos, 'PLS-00713: attempting to instantiate a type that is NOT INSTANTIABLE');
  }
  const slot = scope.layout.allocate();
  const self = valueActual(slotCode(type, slot), pos, slotPlace(type, slot));
  const ofAttributes = attributeConstructor(type, scope);
  const declared = constructorsOf(type);
  const overloads = declared.some((routine) => isSameSignature(routine, ofAttributes, 1))
    ? declared
    : [...declared, ofAttributes];
  const { routine, matching } = chooseOverload(overloads, [self, ...args], name, pos);
  if (routine === ofAttributes) return fromAttributes(type, matching.slice(1), scope);
  const call = compileRoutineCall(routine, matching, scope);
  return asyncCode(type, function* (frame) {
    frame.slots[slot] = emptyRecord(type);
    yield* call.evaluate(frame);
    return slotOf(frame, slot);
  });
}

function fromAttributes(type: RecordType, matching: Matching, scope: Scope): Code {
  const codes = type.fields.map((field, i) => {
    const actual = matching[i];
    if (actual === undefined) throw new Error(`no value for ${field.name}`);
    return convertCode(actual.code(), field.type, scope.unit.runtime, actual.pos);
  });
  return mapAll(codes, type, (values) => new RecordValue(type, values));
}

/** The header of the constructor that every type has: SELF, then the attributes. */
function attributeConstructor(type: RecordType, scope: Scope): Routine {
  const name = { name: type.name ?? '', quoted: false, pos: 0 };
  const syntax: Subprogram = {
    kind: 'function',
    pos: 0,
    end: 0,
    name,
    parameters: [],
    pipelined: false,
    method: { role: 'CONSTRUCTOR', isOverriding: false, isFinal: true, isInstantiable: true },
  };
  const parameters = [{ name: 'SELF', type, mode: 'IN OUT' as const }, ...type.fields.map(asParameter)].map(
    (parameter): FormalParameter => ({
      ...parameter,
      noCopy: false,
      isNotNull: false,
      hasDefault: false,
      default: undefined,
      syntax: undefined,
    }),
  );
  const layout = new FrameLayout(undefined);
  return new Routine({ name: name.name, syntax, parameters, returns: type, layout, owner: scope.unit });
}

function asParameter({ name, type }: RecordType['fields'][number]): Pick<FormalParameter, 'name' | 'type' | 'mode'> {
  return { name, type, mode: 'IN' };
}
