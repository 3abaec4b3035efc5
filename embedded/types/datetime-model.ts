import { OracleError } from './oracle-error.ts';

/** Datetime format models ("Datetime Format Models", SQL Language Reference), cut into elements. */

type LetterCase = 'UPPER' | 'Initial' | 'lower';
export type DatetimeElement =
  | {
      kind: 'field';
      /** Upper case: YYYY, MONTH, FF, FF3 … */
      name: string;
      letterCase: LetterCase;
      /** TH, SP, SPTH. */
      suffix: '' | 'TH' | 'SP' | 'SPTH';
      /** FM in force: no padding. */
      fill: boolean;
    }
  /** Punctuation, or quoted text (`exact`: must be met as it stands). */
  | { kind: 'literal'; text: string; exact: boolean };

export type DatetimeModel = { elements: DatetimeElement[]; isExact: boolean };

/** Longest first, so that the first match is the right one. */
const FIELD_NAMES = [
  'SYYYY',
  'SYEAR',
  'Y,YYY',
  'MONTH',
  'SSSSS',
  'YYYY',
  'IYYY',
  'RRRR',
  'YEAR',
  'HH24',
  'HH12',
  'A.M.',
  'P.M.',
  'B.C.',
  'A.D.',
  'YYY',
  'IYY',
  'MON',
  'DAY',
  'DDD',
  'SCC',
  'TZH',
  'TZM',
  'TZR',
  'TZD',
  'FF1',
  'FF2',
  'FF3',
  'FF4',
  'FF5',
  'FF6',
  'FF7',
  'FF8',
  'FF9',
  'CC',
  'YY',
  'IY',
  'RR',
  'MM',
  'RM',
  'WW',
  'IW',
  'DD',
  'DY',
  'HH',
  'MI',
  'SS',
  'FF',
  'AM',
  'PM',
  'BC',
  'AD',
  'DL',
  'DS',
  'TS',
  'Y',
  'I',
  'Q',
  'W',
  'D',
  'J',
  'X',
];

const NUMERIC_FIELDS = new Set(
  'SYYYY YYYY YYY YY Y Y,YYY IYYY IYY IY I RRRR RR CC SCC Q MM WW W IW DDD DD D J HH HH12 HH24 MI SS SSSSS'.split(' '),
);

const cache = new Map<string, DatetimeModel>();
const CACHE_SIZE = 500;

/** Throws ORA-01821 for what is no element. */
export function datetimeModel(format: string): DatetimeModel {
  const known = cache.get(format);
  if (known !== undefined) return known;
  const model = parseModel(format);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(format, model);
  return model;
}

function parseModel(format: string): DatetimeModel {
  const elements: DatetimeElement[] = [];
  const upper = format.toUpperCase();
  let isExact = false;
  let fill = false;
  let at = 0;
  while (at < format.length) {
    if (upper.startsWith('FM', at)) {
      fill = !fill;
      at += 2;
    } else if (upper.startsWith('FX', at)) {
      isExact = !isExact;
      at += 2;
    } else if (format[at] === '"') {
      const end = format.indexOf('"', at + 1);
      if (end < 0) throw notRecognized();
      elements.push({ kind: 'literal', text: format.slice(at + 1, end), exact: true });
      at = end + 1;
    } else {
      const name = FIELD_NAMES.find((candidate) => upper.startsWith(candidate, at));
      if (name !== undefined) {
        const suffix = suffixAt(upper, at + name.length, name);
        elements.push({ kind: 'field', name, letterCase: letterCaseOf(format, at), suffix: suffix.suffix, fill });
        at += name.length + suffix.length;
      } else {
        if (/[\p{L}\p{N}]/u.test(format[at] ?? '')) throw notRecognized();
        elements.push({ kind: 'literal', text: format[at] ?? '', exact: false });
        at += 1;
      }
    }
  }
  return { elements, isExact };
}

function suffixAt(upper: string, at: number, name: string): { suffix: '' | 'TH' | 'SP' | 'SPTH'; length: number } {
  if (!NUMERIC_FIELDS.has(name)) return { suffix: '', length: 0 };
  const four = upper.slice(at, at + 4);
  if (four === 'SPTH' || four === 'THSP') return { suffix: 'SPTH', length: 4 };
  const two = four.slice(0, 2);
  return two === 'SP' || two === 'TH' ? { suffix: two, length: 2 } : { suffix: '', length: 0 };
}

function letterCaseOf(format: string, at: number): LetterCase {
  const first = format[at] ?? '';
  // The second letter decides between `Month` and `MONTH`; in `A.M.` it stands behind the point.
  const second = format[at + 1] === '.' ? (format[at + 2] ?? '') : (format[at + 1] ?? '');
  if (first === first.toLowerCase()) return 'lower';
  return second !== second.toUpperCase() ? 'Initial' : 'UPPER';
}

export function notRecognized(): OracleError {
  return new OracleError(1821, 'date format not recognized');
}

export function applyLetterCase(text: string, letterCase: LetterCase): string {
  if (letterCase === 'UPPER') return text.toUpperCase();
  if (letterCase === 'lower') return text.toLowerCase();
  return text
    .split(/(?<=[ -])/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
