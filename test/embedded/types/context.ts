import { convertValue } from '../../../embedded/types/conversion.ts';
import type { DataType } from '../../../embedded/types/data-type.ts';
import { formatDatetime } from '../../../embedded/types/format-datetime.ts';
import { defaultNlsSettings, type NlsSettings } from '../../../embedded/types/nls.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { parseDatetime } from '../../../embedded/types/parse-datetime.ts';
import type { FunctionContext } from '../../../embedded/types/standard-function.ts';
import { findStandardFunction } from '../../../embedded/types/standard-functions.ts';
import { typeOfValue } from '../../../embedded/types/type-name.ts';
import { Lob, OracleDate, OracleTimestamp, type ScalarValue } from '../../../embedded/types/values.ts';

/** 2024-06-15 12:00:00 UTC. */
export const NOW = Date.UTC(2024, 5, 15, 12);

export function contextOf(settings: Partial<NlsSettings> = {}, language: 'SQL' | 'PL/SQL' = 'PL/SQL'): FunctionContext {
  return {
    nls: { ...defaultNlsSettings(), ...settings },
    user: 'APP',
    currentSchema: 'APP',
    argumentTypes: [],
    contextValue: (namespace, name) => (namespace === 'USERENV' && name === 'SESSION_USER' ? 'APP' : null),
    now: () => NOW,
    language,
  };
}

/** `2023-01-31` or `2023-01-31 10:20:30` as DATE. */
export function date(text: string): OracleDate {
  return new OracleDate(parseDatetime(text, 'SYYYY-MM-DD HH24:MI:SS', defaultNlsSettings(), NOW).seconds);
}

/** With fraction, as TIMESTAMP. */
export function timestamp(text: string): OracleTimestamp {
  const { seconds, nanos } = parseDatetime(text, 'SYYYY-MM-DD HH24:MI:SS.FF', defaultNlsSettings(), NOW);
  return new OracleTimestamp(seconds, nanos);
}

export function showDate(value: ScalarValue): string {
  if (!(value instanceof OracleDate)) throw new Error(`no DATE: ${String(value)}`);
  return formatDatetime(value, { kind: 'DATE' }, 'FMSYYYY-FMMM-DD HH24:MI:SS', defaultNlsSettings());
}

export const number = (value: number | string) => new Decimal(value);

/** A plain JavaScript value for what a function gave: numbers as text by TO_CHAR, dates in ISO order, LOBs as their text. */
export function show(value: ScalarValue): string | boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  if (value instanceof OracleDate) return showDate(value);
  if (value instanceof Lob) return `LOB ${String(value.content)}`;
  const text = convertValue(value, typeOfValue(value), { kind: 'VARCHAR2', unit: 'BYTE' }, contextOf());
  return typeof text === 'string' ? text : null;
}

type Argument = ScalarValue | number;

/** Calls a standard function with plain JavaScript values: numbers are NUMBER, strings VARCHAR2. */
export function call(name: string, inputs: Argument[], context: FunctionContext = contextOf(), types: DataType[] = []) {
  const found = findStandardFunction(name);
  if (found === undefined) throw new Error(`no function ${name}`);
  const run = found.evaluate ?? found.evaluateInSql;
  if (run === undefined) throw new Error(`${name} has no evaluation`);
  const values = inputs.map((input) => (typeof input === 'number' ? new Decimal(input) : input));
  const argumentTypes = types.length > 0 ? types : values.map(typeOfValue);
  return run(values, { ...context, argumentTypes });
}

/** As `call`, printed by `show`. */
export function callShown(name: string, ...inputs: Argument[]): string | boolean | null {
  return show(call(name, inputs));
}
