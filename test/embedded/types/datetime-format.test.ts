import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../embedded/types/data-type.ts';
import { formatDatetime } from '../../../embedded/types/format-datetime.ts';
import { defaultNlsSettings } from '../../../embedded/types/nls.ts';
import { parseDate, parseTimestamp, parseTimestampTz } from '../../../embedded/types/parse-datetime.ts';
import { OracleDate } from '../../../embedded/types/values.ts';
import { date, NOW, showDate, timestamp } from './context.ts';

const nls = defaultNlsSettings();
const spanish = { ...nls, dateLanguage: 'SPANISH', language: 'SPANISH', territory: 'SPAIN' };
const DATE: DataType = { kind: 'DATE' };
const TIMESTAMP: DataType = { kind: 'TIMESTAMP', precision: 6 };
const TIMESTAMP_TZ: DataType = { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 };

describe('TO_CHAR(datetime, format)', () => {
  const moment = date('2023-01-05 15:04:09');

  it.each([
    ['YYYY-MM-DD HH24:MI:SS', '2023-01-05 15:04:09'],
    ['DD-MON-RR', '05-JAN-23'],
    ['Day, DD Month YYYY', 'Thursday , 05 January   2023'],
    ['FMDay, DD Month YYYY', 'Thursday, 5 January 2023'],
    ['fmDD"th of "month', '5th of january'],
    ['DY Dy dy', 'THU Thu thu'],
    ['HH:MI:SS AM', '03:04:09 PM'],
    ['HH12 a.m.', '03 p.m.'],
    ['SSSSS', '54249'],
    ['Q WW W IW IYYY', '1 01 1 01 2023'],
    ['D DDD J', '5 005 2459950'],
    ['Y YY YYY Y,YYY', '3 23 023 2,023'],
    ['CC SCC SYYYY', '21  21  2023'],
    ['YEAR', 'TWENTY TWENTY-THREE'],
    ['Year', 'Twenty Twenty-Three'],
    ['RM', 'I   '],
    ['fmRM', 'I'],
    ['DDTH Ddth Ddspth DDSP', '05TH 05th Fifth FIVE'],
    ['BC AD B.C.', 'AD AD A.D.'],
    ['"Q"Q', 'Q1'],
    ['YYYY/MM/DD;HH24.MI', '2023/01/05;15.04'],
    ['fmHH24:fmMI:SS', '15:04:09'],
    ['fmMI', '4'],
    ['DL', 'Thursday, January 5, 2023'],
    ['DS', '1/5/2023'],
    ['TS', '3:04:09 PM'],
  ])('%s prints %j', (format, expected) => {
    expect(formatDatetime(moment, DATE, format, nls)).toBe(expected);
  });

  it('prints names in Spanish', () => {
    expect(formatDatetime(date('2023-03-01'), DATE, 'FMDay DD "de" Month "de" YYYY', spanish)).toBe(
      'Miércoles 1 de Marzo de 2023',
    );
    expect(formatDatetime(date('2023-03-04'), DATE, 'DY DD MON', spanish)).toBe('SÁB 04 MAR');
    expect(formatDatetime(date('2023-01-01'), DATE, 'Month|', spanish)).toBe('Enero     |');
    // Weeks start on Monday in Spain.
    expect(formatDatetime(date('2023-01-01'), DATE, 'D', spanish)).toBe('7');
  });

  it('prints fractions', () => {
    const value = timestamp('2023-01-05 15:04:09.123456789');
    expect(formatDatetime(value, TIMESTAMP, 'SS.FF', nls)).toBe('09.123456');
    expect(formatDatetime(value, TIMESTAMP, 'SSXFF3', nls)).toBe('09.123');
    expect(formatDatetime(value, TIMESTAMP, 'FF9', nls)).toBe('123456789');
    expect(formatDatetime(value, { kind: 'TIMESTAMP', precision: 0 }, 'SS.FF', nls)).toBe('09.');
    expect(formatDatetime(value, TIMESTAMP, nls.timestampFormat, nls)).toBe('05-JAN-23 03.04.09.123456 PM');
  });

  it('prints time zones', () => {
    const value = parseTimestampTz('2023-07-05 15:04:09 Europe/Madrid', 'YYYY-MM-DD HH24:MI:SS TZR', nls, NOW);
    expect(formatDatetime(value, TIMESTAMP_TZ, 'HH24:MI TZH:TZM TZR TZD', nls)).toBe('15:04 +02:00 Europe/Madrid CEST');
    const offset = parseTimestampTz('2023-07-05 15:04:09 -03:30', 'YYYY-MM-DD HH24:MI:SS TZH:TZM', nls, NOW);
    expect(formatDatetime(offset, TIMESTAMP_TZ, 'HH24:MI TZR', nls)).toBe('15:04 -03:30');
    const local: DataType = { kind: 'TIMESTAMP WITH LOCAL TIME ZONE', precision: 6 };
    const inMadrid = { ...nls, timeZone: 'Europe/Madrid' };
    expect(formatDatetime(timestamp('2023-01-05 23:30:00'), local, 'DD HH24:MI TZR', inMadrid)).toBe(
      '06 00:30 Europe/Madrid',
    );
  });

  it.each([
    ['FF3', DATE],
    ['TZR', DATE],
    ['TZH', TIMESTAMP],
    ['YYYY-NN', DATE],
    ['"open', DATE],
    ['abc', DATE],
  ] as [string, DataType][])('refuses %s of a value without it', (format, type) => {
    const value = type.kind === 'DATE' ? moment : timestamp('2023-01-05 15:04:09');
    expect(() => formatDatetime(value, type, format, nls)).toThrow('ORA-01821: date format not recognized');
  });
});

