import type { Value } from '../../types/values.ts';

/** What of a program unit shows in error stacks and call stacks. */
export type CodeOwner = {
  /** `SCHEMA.UNIT`; null for an anonymous block. */
  readonly displayName: string | null;
  /** `package body`, `procedure`, `anonymous block` …, for FORMAT_CALL_STACK. */
  readonly kind: string;
};

/** Where the variables of a subprogram, package or block get their places. Nested blocks share the layout of their subprogram. */
export class FrameLayout {
  readonly parent: FrameLayout | undefined;
  size = 0;

  constructor(parent: FrameLayout | undefined) {
    this.parent = parent;
  }
  /** A place for one value. */
  allocate(): number {
    return this.size++;
  }
  /** How many static links lead from this layout to `outer`; undefined where it does not enclose this one. */
  hopsTo(outer: FrameLayout): number | undefined {
    let hops = 0;
    for (let layout: FrameLayout | undefined = this; layout !== undefined; layout = layout.parent) {
      if (layout === outer) return hops;
      hops++;
    }
    return undefined;
  }
}

/** The variables of one activation. */
export class Frame {
  readonly slots: Value[];
  /** The activation of the enclosing subprogram, package or block. */
  readonly parent: Frame | undefined;
  readonly owner: CodeOwner;
  /** Who called, for the call stack. */
  caller: Frame | undefined;
  /** Source line of the statement that runs. */
  line = 0;
  /** Set by RETURN. */
  result: Value = null;

  constructor(size: number, parent: Frame | undefined, owner: CodeOwner) {
    this.slots = new Array<Value>(size).fill(null);
    this.parent = parent;
    this.owner = owner;
  }
}

/** The value in a slot. Slots that a layout has allocated always exist; an uninitialised one is NULL. */
export function slotOf(frame: Frame, slot: number): Value {
  return frame.slots[slot] ?? null;
}

/** The frame that encloses `frame` by so many static links. */
export function enclosingFrame(frame: Frame, hops: number): Frame {
  let found = frame;
  for (let i = 0; i < hops; i++) {
    if (found.parent === undefined) throw new Error('frame without its enclosing frame');
    found = found.parent;
  }
  return found;
}
