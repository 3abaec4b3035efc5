import { Decimal } from '../types/number.ts';
import { CursorHandle, Lob, type Value } from '../types/values.ts';
import type { NativeCall, NativeOutcome, NativeSubprogram } from './native-package.ts';

/** Reading arguments and writing results of native subprograms. Arguments have the declared types already. */

export function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export function decimalOf(value: Value | undefined): Decimal | null {
  return value instanceof Decimal ? value : null;
}

/** A number's whole part, or null. */
export function integerOf(value: Value | undefined): number | null {
  return value instanceof Decimal ? value.trunc().toNumber() : null;
}

export function rawOf(value: Value | undefined): Buffer | null {
  return Buffer.isBuffer(value) ? value : null;
}

export function lobOf(value: Value | undefined): Lob | null {
  return value instanceof Lob ? value : null;
}

export function cursorOf(value: Value | undefined): CursorHandle | null {
  return value instanceof CursorHandle ? value : null;
}

/** A function's result; JavaScript numbers become NUMBER, empty texts and buffers NULL. */
export function returns(value: Value | number): NativeOutcome {
  return { result: asValue(value) };
}

/** Values of OUT parameters by position. */
export function outputs(values: Record<number, Value>, result?: Value): NativeOutcome {
  const out = new Map(Object.entries(values).map(([index, value]) => [Number(index), asValue(value)]));
  return result === undefined ? { out } : { result: asValue(result), out };
}

function asValue(value: Value): Value {
  if (typeof value === 'number') return new Decimal(value);
  if (value === '' || (Buffer.isBuffer(value) && value.length === 0)) return null;
  return value;
}

/** A subprogram that gives nothing back. */
export function procedure(run: (call: NativeCall, inputs: Value[]) => void): NativeSubprogram {
  return (call, inputs) => {
    run(call, inputs);
    return undefined;
  };
}
