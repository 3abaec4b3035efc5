import { dayOfWeek, dayOfYear, daysFromCivil, isoWeek, JULIAN_EPOCH } from './calendar.ts';
import type { DataType } from './data-type.ts';
import { type DatetimeFields, datetimeFields, displayYear } from './datetime.ts';
import { applyLetterCase, type DatetimeElement, datetimeModel, notRecognized } from './datetime-model.ts';
import type { NlsSettings } from './nls.ts';
import { dateLanguage, firstDayOfWeek } from './nls-language.ts';
import { ordinalSuffix, romanNumeral, spellNumber, spellOrdinal, spellYear } from './spelled-number.ts';
import { formatOffset, zoneAbbreviation } from './time-zone.ts';
import type { OracleDate, OracleTimestamp } from './values.ts';

type Field = Extract<DatetimeElement, { kind: 'field' }>;
type Printing = {
  fields: DatetimeFields;
  days: number;
  nls: NlsSettings;
  precision: number;
  isDate: boolean;
  zoned: boolean;
};

/** TO_CHAR(datetime, format). Throws ORA-01821 for elements that the type does not have (FF of a DATE, TZR without a zone). */
export function formatDatetime(
  value: OracleDate | OracleTimestamp,
  type: DataType,
  format: string,
  nls: NlsSettings,
): string {
  const fields = datetimeFields(value, type, nls.timeZone);
  const printing: Printing = {
    fields,
    days: daysFromCivil(fields.year, fields.month, fields.day),
    nls,
    precision: 'precision' in type && type.precision !== undefined ? type.precision : 6,
    isDate: type.kind === 'DATE',
    zoned: fields.offset !== undefined,
  };
  let text = '';
  for (const element of datetimeModel(format).elements) {
    text += element.kind === 'literal' ? element.text : printField(element, printing);
  }
  return text;
}

function printField(element: Field, printing: Printing): string {
  const number = numberOf(element.name, printing);
  if (number !== undefined) return printNumber(element, number.value, number.width);
  const text = wordOf(element, printing);
  if (text === undefined) throw notRecognized();
  return text;
}

function printNumber(element: Field, value: number, width: number): string {
  const magnitude = Math.abs(value);
  if (element.suffix === 'SP') return applyLetterCase(spellNumber(magnitude), element.letterCase);
  if (element.suffix === 'SPTH') return applyLetterCase(spellOrdinal(magnitude), element.letterCase);
  const digits = element.fill ? String(magnitude) : String(magnitude).padStart(width, '0');
  const signed = signOf(element, value) + digits;
  if (element.suffix !== 'TH') return signed;
  const suffix = ordinalSuffix(magnitude);
  return signed + (element.letterCase === 'UPPER' ? suffix.toUpperCase() : suffix);
}

/** SYYYY and SCC: a blank or a minus sign in front. */
function signOf(element: Field, value: number): string {
  if (!element.name.startsWith('SY') && element.name !== 'SCC') return '';
  return value < 0 ? '-' : element.fill ? '' : ' ';
}

function numberOf(name: string, { fields, days, nls }: Printing): { value: number; width: number } | undefined {
  const year = displayYear(fields.year);
  switch (name) {
    case 'SYYYY':
      return { value: year, width: 4 };
    case 'YYYY':
    case 'RRRR':
      return { value: Math.abs(year), width: 4 };
    case 'YYY':
      return { value: Math.abs(year) % 1000, width: 3 };
    case 'YY':
    case 'RR':
      return { value: Math.abs(year) % 100, width: 2 };
    case 'Y':
      return { value: Math.abs(year) % 10, width: 1 };
    case 'IYYY':
      return { value: isoWeek(days).year, width: 4 };
    case 'IYY':
      return { value: isoWeek(days).year % 1000, width: 3 };
    case 'IY':
      return { value: isoWeek(days).year % 100, width: 2 };
    case 'I':
      return { value: isoWeek(days).year % 10, width: 1 };
    case 'CC':
      return { value: Math.ceil(Math.abs(year) / 100), width: 2 };
    case 'SCC':
      return { value: Math.sign(year) * Math.ceil(Math.abs(year) / 100), width: 2 };
    case 'Q':
      return { value: Math.ceil(fields.month / 3), width: 1 };
    case 'MM':
      return { value: fields.month, width: 2 };
    case 'WW':
      return { value: Math.ceil(dayOfYear(days) / 7), width: 2 };
    case 'W':
      return { value: Math.ceil(fields.day / 7), width: 1 };
    case 'IW':
      return { value: isoWeek(days).week, width: 2 };
    case 'DDD':
      return { value: dayOfYear(days), width: 3 };
    case 'DD':
      return { value: fields.day, width: 2 };
    case 'D':
      return { value: ((dayOfWeek(days) - firstDayOfWeek(nls.territory) + 7) % 7) + 1, width: 1 };
    case 'J':
      return { value: days + JULIAN_EPOCH, width: 7 };
    default:
      return clockNumberOf(name, fields);
  }
}

