import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../../embedded/types/data-type.ts';
import { evaluateAtTimeZone, evaluateDatetimeLiteral } from '../../../../embedded/types/datetime-literal.ts';
import { extractField } from '../../../../embedded/types/extract.ts';
import { formatDatetime } from '../../../../embedded/types/format-datetime.ts';
import { daySecond, yearMonth } from '../../../../embedded/types/interval.ts';
import { defaultNlsSettings } from '../../../../embedded/types/nls.ts';
import { Lob, OracleTimestamp, type ScalarValue } from '../../../../embedded/types/values.ts';
import { call, callShown, contextOf, date, number, show, timestamp } from '../context.ts';

const nls = defaultNlsSettings();
const DATE: DataType = { kind: 'DATE' };
const ZONED: DataType = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 };
const shown = (value: ScalarValue, type: DataType = ZONED) =>
  value instanceof OracleTimestamp ? formatDatetime(value, type, 'YYYY-MM-DD HH24:MI:SS.FF3 TZR', nls) : show(value);

describe('conversion functions', () => {
  it('TO_CHAR', () => {
    expect(callShown('TO_CHAR', date('2023-01-31'), 'YYYY')).toBe('2023');
    expect(callShown('TO_CHAR', date('2023-01-31'))).toBe('31-JAN-23');
    expect(callShown('TO_CHAR', 0.5)).toBe('.5');
    expect(callShown('TO_CHAR', '01.5', '9.99')).toBe(' 1.50');
    expect(callShown('TO_CHAR', 'text')).toBe('text');
    expect(callShown('TO_CHAR', null)).toBeNull();
    expect(callShown('TO_CHAR', date('2023-01-31'), 'FMMonth', "NLS_DATE_LANGUAGE = 'Spanish'")).toBe('Enero');
    expect(callShown('TO_CHAR', new Lob('CLOB', 'abc'))).toBe('abc');
    expect(() => callShown('TO_CHAR', 1, '9', 'NLS_WRONG=1')).toThrow('ORA-12702');
  });

  it('TO_NUMBER', () => {
    expect(callShown('TO_NUMBER', '1234.5')).toBe('1234.5');
    expect(callShown('TO_NUMBER', '1.234,5', '9G999D9', "NLS_NUMERIC_CHARACTERS=',.'")).toBe('1234.5');
    expect(callShown('TO_NUMBER', '7F', 'XX')).toBe('127');
    expect(() => call('TO_NUMBER', ['x'], contextOf({}, 'SQL'))).toThrow('ORA-01722: invalid number');
    expect(() => callShown('TO_NUMBER', 'x')).toThrow('ORA-06502');
    expect(() => callShown('TO_NUMBER', '1', 'abc')).toThrow('ORA-01481: invalid number format model');
  });

  it('TO_DATE and TO_TIMESTAMP', () => {
    expect(callShown('TO_DATE', '2023-01-31', 'YYYY-MM-DD')).toBe('2023-01-31 00:00:00');
    expect(callShown('TO_DATE', '31-JAN-23')).toBe('2023-01-31 00:00:00');
    expect(callShown('TO_DATE', 20230131, 'YYYYMMDD')).toBe('2023-01-31 00:00:00');
    expect(callShown('TO_DATE', null, 'YYYY')).toBeNull();
    expect(callShown('TO_DATE', date('2023-01-31 10:00:00'))).toBe('2023-01-31 00:00:00');
    // Through its text by NLS_DATE_FORMAT, as the manual warns.
    expect(callShown('TO_DATE', date('2023-01-31 10:00:00'), 'DD-MON-RR')).toBe('2023-01-31 00:00:00');
    expect(call('TO_TIMESTAMP', ['2023-01-31 10:00:00.25', 'YYYY-MM-DD HH24:MI:SS.FF'])).toEqual(
      timestamp('2023-01-31 10:00:00.25'),
    );
    expect(shown(call('TO_TIMESTAMP_TZ', ['2023-01-31 10:00 -5:00', 'YYYY-MM-DD HH24:MI TZH:TZM']))).toBe(
      '2023-01-31 10:00:00.000 -05:00',
    );
  });

  it('of LOBs and RAWs', () => {
    expect(show(call('TO_CLOB', ['abc']))).toBe('LOB abc');
    expect(callShown('TO_CLOB', null)).toBeNull();
    expect(callShown('EMPTY_CLOB')).toBe('LOB ');
    expect(call('HEXTORAW', ['7D'])).toEqual(Buffer.from([0x7d]));
    expect(callShown('RAWTOHEX', Buffer.from('hi'))).toBe('6869');
    expect(call('RAWTOHEX', ['hi'], contextOf({}, 'SQL'))).toBe('6869');
    expect(callShown('TO_BINARY_DOUBLE', '1.5')).toBe('1.5E+000');
  });
});

