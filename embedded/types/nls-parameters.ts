import type { NlsSettings } from './nls.ts';
import { findDateLanguage } from './nls-language.ts';
import { OracleError } from './oracle-error.ts';

/** Currency symbols of a session: NLS_CURRENCY, NLS_ISO_CURRENCY, NLS_DUAL_CURRENCY. */
export type Currency = { local: string; iso: string; dual: string };

const EURO_TERRITORIES = new Set(['SPAIN', 'FRANCE', 'GERMANY', 'ITALY', 'PORTUGAL', 'IRELAND', 'AUSTRIA', 'BELGIUM']);

export function currencyOf(territory: string): Currency {
  if (EURO_TERRITORIES.has(territory.toUpperCase())) return { local: '€', iso: 'EUR', dual: '€' };
  return { local: '$', iso: 'USD', dual: '$' };
}

/**
 * The third argument of TO_CHAR, TO_NUMBER and TO_DATE: `NLS_NUMERIC_CHARACTERS = ',.' NLS_DATE_LANGUAGE = Spanish`.
 * Throws ORA-12702 for a parameter that does not exist.
 */
export function withNlsParameters(
  nls: NlsSettings,
  parameters: string | null | undefined,
): { nls: NlsSettings; currency: Currency } {
  const result = { ...nls };
  const currency = { ...currencyOf(nls.territory) };
  let rest = (parameters ?? '').trim();
  while (rest !== '') {
    const match = /^(NLS_[A-Z_]+)\s*=\s*(?:'((?:[^']|'')*)'|([^\s']+))\s*,?\s*/i.exec(rest);
    if (match === null) throw invalidParameters();
    const [all, name = '', quoted, plain] = match;
    applyParameter(result, currency, name.toUpperCase(), quoted?.replaceAll("''", "'") ?? plain ?? '');
    rest = rest.slice(all.length);
  }
  return { nls: result, currency };
}

function applyParameter(nls: NlsSettings, currency: Currency, name: string, value: string): void {
  switch (name) {
    case 'NLS_NUMERIC_CHARACTERS':
      if (!isNumericCharacters(value)) throw invalidParameters();
      nls.numericCharacters = value;
      return;
    case 'NLS_DATE_LANGUAGE':
      if (findDateLanguage(value) === undefined) throw invalidParameters();
      nls.dateLanguage = value.toUpperCase();
      return;
    case 'NLS_CURRENCY':
      currency.local = value;
      return;
    case 'NLS_DUAL_CURRENCY':
      currency.dual = value;
      return;
    case 'NLS_ISO_CURRENCY':
      currency.iso = currencyOf(value).iso;
      return;
    default:
      throw invalidParameters();
  }
}

/** Two different characters, no digits and no signs. */
export function isNumericCharacters(value: string): boolean {
  return value.length === 2 && value[0] !== value[1] && !/[0-9+\-<>]/.test(value);
}

function invalidParameters(): OracleError {
  return new OracleError(12702, 'invalid NLS parameter string used in SQL function');
}
