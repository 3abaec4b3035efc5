import { yearOutOfRange } from './datetime.ts';
import { fieldOutOfRange, lengthMismatch, literalMismatch, notNumeric } from './datetime-field-errors.ts';
import type { DatetimeElement, DatetimeModel } from './datetime-model.ts';
import type { NlsSettings } from './nls.ts';
import { type DateLanguage, dateLanguage, firstDayOfWeek } from './nls-language.ts';
import { OracleError } from './oracle-error.ts';
import { findRegion, parseOffset } from './time-zone.ts';
import { nearestCentury } from './two-digit-year.ts';

/** Fields as a text gave them; what it did not give is undefined. */
export type ReadFields = {
  year?: number;
  isBeforeChrist?: boolean;
  month?: number;
  day?: number;
  dayOfYear?: number;
  julian?: number;
  /** 0 = Sunday. */
  weekday?: number;
  hour24?: number;
  hour12?: number;
  isAfternoon?: boolean;
  minute?: number;
  second?: number;
  secondsOfDay?: number;
  nanos?: number;
  /** Minutes. */
  offset?: number;
  region?: string;
};

type FieldElement = Extract<DatetimeElement, { kind: 'field' }>;

const TIME_FIELDS = new Set('HH HH12 HH24 MI SS SSSSS X AM PM A.M. P.M. TZH TZM TZR'.split(' '));
const PUNCTUATION = /[^\p{L}\p{N}]/u;

/** Reads one text under one model ("Datetime Format Models", rules for string-to-date conversion). */
export class DatetimeReader {
  readonly #text: string;
  readonly #model: DatetimeModel;
  readonly #nls: NlsSettings;
  readonly #language: DateLanguage;
  readonly #now: number;
  readonly #fields: ReadFields = {};
  #at = 0;
  /** Punctuation of the model was missing in the text just before: a mismatch there is the literal's fault. */
  #skippedLiteral = false;
  #zoneHour: { sign: number; hours: number } | undefined;

  constructor(text: string, model: DatetimeModel, nls: NlsSettings, now: number) {
    this.#text = text;
    this.#model = model;
    this.#nls = nls;
    this.#language = dateLanguage(nls.dateLanguage);
    this.#now = now;
  }

  /** Throws ORA-01830, ORA-01840, ORA-01861 and the errors of the fields. */
  read(): ReadFields {
    const { elements, isExact } = this.#model;
    if (!isExact) this.#skipBlanks();
    for (const [index, element] of elements.entries()) {
      if (element.kind === 'literal') {
        this.#readLiteral(element);
        continue;
      }
      if (!isExact) this.#skipBlanks();
      if (this.#isAtEnd()) {
        if (elements.slice(index).every(mayBeMissing)) return this.#fields;
        throw new OracleError(1840, 'input value not long enough for date format');
      }
      this.#readGuarded(element, elements[index + 1]);
    }
    this.#skipBlanks();
    if (!this.#isAtEnd()) {
      throw new OracleError(1830, 'date format picture ends before converting entire input string');
    }
    return this.#fields;
  }