function clockNumberOf(name: string, fields: DatetimeFields): { value: number; width: number } | undefined {
  switch (name) {
    case 'HH24':
      return { value: fields.hour, width: 2 };
    case 'HH':
    case 'HH12':
      return { value: ((fields.hour + 11) % 12) + 1, width: 2 };
    case 'MI':
      return { value: fields.minute, width: 2 };
    case 'SS':
      return { value: fields.second, width: 2 };
    case 'SSSSS':
      return { value: fields.hour * 3600 + fields.minute * 60 + fields.second, width: 5 };
    default:
      return undefined;
  }
}

function wordOf(element: Field, printing: Printing): string | undefined {
  const { fields, days, nls } = printing;
  const language = dateLanguage(nls.dateLanguage);
  const padded = (text: string, all: string[]) =>
    applyLetterCase(element.fill ? text : text.padEnd(Math.max(...all.map((name) => name.length))), element.letterCase);
  switch (element.name) {
    case 'MONTH':
      return padded(language.months[fields.month - 1] ?? '', language.months);
    case 'MON':
      return padded(language.shortMonths[fields.month - 1] ?? '', language.shortMonths);
    case 'DAY':
      return padded(language.days[dayOfWeek(days)] ?? '', language.days);
    case 'DY':
      return padded(language.shortDays[dayOfWeek(days)] ?? '', language.shortDays);
    case 'RM':
      return applyLetterCase(
        element.fill ? romanNumeral(fields.month) : romanNumeral(fields.month).padEnd(4),
        element.letterCase === 'Initial' ? 'Initial' : element.letterCase,
      );
    case 'YEAR':
      return applyLetterCase(spellYear(Math.abs(displayYear(fields.year))), element.letterCase);
    case 'SYEAR':
      return (
        (fields.year > 0 ? ' ' : '-') +
        applyLetterCase(spellYear(Math.abs(displayYear(fields.year))), element.letterCase)
      );
    case 'Y,YYY': {
      const digits = String(Math.abs(displayYear(fields.year))).padStart(4, '0');
      return `${digits.slice(0, -3)}${nls.numericCharacters[1] ?? ','}${digits.slice(-3)}`;
    }
    case 'AM':
    case 'PM':
      return applyLetterCase(fields.hour < 12 ? 'AM' : 'PM', element.letterCase);
    case 'A.M.':
    case 'P.M.':
      return applyLetterCase(fields.hour < 12 ? 'A.M.' : 'P.M.', element.letterCase);
    case 'AD':
    case 'BC':
      return applyLetterCase(fields.year > 0 ? 'AD' : 'BC', element.letterCase);
    case 'A.D.':
    case 'B.C.':
      return applyLetterCase(fields.year > 0 ? 'A.D.' : 'B.C.', element.letterCase);
    default:
      return timestampWordOf(element, printing);
  }
}

function timestampWordOf(element: Field, printing: Printing): string | undefined {
  const { fields, nls } = printing;
  const { name } = element;
  if (name === 'X') return nls.numericCharacters[0] ?? '.';
  if (name === 'DL' || name === 'DS' || name === 'TS') return longFormOf(name, printing);
  if (name.startsWith('FF')) {
    if (printing.isDate) return undefined;
    const digits = name === 'FF' ? printing.precision : Number(name[2]);
    return String(fields.nanos).padStart(9, '0').slice(0, digits);
  }
  if (!printing.zoned || fields.offset === undefined) return undefined;
  const offset = formatOffset(fields.offset);
  if (name === 'TZH') return offset.slice(0, 3);
  if (name === 'TZM') return offset.slice(4);
  if (name === 'TZR') return fields.region ?? offset;
  if (name === 'TZD') return fields.region === undefined ? '' : zoneAbbreviation(fields.region, fields);
  return undefined;
}

/** DL, DS, TS: the long and short forms of the territory. */
function longFormOf(name: 'DL' | 'DS' | 'TS', printing: Printing): string {
  const american = printing.nls.territory.toUpperCase() === 'AMERICA';
  const formats = american
    ? { DL: 'fmDay, Month dd, yyyy', DS: 'fmMM/DD/RRRR', TS: 'fmHH:fmMI:SS AM' }
    : { DL: 'fmday, dd "de" month "de" yyyy', DS: 'DD/MM/RRRR', TS: 'HH24:MI:SS' };
  let text = '';
  for (const element of datetimeModel(formats[name]).elements) {
    text += element.kind === 'literal' ? element.text : printField(element, printing);
  }
  return text;
}
