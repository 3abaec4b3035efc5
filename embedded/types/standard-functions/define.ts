import { convertValue } from '../conversion.ts';
import { toNumber, toText } from '../convert-scalar.ts';
import type { CharacterType, DataType, ScalarType, TimestampType } from '../data-type.ts';
import { type Decimal, toInteger } from '../number.ts';
import type { FunctionContext, StandardFunction } from '../standard-function.ts';
import { typeOfValue } from '../type-name.ts';
import { Lob, type OracleDate, OracleTimestamp, type ScalarValue } from '../values.ts';

/** Argument values of one call, converted as the function asks for them. */
export class Inputs {
  readonly values: ScalarValue[];
  readonly context: FunctionContext;

  constructor(values: ScalarValue[], context: FunctionContext) {
    this.values = values;
    this.context = context;
  }

  get count(): number {
    return this.values.length;
  }

  value(index: number): ScalarValue {
    return this.values[index] ?? null;
  }

  /** The argument's declared type, or what its value shows. */
  type(index: number): DataType {
    const declared = this.context.argumentTypes[index];
    return declared === undefined || declared.kind === 'NULL' ? typeOfValue(this.value(index)) : declared;
  }

  isGiven(index: number): boolean {
    return index < this.values.length;
  }

  text(index: number): string | null {
    const value = this.value(index);
    return typeof value === 'string' ? value : toText(value, this.type(index), this.context);
  }

  number(index: number): Decimal | null {
    return toNumber(this.value(index), this.type(index), this.context);
  }

  /** A whole number, fractions cut off; `fallback` where the argument is not given. Null where it is NULL. */
  integer(index: number, fallback: number): number | null {
    if (!this.isGiven(index)) return fallback;
    const number = this.number(index);
    return number === null ? null : toInteger(number);
  }

  convert(index: number, to: ScalarType): ScalarValue {
    return convertValue(this.value(index), this.type(index), to, this.context);
  }

  date(index: number): OracleDate | null {
    return this.convert(index, { kind: 'DATE' }) as OracleDate | null;
  }

  timestamp(index: number, kind: TimestampType['kind']): OracleTimestamp | null {
    return this.convert(index, { kind, precision: 9 }) as OracleTimestamp | null;
  }

  isTimestamp(index: number): boolean {
    return this.value(index) instanceof OracleTimestamp;
  }

  raw(index: number): Buffer | null {
    return this.convert(index, { kind: 'RAW' }) as Buffer | null;
  }
}

type Returns = ScalarType | ((argumentTypes: DataType[]) => ScalarType);
type Evaluate = (inputs: Inputs) => ScalarValue;

/** `[least, most]` arguments. */
export function define(name: string, count: [number, number], returns: Returns, evaluate: Evaluate): StandardFunction {
  return {
    name,
    minArguments: count[0],
    maxArguments: count[1],
    returns: typeof returns === 'function' ? returns : () => returns,
    evaluate: (values, context) => evaluate(new Inputs(values, context)),
  };
}

/** As `define`, for a function that is NULL as soon as an argument is. */
export function defineStrict(
  name: string,
  count: [number, number],
  returns: Returns,
  evaluate: Evaluate,
): StandardFunction {
  return define(name, count, returns, (inputs) => (inputs.values.includes(null) ? null : evaluate(inputs)));
}

/** The same function for SQL only. */
export function sqlOnly(definition: StandardFunction): StandardFunction {
  const { evaluate, ...rest } = definition;
  return { ...rest, evaluateInSql: evaluate };
}

export function renamed(name: string, definition: StandardFunction): StandardFunction {
  return { ...definition, name };
}

export function isCharacterType(type: DataType | undefined): type is CharacterType {
  return type !== undefined && ['VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR', 'LONG'].includes(type.kind);
}

export function isNational(type: DataType | undefined): boolean {
  return type?.kind === 'NVARCHAR2' || type?.kind === 'NCHAR' || type?.kind === 'NCLOB';
}

/** Character functions keep the family of an argument: CLOB, NVARCHAR2, else VARCHAR2, with the argument's length or a given one. */
export function characterResult(type: DataType | undefined, length?: number): ScalarType {
  if (type?.kind === 'CLOB' || type?.kind === 'NCLOB') return { kind: type.kind };
  const own = isCharacterType(type) ? type : undefined;
  const kind = isNational(type) ? 'NVARCHAR2' : 'VARCHAR2';
  return { kind, length: length ?? own?.length, unit: kind === 'NVARCHAR2' ? 'CHAR' : (own?.unit ?? 'BYTE') };
}

/** The text as the family of `like`: a CLOB argument gives a CLOB. */
export function textLike(like: ScalarValue, text: string): ScalarValue {
  if (like instanceof Lob) return new Lob(like.kind === 'NCLOB' ? 'NCLOB' : 'CLOB', text);
  return text === '' ? null : text;
}
