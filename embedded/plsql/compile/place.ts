import type { CollectionType, DataType } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import { elementAt, elementForChange, type Key, setElement } from '../runtime/collection.ts';
import { collectionOf, fieldOf, recordOf } from '../runtime/composite-values.ts';
import { enclosingFrame, type Frame, slotOf } from '../runtime/frame.ts';
import { type AsyncStep, asyncCode, asyncStep, type Code, syncCode } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import type { Scope } from './scope.ts';
import { asKey, subscriptCode } from './subscript.ts';
import type { VariableSymbol } from './symbols.ts';

/**
 * Something that holds a value: a variable, a record's field, a collection's element. After `prepare` has run in the frame, the closures
 * need to wait for nothing: subscripts that may wait are put into hidden variables first.
 */
export type Place = {
  readonly type: DataType;
  readonly prepare: readonly AsyncStep[];
  readonly read: (frame: Frame) => Value;
  readonly write: (frame: Frame, value: Value) => void;
  /** The record or collection held here, to be changed in place. */
  readonly container: (frame: Frame) => Value;
  /** Set where it may not be assigned to: the name in PLS-00363. */
  readonly readOnly: string | undefined;
  readonly isNotNull: boolean;
  /** Told how it is used: the directions of a client's binds come from that. */
  readonly note?: ((use: 'read' | 'write') => void) | undefined;
};

export function variablePlace(symbol: VariableSymbol, scope: Scope): Place {
  const { slot, type } = symbol;
  const hops = scope.layout.hopsTo(symbol.layout);
  const frameOf =
    hops === undefined ? packageFrame(symbol) : hops === 0 ? undefined : (f: Frame) => enclosingFrame(f, hops);
  const read =
    frameOf === undefined ? (frame: Frame) => slotOf(frame, slot) : (frame: Frame) => slotOf(frameOf(frame), slot);
  return {
    type,
    prepare: hops === undefined ? instancePreparation(symbol) : [],
    read,
    container: read,
    write: (frame, value) => {
      (frameOf === undefined ? frame : frameOf(frame)).slots[slot] = value;
    },
    readOnly: symbol.access === 'variable' ? undefined : symbol.name,
    isNotNull: symbol.isNotNull,
  };
}

/** A slot that stands for itself, without a declaration, in the running frame or one around it. */
export function slotPlace(type: DataType, slot: number, hops = 0): Place {
  const frameOf = hops === 0 ? (frame: Frame) => frame : (frame: Frame) => enclosingFrame(frame, hops);
  const read = (frame: Frame) => slotOf(frameOf(frame), slot);
  return {
    type,
    prepare: [],
    read,
    container: read,
    write: (frame, value) => {
      frameOf(frame).slots[slot] = value;
    },
    readOnly: undefined,
    isNotNull: false,
  };
}

function packageFrame(symbol: VariableSymbol): (frame: Frame) => Frame {
  const { owner } = symbol;
  // The default of a record's field has no frame of its own.
  if (owner === undefined) throw unimplemented('variables in the defaults of record fields');
  return () => owner.specificationFrame();
}

/** Referring to a package's variable instantiates the package. */
function instancePreparation(symbol: VariableSymbol): AsyncStep[] {
  const { owner } = symbol;
  if (owner === undefined) return [];
  return [
    asyncStep(function* () {
      if (!owner.isReady) yield* owner.instantiate();
      return undefined;
    }),
  ];
}

export function fieldPlace(record: Place, index: number, type: DataType): Place {
  const recordType = record.type;
  if (recordType.kind !== 'RECORD') throw new Error('a field of what is no record');
  const read = (frame: Frame): Value => fieldOf(record.read(frame), index, recordType);
  const container = (frame: Frame): Value => recordOf(record.container(frame)).fields[index] ?? null;
  return {
    type,
    prepare: record.prepare,
    read,
    container,
    write: (frame, value) => {
      recordOf(record.container(frame)).fields[index] = value;
    },
    readOnly: record.readOnly,
    isNotNull: recordType.fields[index]?.notNull === true,
    note: record.note,
  };
}

export function elementPlace(
  collection: Place,
  type: CollectionType,
  subscript: Code,
  scope: Scope,
  pos: number,
): Place {
  const key = subscriptCode(type, subscript, scope.unit.runtime, pos);
  let keyOf: (frame: Frame) => Key;
  let { prepare } = collection;
  if (key.isAsync) {
    const slot = scope.layout.allocate();
    const { evaluate } = key;
    const hold = asyncStep(function* (frame) {
      frame.slots[slot] = yield* evaluate(frame);
      return undefined;
    });
    prepare = [...prepare, hold];
    keyOf = (frame) => asKey(slotOf(frame, slot));
  } else {
    const { evaluate } = key;
    keyOf = (frame) => asKey(evaluate(frame));
  }
  return {
    type: type.element,
    prepare,
    read: (frame) => elementAt(collectionOf(collection.read(frame)), keyOf(frame)),
    container: (frame) => elementForChange(collectionOf(collection.container(frame)), keyOf(frame)),
    write: (frame, value) => setElement(collectionOf(collection.container(frame)), keyOf(frame), value),
    readOnly: collection.readOnly,
    isNotNull: type.elementNotNull === true,
    note: collection.note,
  };
}

/** The value of a place. It stays the place's own: who keeps it copies it. */
export function placeCode(place: Place): Code {
  const { prepare, read, type } = place;
  place.note?.('read');
  if (prepare.length === 0) return syncCode(type, read, false);
  return asyncCode(
    type,
    function* (frame) {
      for (const step of prepare) yield* step.execute(frame);
      return read(frame);
    },
    false,
  );
}

/** Throws PLS-00363 for a constant, an IN parameter or a loop index. */
export function requireAssignable(place: Place, pos: number): Place {
  if (place.readOnly !== undefined) throw plsErrors.notAssignable(pos, place.readOnly);
  place.note?.('write');
  return place;
}
