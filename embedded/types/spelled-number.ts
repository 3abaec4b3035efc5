/** Numbers in English words, for the SP and TH suffixes, YEAR and Roman numerals. Suffixes are English in every date language. */

const SMALL = [
  'Zero',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
  'Thirteen',
  'Fourteen',
  'Fifteen',
  'Sixteen',
  'Seventeen',
  'Eighteen',
  'Nineteen',
];
const TENS = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];
const SCALES: [number, string][] = [
  [1_000_000, 'Million'],
  [1000, 'Thousand'],
  [100, 'Hundred'],
];
const ORDINALS: Record<string, string> = {
  One: 'First',
  Two: 'Second',
  Three: 'Third',
  Five: 'Fifth',
  Eight: 'Eighth',
  Nine: 'Ninth',
  Twelve: 'Twelfth',
};

/** `One Thousand Two Hundred Thirty-Four`. */
export function spellNumber(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  if (value < 100) {
    const tens = TENS[Math.floor(value / 10)] ?? '';
    return value % 10 === 0 ? tens : `${tens}-${SMALL[value % 10]}`;
  }
  for (const [unit, name] of SCALES) {
    if (value >= unit) {
      const head = `${spellNumber(Math.floor(value / unit))} ${name}`;
      return value % unit === 0 ? head : `${head} ${spellNumber(value % unit)}`;
    }
  }
  return '';
}

/** `Twenty-First`. */
export function spellOrdinal(value: number): string {
  const words = spellNumber(value);
  const [, head = '', last = ''] = /^(.*[ -])?([A-Za-z]+)$/.exec(words) ?? [];
  const ordinal = ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return head + ordinal;
}

/** `st`, `nd`, `rd` or `th`. */
export function ordinalSuffix(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}

/** `Nineteen Ninety-Eight`, `Two Thousand Nine`, `Twenty Ten`, as YEAR prints it. */
export function spellYear(year: number): string {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if (year < 100 || (century % 10 === 0 && rest < 10)) return spellNumber(year);
  if (rest === 0) return `${spellNumber(century)} Hundred`;
  return `${spellNumber(century)} ${rest < 10 ? `Oh-${SMALL[rest]}` : spellNumber(rest)}`;
}

const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 1 to 3999. */
export function romanNumeral(value: number): string {
  let rest = value;
  let text = '';
  for (const [unit, letters] of ROMAN) {
    while (rest >= unit) {
      text += letters;
      rest -= unit;
    }
  }
  return text;
}