describe('datetime functions', () => {
  it('tell the time', () => {
    const madrid = contextOf({ timeZone: 'Europe/Madrid' });
    expect(show(call('CURRENT_DATE', [], madrid))).toBe('2024-06-15 14:00:00');
    expect(shown(call('CURRENT_TIMESTAMP', [], madrid))).toBe('2024-06-15 14:00:00.000 Europe/Madrid');
    expect(call('LOCALTIMESTAMP', [0], madrid)).toEqual(timestamp('2024-06-15 14:00:00'));
    expect(callShown('SESSIONTIMEZONE')).toBe('+00:00');
    expect(callShown('DBTIMEZONE')).toBe('+00:00');
    const stamp = call('SYSTIMESTAMP', []);
    expect(stamp instanceof OracleTimestamp && stamp.seconds).toBe(Date.UTC(2024, 5, 15, 12) / 1000);
    expect(callShown('TZ_OFFSET', 'Europe/Madrid')).toBe('+02:00');
  });

  it('go between zones', () => {
    const moment = timestamp('2023-01-31 12:00:00');
    expect(shown(call('FROM_TZ', [moment, '3:00']))).toBe('2023-01-31 12:00:00.000 +03:00');
    const zoned = call('FROM_TZ', [moment, 'Europe/Madrid']);
    expect(call('SYS_EXTRACT_UTC', [zoned])).toEqual(timestamp('2023-01-31 11:00:00'));
    expect(shown(evaluateAtTimeZone(zoned, ZONED, 'America/New_York', contextOf()))).toBe(
      '2023-01-31 06:00:00.000 America/New_York',
    );
    expect(shown(evaluateAtTimeZone(date('2023-07-01'), DATE, '+02:00', contextOf({ timeZone: '+00:00' })))).toBe(
      '2023-07-01 02:00:00.000 +02:00',
    );
    expect(shown(evaluateAtTimeZone(zoned, ZONED, 'LOCAL', contextOf({ timeZone: '-01:00' })))).toBe(
      '2023-01-31 10:00:00.000 -01:00',
    );
    expect(() => call('FROM_TZ', [moment, 'Nowhere/City'])).toThrow('ORA-01882');
  });
});

describe('datetime literals', () => {
  const evaluate = (type: 'DATE' | 'TIMESTAMP', value: string) => evaluateDatetimeLiteral({ type, value }, nls);

  it('are dates and timestamps with and without zone', () => {
    expect(show(evaluate('DATE', '1998-12-25').value)).toBe('1998-12-25 00:00:00');
    expect(evaluate('TIMESTAMP', '1997-01-31 09:26:50.124').value).toEqual(timestamp('1997-01-31 09:26:50.124'));
    expect(evaluate('TIMESTAMP', '1997-01-31 09:26:50').type.kind).toBe('TIMESTAMP');
    expect(shown(evaluate('TIMESTAMP', '1997-01-31 09:26:56.66 +02:00').value)).toBe('1997-01-31 09:26:56.660 +02:00');
    expect(shown(evaluate('TIMESTAMP', '1999-04-15 8:00:00 -8:00').value)).toBe('1999-04-15 08:00:00.000 -08:00');
    expect(shown(evaluate('TIMESTAMP', '1999-04-15 8:00:00 US/Pacific').value)).toBe(
      '1999-04-15 08:00:00.000 US/PACIFIC',
    );
  });

  it('are refused where they are wrong', () => {
    expect(() => evaluate('DATE', '1998-13-25')).toThrow('ORA-01843');
    expect(() => evaluate('DATE', '25-12-1998 10')).toThrow('ORA-');
    expect(() => evaluate('TIMESTAMP', '1998-12-25 25:00:00')).toThrow('ORA-01850');
  });
});

describe('EXTRACT', () => {
  const extract = (field: string, value: ScalarValue, type: DataType) => show(extractField(field, value, type, nls));

  it('takes fields', () => {
    const type: DataType = { kind: 'TIMESTAMP', precision: 6 };
    const moment = timestamp('2023-01-31 10:20:30.25');
    expect(extract('YEAR', date('2023-01-31'), DATE)).toBe('2023');
    expect(extract('month', date('2023-01-31'), DATE)).toBe('1');
    expect(extract('HOUR', moment, type)).toBe('10');
    expect(extract('SECOND', moment, type)).toBe('30.25');
    expect(
      extract('DAY', daySecond(-90_000, 0), { kind: 'INTERVAL DAY TO SECOND', dayPrecision: 2, secondPrecision: 6 }),
    ).toBe('-1');
    expect(extract('MONTH', yearMonth(14), { kind: 'INTERVAL YEAR TO MONTH', yearPrecision: 2 })).toBe('2');
    const zoned = call('FROM_TZ', [moment, '+02:30']);
    // Hours and minutes of a value with a zone are those of UTC.
    expect([extract('HOUR', zoned, ZONED), extract('MINUTE', zoned, ZONED)]).toEqual(['7', '50']);
    expect([extract('TIMEZONE_HOUR', zoned, ZONED), extract('TIMEZONE_MINUTE', zoned, ZONED)]).toEqual(['2', '30']);
    expect(extract('YEAR', null, DATE)).toBeNull();
  });

  it('refuses fields that are not there', () => {
    expect(() => extract('HOUR', date('2023-01-31'), DATE)).toThrow(
      'ORA-30076: invalid extract field for extract source',
    );
    expect(() => extract('YEAR', number(1), { kind: 'NUMBER' })).toThrow('ORA-30076');
  });
});
