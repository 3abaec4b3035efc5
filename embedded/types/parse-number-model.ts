import type { Currency } from './nls-parameters.ts';
import { type Decimal, parseNumber, toNumberPrecision, WideDecimal } from './number.ts';
import { invalidNumberModel, numberModel, type PictureModel } from './number-model.ts';
import { OracleError } from './oracle-error.ts';

/** TO_NUMBER(text, format). Throws ORA-01722 where the text does not fit the model, ORA-01481 for a bad model. */
export function parseNumberModel(text: string, format: string, numericCharacters: string, currency: Currency): Decimal {
  const model = numberModel(format);
  const [point = '.', group = ','] = model.kind === 'picture' && model.hasFixedSeparators ? '.,' : numericCharacters;
  switch (model.kind) {
    case 'hexadecimal': {
      const digits = text.trim();
      if (!/^[0-9a-f]+$/i.test(digits) || digits.length > model.digits) throw invalidNumber();
      return toNumberPrecision(new WideDecimal(`0x${digits}`));
    }
    case 'textMinimum':
      return parseNumber(text, point);
    case 'roman':
      throw invalidNumberModel();
    case 'picture':
      return parsePicture(text, model, point, group, currency);
  }
}

function parsePicture(text: string, model: PictureModel, point: string, group: string, currency: Currency): Decimal {
  const { isNegative, digits } = takeSign(text.trim(), model);
  const unsigned = takeCurrency(digits, model, currency);
  const [mantissa = '', exponent] = model.isScientific ? unsigned.split(/e/i) : [unsigned];
  if (exponent !== undefined && !/^[+-]?\d+$/.test(exponent)) throw invalidNumber();
  const parts = mantissa.split(point);
  const [whole = '', fraction = ''] = parts;
  if (parts.length > 2 || (parts.length === 2 && !model.hasPoint)) throw invalidNumber();
  if (!/^\d*$/.test(fraction) || fraction.length > model.fraction.length) throw invalidNumber();
  const wholeDigits = matchWhole(whole, model, group);
  if (wholeDigits + fraction === '') throw invalidNumber();
  const value = new WideDecimal(`${wholeDigits === '' ? '0' : wholeDigits}.${fraction}e${exponent ?? 0}`);
  const shifted = model.shift === 0 ? value : value.div(new WideDecimal(10).pow(model.shift));
  return toNumberPrecision(isNegative ? shifted.neg() : shifted);
}

function takeSign(text: string, model: PictureModel): { isNegative: boolean; digits: string } {
  const first = text[0] ?? '';
  const last = text.at(-1) ?? '';
  switch (model.sign) {
    case 'brackets':
      if (first === '<' && last === '>') return { isNegative: true, digits: text.slice(1, -1).trim() };
      return { isNegative: false, digits: text };
    case 'minus':
    case 'trailing':
      if (last === '-' || (last === '+' && model.sign === 'trailing')) {
        return { isNegative: last === '-', digits: text.slice(0, -1).trim() };
      }
      return { isNegative: false, digits: text };
    case 'leading':
    case 'default':
      if (first === '-' || first === '+') return { isNegative: first === '-', digits: text.slice(1).trim() };
      return { isNegative: false, digits: text };
  }
}

function takeCurrency(text: string, model: PictureModel, currency: Currency): string {
  if (model.currency === '') return text;
  const symbol = { $: '$', L: currency.local, C: currency.iso, U: currency.dual }[model.currency];
  if (text.startsWith(symbol)) return text.slice(symbol.length).trim();
  return text.endsWith(symbol) ? text.slice(0, -symbol.length).trim() : text;
}

/** Right-aligned under the model: separators may be missing, but stand nowhere else than in the model. */
function matchWhole(text: string, model: PictureModel, group: string): string {
  let digits = '';
  let at = text.length - 1;
  for (const element of [...model.whole].reverse()) {
    if (at < 0) break;
    const character = text[at] ?? '';
    if (element === ',') {
      if (character === group) at -= 1;
      continue;
    }
    if (!/\d/.test(character)) throw invalidNumber();
    digits = character + digits;
    at -= 1;
  }
  if (at >= 0) throw invalidNumber();
  return digits;
}

function invalidNumber(): OracleError {
  return new OracleError(1722, 'invalid number');
}