  #readGuarded(element: FieldElement, next: DatetimeElement | undefined): void {
    const literalMissing = this.#skippedLiteral;
    this.#skippedLiteral = false;
    try {
      this.#readField(element, next);
    } catch (error) {
      const isMismatch = error instanceof OracleError && [1858, 1843, 1846].includes(error.code);
      throw isMismatch && literalMissing ? literalMismatch() : error;
    }
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #readLiteral(element: Extract<DatetimeElement, { kind: 'literal' }>): void {
    if (element.exact || this.#model.isExact) {
      if (!this.#text.startsWith(element.text, this.#at)) {
        if (this.#isAtEnd()) return;
        throw literalMismatch();
      }
      this.#at += element.text.length;
      return;
    }
    if (element.text === ' ') {
      if (/\s/.test(this.#text[this.#at] ?? '')) this.#skipBlanks();
      else this.#skipPunctuation();
      return;
    }
    this.#skipBlanks();
    this.#skipPunctuation();
  }

  /** Any punctuation stands for any other; none at all is tolerated where the fields around are complete. */
  #skipPunctuation(): void {
    if (this.#isAtEnd()) return;
    if (PUNCTUATION.test(this.#text[this.#at] ?? '')) this.#at += 1;
    else this.#skippedLiteral = true;
  }

  #readField(element: FieldElement, next: DatetimeElement | undefined): void {
    const { name } = element;
    const fields = this.#fields;
    switch (name) {
      case 'SYYYY':
      case 'YYYY':
      case 'YYY':
      case 'YY':
      case 'Y':
      case 'Y,YYY':
      case 'RRRR':
      case 'RR':
        fields.year = this.#readYear(name, next);
        return;
      case 'MM':
        fields.month = this.#isLetter() ? this.#readMonthName() : this.#readNumber(element, 2, 1, 12, 1843);
        return;
      case 'MON':
      case 'MONTH':
        fields.month = this.#readMonthName();
        return;
      case 'RM':
        fields.month = this.#readRomanMonth();
        return;
      case 'DD':
        fields.day = this.#readNumber(element, 2, 1, 31, 1847);
        return;
      case 'DDD':
        fields.dayOfYear = this.#readNumber(element, 3, 1, 366, 1848);
        return;
      case 'J':
        fields.julian = this.#readDigits(7);
        return;
      case 'D':
        fields.weekday = (this.#readNumber(element, 1, 1, 7, 1846) - 1 + firstDayOfWeek(this.#nls.territory)) % 7;
        return;
      case 'DAY':
      case 'DY':
        fields.weekday = this.#readDayName();
        return;
      case 'AD':
      case 'BC':
      case 'A.D.':
      case 'B.C.':
        fields.isBeforeChrist = this.#readIndicator(/(B\.?C\.?)|A\.?D\.?/iy, 1856, 'BC/B.C. or AD/A.D. required');
        return;
      default:
        this.#readTimeField(element);
    }
  }

  #readTimeField(element: FieldElement): void {
    const fields = this.#fields;
    switch (element.name) {
      case 'HH24':
        fields.hour24 = this.#readNumber(element, 2, 0, 23, 1850);
        return;
      case 'HH':
      case 'HH12':
        fields.hour12 = this.#readNumber(element, 2, 1, 12, 1849);
        return;
      case 'MI':
        fields.minute = this.#readNumber(element, 2, 0, 59, 1851);
        return;
      case 'SS':
        fields.second = this.#readNumber(element, 2, 0, 59, 1852);
        return;
      case 'SSSSS':
        fields.secondsOfDay = this.#readNumber(element, 5, 0, 86_399, 1853);
        return;
      case 'AM':
      case 'PM':
      case 'A.M.':
      case 'P.M.':
        fields.isAfternoon = this.#readIndicator(/(P\.?M\.?)|A\.?M\.?/iy, 1855, 'AM/A.M. or PM/P.M. required');
        return;
      case 'X':
        if (/[.,]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
        return;
      case 'TZH':
        this.#readZoneHour();
        return;
      case 'TZM':
        this.#readZoneMinute(element);
        return;
      case 'TZR':
        this.#readZone();
        return;
      default:
        if (element.name.startsWith('FF')) fields.nanos = this.#readFraction(element.name);
        else throw new OracleError(1820, 'format code cannot appear in date input format');
    }
  }

  #isLetter(): boolean {
    return /\p{L}/u.test(this.#text[this.#at] ?? '');
  }

  #digitsAhead(most: number): string {
    return /^\d*/.exec(this.#text.slice(this.#at, this.#at + most))?.[0] ?? '';
  }

  #readDigits(most: number): number {
    const digits = this.#digitsAhead(most);
    if (digits === '') {
      throw notNumeric();
    }
    this.#at += digits.length;
    return Number(digits);
  }

  #readNumber(element: FieldElement, width: number, low: number, high: number, code: number): number {
    const start = this.#at;
    const value = this.#readDigits(width);
    if (this.#model.isExact && !element.fill && this.#at - start !== width) throw lengthMismatch();
    if (value < low || value > high) throw fieldOutOfRange(code);
    return value;
  }

  #readYear(name: string, next: DatetimeElement | undefined): number {
    const sign = name === 'SYYYY' ? this.#readSign() : 1;
    if (name === 'Y,YYY') return this.#readCommaYear();
    const isShort = name === 'YY' || name === 'RR' || name === 'YYY' || name === 'Y';
    if (!isShort && name !== 'RRRR' && this.#digitsAhead(1) === '') throw yearOutOfRange();
    // `YY` reads a full year too, unless digits of the next field follow at once.
    const isAdjacent = next?.kind === 'field';
    const width = isShort && (isAdjacent || this.#model.isExact) ? name.length : 4;
    const start = this.#at;
    const value = this.#readDigits(width);
    const length = this.#at - start;
    if (this.#model.isExact && length !== name.length && name !== 'SYYYY') throw lengthMismatch();
    if (!isShort && name !== 'RRRR') return sign * value;
    const currentYear = new Date(this.#now).getFullYear();
    if (name === 'RR' || name === 'RRRR') return length > 2 ? value : nearestCentury(value, currentYear);
    if (length > name.length) return value;
    const unit = 10 ** name.length;
    return currentYear - (currentYear % unit) + value;
  }

  #readCommaYear(): number {
    const match = /^(\d),?(\d{3})/.exec(this.#text.slice(this.#at));
    if (match === null) throw yearOutOfRange();
    this.#at += match[0].length;
    return Number(`${match[1]}${match[2]}`);
  }

  #readSign(): number {
    const character = this.#text[this.#at];
    if (character !== '-' && character !== '+') return 1;
    this.#at += 1;
    return character === '-' ? -1 : 1;
  }

  #readMonthName(): number {
    const index = this.#matchName([...this.#language.months, ...this.#language.shortMonths]);
    if (index === undefined) throw fieldOutOfRange(1843);
    return (index % 12) + 1;
  }

  #readDayName(): number {
    const index = this.#matchName([...this.#language.days, ...this.#language.shortDays]);
    if (index === undefined) throw fieldOutOfRange(1846);
    return index % 7;
  }

  /** Full names come first in `names`, so that `March` is not read as `Mar`. */
  #matchName(names: string[]): number | undefined {
    const rest = this.#text.slice(this.#at).toUpperCase();
    const index = names.findIndex((name) => rest.startsWith(name.toUpperCase()));
    if (index < 0) return undefined;
    this.#at += names[index]?.length ?? 0;
    return index;
  }

  #readRomanMonth(): number {
    const letters = /^[IVX]+/i.exec(this.#text.slice(this.#at))?.[0].toUpperCase() ?? '';
    const index = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'].indexOf(letters);
    if (index < 0) throw fieldOutOfRange(1843);
    this.#at += letters.length;
    return index + 1;
  }

  /** True for the alternative in the pattern's group. */
  #readIndicator(pattern: RegExp, code: number, text: string): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw new OracleError(code, text);
    this.#at += match[0].length;
    return match[1] !== undefined;
  }

  #readFraction(name: string): number {
    const digits = this.#digitsAhead(name === 'FF' ? 9 : Number(name[2]));
    if (digits === '') {
      throw notNumeric();
    }
    this.#at += digits.length;
    return Number(digits.padEnd(9, '0'));
  }

