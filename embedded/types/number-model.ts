import { OracleError } from './oracle-error.ts';

/** Number format models ("Number Format Models", SQL Language Reference), taken apart. */
type NumberModel =
  | { kind: 'hexadecimal'; digits: number; zeroPadded: boolean; upperCase: boolean; fill: boolean }
  | { kind: 'roman'; upperCase: boolean; fill: boolean }
  | { kind: 'textMinimum'; scientific: boolean; lowerCase: boolean }
  | PictureModel;

export type PictureModel = {
  kind: 'picture';
  /** '9', '0' and ',' left of the decimal point. */
  whole: string[];
  /** '9' and '0' right of it. */
  fraction: string[];
  hasPoint: boolean;
  /** Written with `.` and `,`, which are printed as they are; `D` and `G` are the session's characters. */
  hasFixedSeparators: boolean;
  /** Digits behind V: the value is multiplied by 10 to this power. */
  shift: number;
  isScientific: boolean;
  sign: 'default' | 'leading' | 'trailing' | 'minus' | 'brackets';
  currency: '' | '$' | 'L' | 'C' | 'U';
  isTrailingCurrency: boolean;
  /** B: blanks for a zero whole part. */
  isBlankWhenZero: boolean;
  /** FM. */
  fill: boolean;
};

const cache = new Map<string, NumberModel>();
const CACHE_SIZE = 500;

/** Throws ORA-01481. */
export function numberModel(format: string): NumberModel {
  const known = cache.get(format);
  if (known !== undefined) return known;
  const model = parseModel(format);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(format, model);
  return model;
}

export function invalidNumberModel(): OracleError {
  return new OracleError(1481, 'invalid number format model');
}

function parseModel(format: string): NumberModel {
  const fill = /^FM/i.test(format);
  const rest = fill ? format.slice(2) : format;
  const textMinimum = /^TM([9E]?)$/i.exec(rest);
  if (textMinimum !== null) {
    const letter = textMinimum[1] ?? '';
    return { kind: 'textMinimum', scientific: letter.toUpperCase() === 'E', lowerCase: letter === 'e' };
  }
  if (/^RN$/i.test(rest)) return { kind: 'roman', upperCase: rest.startsWith('R'), fill };
  const hexadecimal = /^(0*)(X+)$/i.exec(rest);
  if (hexadecimal !== null) {
    const [, zeros = '', letters = ''] = hexadecimal;
    return {
      kind: 'hexadecimal',
      digits: zeros.length + letters.length,
      zeroPadded: zeros !== '',
      upperCase: letters.startsWith('X'),
      fill,
    };
  }
  return parsePicture(rest, fill);
}

function parsePicture(rest: string, fill: boolean): PictureModel {
  const model: PictureModel = {
    kind: 'picture',
    whole: [],
    fraction: [],
    hasPoint: false,
    hasFixedSeparators: false,
    shift: 0,
    isScientific: false,
    sign: 'default',
    currency: '',
    isTrailingCurrency: false,
    isBlankWhenZero: false,
    fill,
  };
  const text = rest.toUpperCase();
  let at = 0;
  let isShifted = false;
  let separators = '';
  while (at < text.length) {
    const element = /^(EEEE|MI|PR|.)/su.exec(text.slice(at))?.[1] ?? '';
    const isLast = at + element.length >= text.length;
    at += element.length;
    if (element === '9' || element === '0') {
      if (isShifted) model.shift += 1;
      if (model.hasPoint) model.fraction.push(element);
      else model.whole.push(element);
    } else if (element === ',' || element === 'G') {
      if (model.hasPoint || isShifted || model.whole.length === 0) throw invalidNumberModel();
      model.whole.push(',');
      separators += element;
    } else if (element === '.' || element === 'D') {
      if (model.hasPoint || isShifted) throw invalidNumberModel();
      model.hasPoint = true;
      separators += element;
    } else if (element === 'V') {
      if (model.hasPoint || isShifted) throw invalidNumberModel();
      isShifted = true;
    } else {
      applyModifier(model, element, isLast, at === element.length);
    }
  }
  // The fixed and the session's separators do not mix.
  if (/[.,]/.test(separators) && /[GD]/.test(separators)) throw invalidNumberModel();
  model.hasFixedSeparators = /[.,]/.test(separators);
  if (model.whole.length + model.fraction.length === 0) throw invalidNumberModel();
  return model;
}

function applyModifier(model: PictureModel, element: string, isLast: boolean, isFirst: boolean): void {
  const setSign = (sign: PictureModel['sign']) => {
    if (model.sign !== 'default') throw invalidNumberModel();
    model.sign = sign;
  };
  switch (element) {
    case 'S':
      if (!isFirst && !isLast) throw invalidNumberModel();
      setSign(isFirst ? 'leading' : 'trailing');
      return;
    case 'MI':
      if (!isLast) throw invalidNumberModel();
      setSign('minus');
      return;
    case 'PR':
      if (!isLast) throw invalidNumberModel();
      setSign('brackets');
      return;
    case '$':
    case 'L':
    case 'C':
    case 'U':
      if (model.currency !== '') throw invalidNumberModel();
      model.currency = element;
      model.isTrailingCurrency = element !== '$' && model.whole.length + model.fraction.length > 0;
      return;
    case 'B':
      model.isBlankWhenZero = true;
      return;
    case 'EEEE':
      if (model.isScientific || model.whole.includes(',')) throw invalidNumberModel();
      model.isScientific = true;
      return;
    default:
      throw invalidNumberModel();
  }
}
