import type { SessionState } from '../session/session-state.ts';
import { add, Decimal, multiply, subtract } from '../types/number.ts';
import type { Value } from '../types/values.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { decimalOf, integerOf, procedure, returns, textOf } from './native-values.ts';
import { RandomGenerator } from './random-generator.ts';

const SPECIFICATION = `PACKAGE DBMS_RANDOM AS
  PROCEDURE SEED(VAL IN BINARY_INTEGER);
  PROCEDURE SEED(VAL IN VARCHAR2);
  PROCEDURE INITIALIZE(VAL IN BINARY_INTEGER);
  PROCEDURE TERMINATE;
  FUNCTION VALUE RETURN NUMBER;
  FUNCTION VALUE(LOW IN NUMBER, HIGH IN NUMBER) RETURN NUMBER;
  FUNCTION NORMAL RETURN NUMBER;
  FUNCTION RANDOM RETURN BINARY_INTEGER;
  FUNCTION STRING(OPT IN CHAR, LEN IN NUMBER) RETURN VARCHAR2;
END DBMS_RANDOM;`;

const generators = new WeakMap<SessionState, RandomGenerator>();

function generatorOf({ session }: Pick<NativeCall, 'session'>): RandomGenerator {
  let generator = generators.get(session);
  if (generator === undefined) {
    generator = new RandomGenerator();
    generators.set(session, generator);
  }
  return generator;
}

const seed = procedure(({ session }, [value]) => {
  generators.set(session, new RandomGenerator(textOf(value) ?? String(integerOf(value) ?? '')));
});

function value(call: NativeCall, [low, high]: Value[]) {
  const next = generatorOf(call).nextDecimal();
  const from = decimalOf(low);
  const to = decimalOf(high);
  if (call.overload === 1) return returns(next);
  if (from === null || to === null) return returns(null);
  return returns(add(from, multiply(next, subtract(to, from))));
}

/** Mean 0, deviation 1 (Box and Muller). */
function normal(call: NativeCall) {
  const generator = generatorOf(call);
  const radius = Math.sqrt(-2 * Math.log(1 - generator.nextFloat()));
  return returns(new Decimal((radius * Math.cos(2 * Math.PI * generator.nextFloat())).toPrecision(17)));
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const ALPHABETS: Record<string, string> = {
  U: UPPER,
  L: LOWER,
  A: UPPER + LOWER,
  X: UPPER + DIGITS,
  P: PRINTABLE,
};
const LONGEST_STRING = 4000;

function string(call: NativeCall, [option, length]: Value[]) {
  const alphabet = ALPHABETS[(textOf(option) ?? '').trim().toUpperCase()] ?? UPPER;
  const generator = generatorOf(call);
  const count = Math.min(integerOf(length) ?? 0, LONGEST_STRING);
  let text = '';
  for (let index = 0; index < count; index += 1) text += alphabet[generator.nextInteger(alphabet.length)];
  return returns(text);
}

export const DBMS_RANDOM: NativePackage = {
  name: 'DBMS_RANDOM',
  specification: SPECIFICATION,
  subprograms: {
    SEED: seed,
    INITIALIZE: seed,
    TERMINATE: () => undefined,
    VALUE: value,
    NORMAL: normal,
    // All 32 bits, signed.
    RANDOM: (call) => returns(generatorOf(call).nextInteger(2 ** 32) - 2 ** 31),
    STRING: string,
  },
};
