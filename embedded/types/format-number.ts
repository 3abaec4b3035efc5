import type { Currency } from './nls-parameters.ts';
import { Decimal, roundToScale, WideDecimal } from './number.ts';
import { numberModel, type PictureModel } from './number-model.ts';
import { romanNumeral } from './spelled-number.ts';

/** Width that a currency symbol other than `$` takes at most. */
const CURRENCY_WIDTH = 10;
const ROMAN_WIDTH = 15;
const TEXT_MINIMUM_LENGTH = 64;

type Printing = { currency: Currency; decimalCharacter: string; groupSeparator: string };

/** TO_CHAR(number, format). A number that does not fit is printed as `#`s. Throws ORA-01481. */
export function formatNumberModel(
  value: Decimal,
  format: string,
  numericCharacters: string,
  currency: Currency,
): string {
  const model = numberModel(format);
  const [decimalCharacter = '.', groupSeparator = ','] =
    model.kind === 'picture' && model.hasFixedSeparators ? '.,' : numericCharacters;
  const printing = { currency, decimalCharacter, groupSeparator };
  switch (model.kind) {
    case 'roman': {
      if (!value.isInteger() || value.lt(1) || value.gt(3999)) return '#'.repeat(ROMAN_WIDTH);
      const numeral = romanNumeral(value.toNumber());
      const text = model.upperCase ? numeral : numeral.toLowerCase();
      return model.fill ? text : text.padStart(ROMAN_WIDTH);
    }
    case 'hexadecimal': {
      const whole = roundToScale(value, 0);
      if (whole.isNegative()) return '#'.repeat(model.digits + 1);
      const digits = BigInt(whole.toFixed(0)).toString(16);
      if (digits.length > model.digits) return '#'.repeat(model.digits + 1);
      const padded = model.zeroPadded ? digits.padStart(model.digits, '0') : digits;
      const text = model.upperCase ? padded.toUpperCase() : padded;
      return model.fill ? text : text.padStart(model.digits + 1);
    }
    case 'textMinimum':
      return formatTextMinimum(value, model.scientific, model.lowerCase, printing.decimalCharacter);
    case 'picture':
      return model.isScientific ? formatScientific(value, model, printing) : formatPicture(value, model, printing);
  }
}

function formatTextMinimum(value: Decimal, scientific: boolean, lowerCase: boolean, point: string): string {
  const fixed = value.toFixed().replace(/^(-?)0\./, '$1.');
  if (!scientific && fixed.length <= TEXT_MINIMUM_LENGTH) return fixed.replace('.', point);
  const [mantissa = '', exponent = '+0'] = value.toExponential().split('e');
  const digits = exponent.slice(1).padStart(2, '0');
  return `${mantissa.replace('.', point)}${lowerCase ? 'e' : 'E'}${exponent[0]}${digits}`;
}

function formatScientific(value: Decimal, model: PictureModel, printing: Printing): string {
  const [mantissa = '', exponent = '+0'] = value.abs().toExponential(model.fraction.length).split('e');
  const power = `E${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
  const text = mantissa.replace('.', printing.decimalCharacter) + power;
  const point = model.hasPoint && model.fraction.length === 0 ? printing.decimalCharacter : '';
  return withSign(point === '' ? text : text.replace('E', `${point}E`), value.isNegative(), model, 0, printing);
}

function formatPicture(value: Decimal, model: PictureModel, printing: Printing): string {
  const shifted = model.shift === 0 ? value : new Decimal(new WideDecimal(10).pow(model.shift).times(value));
  const rounded = roundToScale(shifted, model.fraction.length).abs();
  const [wholeDigits = '0', fractionDigits = ''] = rounded.toFixed(model.fraction.length).split('.');
  const significant = wholeDigits === '0' ? '' : wholeDigits;
  const positions = model.whole.filter((element) => element !== ',').length;
  const width = widthOf(model);
  if (significant.length > positions) return '#'.repeat(width);
  if (model.isBlankWhenZero && significant === '' && rounded.isZero()) return model.fill ? '' : ' '.repeat(width);
  let text = printWhole(significant, model, positions, printing);
  if (model.hasPoint) text += printing.decimalCharacter + printFraction(fractionDigits, model);
  const padTo = model.whole.length + (model.hasPoint ? 1 : 0) + model.fraction.length;
  return withSign(text, value.isNegative(), model, padTo, printing);
}

/** The digits under their positions: forced zeros from the first 0 on, separators only behind a digit. */
function printWhole(digits: string, model: PictureModel, positions: number, printing: Printing): string {
  let position = 0;
  let isForced = false;
  let text = '';
  // Without a fraction a zero shows as one digit: TO_CHAR(0, '999') is '   0'.
  const shown = digits === '' && model.fraction.length === 0 ? '0' : digits;
  for (const element of model.whole) {
    if (element === ',') {
      if (text !== '') text += printing.groupSeparator;
      continue;
    }
    isForced ||= element === '0';
    const index = position - (positions - shown.length);
    if (index >= 0) text += shown[index];
    else if (isForced) text += '0';
    position += 1;
  }
  return text;
}

function printFraction(digits: string, model: PictureModel): string {
  if (!model.fill) return digits;
  // FM drops trailing zeros, but not those that stand under a 0 or left of one.
  const kept = model.fraction.lastIndexOf('0') + 1;
  return digits.slice(0, kept) + digits.slice(kept).replace(/0+$/, '');
}

function widthOf(model: PictureModel): number {
  const currency = model.currency === '' ? 0 : model.currency === '$' ? 1 : CURRENCY_WIDTH;
  const sign = model.sign === 'brackets' ? 2 : 1;
  return model.whole.length + model.fraction.length + (model.hasPoint ? 1 : 0) + currency + sign;
}

function symbolOf(model: PictureModel, { currency }: Printing): string {
  return { '': '', $: '$', L: currency.local, C: currency.iso, U: currency.dual }[model.currency];
}

function withSign(digits: string, isNegative: boolean, model: PictureModel, width: number, printing: Printing): string {
  const symbol = symbolOf(model, printing);
  const symbolWidth = model.currency === '' || model.currency === '$' ? symbol.length : CURRENCY_WIDTH;
  const text = model.isTrailingCurrency ? digits + symbol : symbol + digits;
  const pad = (signed: string, extra: number) =>
    model.fill ? signed : signed.padStart(width + symbolWidth + extra, ' ');
  switch (model.sign) {
    case 'leading':
      return pad((isNegative ? '-' : '+') + text, 1);
    case 'trailing':
      return pad(text + (isNegative ? '-' : '+'), 1);
    case 'minus':
      return pad(text + (isNegative ? '-' : model.fill ? '' : ' '), 1);
    case 'brackets':
      if (isNegative) return pad(`<${text}>`, 2);
      return model.fill ? text : pad(` ${text} `, 2);
    case 'default':
      if (width === 0 && !model.fill) return (isNegative ? '-' : ' ') + text;
      return pad((isNegative ? '-' : '') + text, 1);
  }
}