describe('TO_DATE(text, format)', () => {
  it.each([
    ['2023-01-15', 'YYYY-MM-DD', '2023-01-15 00:00:00'],
    ['2023/01.15', 'YYYY-MM-DD', '2023-01-15 00:00:00'],
    ['20230115', 'YYYY-MM-DD', '2023-01-15 00:00:00'],
    ['20230115101112', 'YYYYMMDDHH24MISS', '2023-01-15 10:11:12'],
    ['  15-jan-2023 ', 'DD-MON-YYYY', '2023-01-15 00:00:00'],
    ['15-JANUARY-2023', 'DD-MON-YYYY', '2023-01-15 00:00:00'],
    ['15-01-2023', 'DD-MM-YYYY', '2023-01-15 00:00:00'],
    ['15-JAN-2023', 'DD-MM-YYYY', '2023-01-15 00:00:00'],
    ['1-2-3', 'DD-MM-YYYY', '3-02-01 00:00:00'],
    ['01-JAN-99', 'DD-MON-RR', '1999-01-01 00:00:00'],
    ['01-JAN-49', 'DD-MON-RR', '2049-01-01 00:00:00'],
    ['01-JAN-99', 'DD-MON-YY', '2099-01-01 00:00:00'],
    ['01-JAN-1999', 'DD-MON-YY', '1999-01-01 00:00:00'],
    ['01-JAN-95', 'DD-MON-RRRR', '1995-01-01 00:00:00'],
    ['2023-01-15T10:20:30', 'YYYY-MM-DD"T"HH24:MI:SS', '2023-01-15 10:20:30'],
    ['10:20 PM', 'HH:MI AM', '2024-06-01 22:20:00'],
    ['12:00 A.M.', 'HH:MI AM', '2024-06-01 00:00:00'],
    ['2023-01-15', 'YYYY-MM-DD HH24:MI:SS', '2023-01-15 00:00:00'],
    ['2023', 'YYYY', '2023-06-01 00:00:00'],
    ['12', 'MM', '2024-12-01 00:00:00'],
    ['2460000', 'J', '2023-02-24 00:00:00'],
    ['2023 060', 'YYYY DDD', '2023-03-01 00:00:00'],
    ['54249', 'SSSSS', '2024-06-01 15:04:09'],
    ['January 15, 1989, 11:00 A.M.', 'Month dd, YYYY, HH:MI A.M.', '1989-01-15 11:00:00'],
    ['-4712-01-01', 'SYYYY-MM-DD', '-4712-01-01 00:00:00'],
    ['XII 2023', 'RM YYYY', '2023-12-01 00:00:00'],
    ['Mon 16 Jan 2023', 'DY DD MON YYYY', '2023-01-16 00:00:00'],
  ])('%j under %s is %s', (text, format, expected) => {
    expect(showDate(parseDate(text, format, nls, NOW))).toBe(expected);
  });

  it.each([
    ['2023-01-15 10', 'YYYY-MM-DD', 'ORA-01830: date format picture ends before converting entire input string'],
    ['2023-01', 'YYYY-MM-DD', 'ORA-01840: input value not long enough for date format'],
    ['', 'YYYY', 'ORA-01840: input value not long enough for date format'],
    ['abc', 'YYYY-MM-DD', 'ORA-01841: (full) year must be between -4713 and +9999, and not be 0'],
    ['0000-01-01', 'YYYY-MM-DD', 'ORA-01841: (full) year must be between -4713 and +9999, and not be 0'],
    ['2023-13-01', 'YYYY-MM-DD', 'ORA-01843: not a valid month'],
    ['01-XXX-23', 'DD-MON-RR', 'ORA-01843: not a valid month'],
    ['2023-02-30', 'YYYY-MM-DD', 'ORA-01839: date not valid for month specified'],
    ['2023-01-32', 'YYYY-MM-DD', 'ORA-01847: day of month must be between 1 and last day of month'],
    ['2023-01-00', 'YYYY-MM-DD', 'ORA-01847: day of month must be between 1 and last day of month'],
    ['366 2023', 'DDD YYYY', 'ORA-01848: day of year must be between 1 and 365 (366 for leap year)'],
    ['13', 'HH', 'ORA-01849: hour must be between 1 and 12'],
    ['24', 'HH24', 'ORA-01850: hour must be between 0 and 23'],
    ['10:60', 'HH24:MI', 'ORA-01851: minutes must be between 0 and 59'],
    ['10:10:60', 'HH24:MI:SS', 'ORA-01852: seconds must be between 0 and 59'],
    ['86400', 'SSSSS', 'ORA-01853: seconds in day must be between 0 and 86399'],
    ['0', 'J', 'ORA-01854: julian date must be between 1 and 5373484'],
    ['10 XM', 'HH AM', 'ORA-01855: AM/A.M. or PM/P.M. required'],
    ['xx-01-2023', 'DD-MM-YYYY', 'ORA-01858: a non-numeric character was found where a numeric was expected'],
    ['2019-01-01', 'DD-MON-RR', 'ORA-01861: literal does not match format string'],
    ['2023x01', 'YYYY"y"MM', 'ORA-01861: literal does not match format string'],
    ['2023-1-5', 'FXYYYY-MM-DD', 'ORA-01862: the numeric value does not match the length of the format item'],
    ['2023/01/05', 'FXYYYY-MM-DD', 'ORA-01861: literal does not match format string'],
    ['Sun 16 Jan 2023', 'DY DD MON YYYY', 'ORA-01835: day of week conflicts with Julian date'],
    ['2023', 'YYYY YY', 'ORA-01812: year may only be specified once'],
    ['10', 'HH24 HH', 'ORA-01813: hour may only be specified once'],
    ['10', 'DD DD', 'ORA-01810: format code appears twice'],
    ['10', 'MM MON', 'ORA-01816: month may only be specified once'],
    ['10', 'HH24 AM', "ORA-01818: 'HH24' precludes use of meridian indicator"],
    ['1', 'Q', 'ORA-01820: format code cannot appear in date input format'],
    ['10', 'HH24:NN', 'ORA-01821: date format not recognized'],
    ['10.5', 'SS.FF', 'ORA-01821: date format not recognized'],
  ])('%j under %s fails', (text, format, message) => {
    expect(() => parseDate(text, format, nls, NOW)).toThrow(message);
  });

  it('reads Spanish month names', () => {
    expect(showDate(parseDate('15 de Septiembre de 2023', 'DD "de" MONTH "de" YYYY', spanish, NOW))).toBe(
      '2023-09-15 00:00:00',
    );
    expect(showDate(parseDate('15-ENE-23', 'DD-MON-RR', spanish, NOW))).toBe('2023-01-15 00:00:00');
    expect(() => parseDate('15-JAN-23', 'DD-MON-RR', spanish, NOW)).toThrow('ORA-01843');
  });

  it('reads what TO_CHAR prints', () => {
    const seconds = fc.integer({ min: -62_135_596_800, max: 253_402_300_799 });
    const formats = fc.constantFrom(
      'YYYY-MM-DD HH24:MI:SS',
      'Day, DD Month YYYY HH:MI:SS AM',
      'YYYYMMDDHH24MISS',
      'FMDD/MM/YYYY FMSSSSS',
      'J SSSSS',
      'DDD YYYY HH24.MI.SS',
      'SYYYY MON DD HH24 MI SS',
    );
    fc.assert(
      fc.property(seconds, formats, (value, format) => {
        const text = formatDatetime(new OracleDate(value), DATE, format, nls);
        expect(parseDate(text, format, nls, NOW).seconds).toBe(value);
      }),
    );
  });
});