  #readZoneHour(): void {
    const sign = this.#readSign();
    const hours = this.#readDigits(2);
    if (hours > 15) throw new OracleError(1874, 'time zone hour must be between -15 and 15');
    this.#zoneHour = { sign, hours };
    this.#fields.offset = sign * hours * 60;
  }

  #readZoneMinute(element: FieldElement): void {
    const minutes = this.#readNumber(element, 2, 0, 59, 1875);
    const { sign, hours } = this.#zoneHour ?? { sign: 1, hours: 0 };
    this.#fields.offset = sign * (hours * 60 + minutes);
  }

  #readZone(): void {
    const rest = this.#text.slice(this.#at);
    const offset = /^[+-]?\d{1,2}:\d{2}/.exec(rest)?.[0];
    const parsed = offset === undefined ? undefined : parseOffset(offset);
    if (offset !== undefined && parsed !== undefined) {
      this.#fields.offset = parsed;
      this.#at += offset.length;
      return;
    }
    const name = /^[A-Za-z][\w/+-]*/.exec(rest)?.[0] ?? '';
    const region = name === '' ? undefined : findRegion(name);
    if (region === undefined) throw new OracleError(1882, 'timezone region not found');
    this.#fields.region = region;
    this.#at += name.length;
  }
}

/** A text may end before the time of day: it is midnight then. */
function mayBeMissing(element: DatetimeElement): boolean {
  return element.kind === 'literal' || TIME_FIELDS.has(element.name) || element.name.startsWith('FF');
}
