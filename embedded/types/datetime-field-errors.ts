import { OracleError } from './oracle-error.ts';

/** The errors of single fields when a text is read under a datetime format model. */

const RANGE_TEXT: Record<number, string> = {
  1843: 'not a valid month',
  1846: 'not a valid day of the week',
  1847: 'day of month must be between 1 and last day of month',
  1848: 'day of year must be between 1 and 365 (366 for leap year)',
  1849: 'hour must be between 1 and 12',
  1850: 'hour must be between 0 and 23',
  1851: 'minutes must be between 0 and 59',
  1852: 'seconds must be between 0 and 59',
  1853: 'seconds in day must be between 0 and 86399',
  1875: 'time zone minute must be between -59 and 59',
};

export function fieldOutOfRange(code: number): OracleError {
  return new OracleError(code, RANGE_TEXT[code] ?? '');
}

export function notNumeric(): OracleError {
  return new OracleError(1858, 'a non-numeric character was found where a numeric was expected');
}

export function literalMismatch(): OracleError {
  return new OracleError(1861, 'literal does not match format string');
}

export function lengthMismatch(): OracleError {
  return new OracleError(1862, 'the numeric value does not match the length of the format item');
}