describe('TO_TIMESTAMP and TO_TIMESTAMP_TZ', () => {
  it('read fractions and zones', () => {
    expect(parseTimestamp('2023-01-15 10:20:30.5', 'YYYY-MM-DD HH24:MI:SS.FF', nls, NOW).nanos).toBe(500_000_000);
    expect(parseTimestamp('10-SEP-02 14:10:10.123000', 'DD-MON-RR HH24:MI:SS.FF', nls, NOW).nanos).toBe(123_000_000);
    const zoned = parseTimestampTz('1999-12-01 11:00:00 -08:00', 'YYYY-MM-DD HH:MI:SS TZH:TZM', nls, NOW);
    expect([zoned.seconds, zoned.offsetMinutes]).toEqual([Date.UTC(1999, 11, 1, 19) / 1000, -480]);
    const named = parseTimestampTz('2023-01-15 12:00:00 Europe/Madrid', 'YYYY-MM-DD HH24:MI:SS TZR', nls, NOW);
    expect([named.seconds, named.region]).toEqual([Date.UTC(2023, 0, 15, 11) / 1000, 'Europe/Madrid']);
  });

  it('take the default format with the time left out', () => {
    const value = parseTimestamp('15-JAN-23', nls.timestampFormat, nls, NOW);
    expect(value.seconds).toBe(Date.UTC(2023, 0, 15) / 1000);
  });

  it('use the zone of the session where the text has none', () => {
    const value = parseTimestampTz('2023-01-15 12:00', 'YYYY-MM-DD HH24:MI', { ...nls, timeZone: '+05:30' }, NOW);
    expect([value.seconds, value.offsetMinutes]).toEqual([Date.UTC(2023, 0, 15, 6, 30) / 1000, 330]);
  });

  it('refuse times that a zone does not have', () => {
    const read = (text: string) => parseTimestampTz(text, 'YYYY-MM-DD HH24:MI TZR', nls, NOW);
    expect(() => read('2023-03-26 02:30 Europe/Madrid')).toThrow('ORA-01878');
    expect(() => read('2023-03-26 02:30 Europe/Nowhere')).toThrow('ORA-01882: timezone region not found');
    // In the overlap of autumn standard time wins.
    expect(read('2023-10-29 02:30 Europe/Madrid').offsetMinutes).toBe(60);
  });
});
