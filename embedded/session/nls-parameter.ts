import { defaultNlsSettings, type NlsSettings } from '../types/nls.ts';
import { findDateLanguage } from '../types/nls-language.ts';
import { isNumericCharacters } from '../types/nls-parameters.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';

/** What a territory sets besides itself ("Territory support", Globalization Support Guide 19c). */
type TerritoryFormats = Pick<NlsSettings, 'dateFormat' | 'timestampFormat' | 'timestampTzFormat' | 'numericCharacters'>;

function european(date: string, numericCharacters: string): TerritoryFormats {
  return {
    dateFormat: date,
    timestampFormat: `${date} HH24:MI:SSXFF`,
    timestampTzFormat: `${date} HH24:MI:SSXFF TZR`,
    numericCharacters,
  };
}

const { dateFormat, timestampFormat, timestampTzFormat, numericCharacters } = defaultNlsSettings();

const TERRITORIES: Record<string, TerritoryFormats> = {
  AMERICA: { dateFormat, timestampFormat, timestampTzFormat, numericCharacters },
  'UNITED KINGDOM': european('DD-MON-RR', '.,'),
  SPAIN: european('DD/MM/RR', ',.'),
  GERMANY: european('DD.MM.RR', ',.'),
  FRANCE: european('DD/MM/RR', ', '),
  ITALY: european('DD-MON-RR', ',.'),
  PORTUGAL: european('RR.MM.DD', ',.'),
  BRAZIL: european('DD/MM/RR', ',.'),
  MEXICO: european('DD/MM/RR', '.,'),
  ARGENTINA: european('DD/MM/RR', ',.'),
  CHILE: european('DD/MM/RR', ',.'),
  COLOMBIA: european('DD/MM/RR', ',.'),
  PERU: european('DD/MM/RR', '.,'),
};

/** Sets a parameter of NLS_SESSION_PARAMETERS; false where there is none of that name. Throws ORA-12705 and the like for bad values. */
export function setNlsParameter(nls: NlsSettings, name: string, value: string): boolean {
  const set = PARAMETERS[name];
  if (set === undefined) return false;
  set(nls, value);
  return true;
}

const PARAMETERS: Record<string, (nls: NlsSettings, value: string) => void> = {
  NLS_DATE_FORMAT: (nls, value) => {
    nls.dateFormat = value;
  },
  NLS_TIMESTAMP_FORMAT: (nls, value) => {
    nls.timestampFormat = value;
  },
  NLS_TIMESTAMP_TZ_FORMAT: (nls, value) => {
    nls.timestampTzFormat = value;
  },
  NLS_TIME_FORMAT: () => undefined,
  NLS_TIME_TZ_FORMAT: () => undefined,
  NLS_NUMERIC_CHARACTERS: (nls, value) => {
    if (!isNumericCharacters(value)) throw invalidParameter();
    nls.numericCharacters = value;
  },
  NLS_DATE_LANGUAGE: (nls, value) => {
    nls.dateLanguage = languageOf(value);
  },
  NLS_LANGUAGE: (nls, value) => {
    nls.language = languageOf(value);
    nls.dateLanguage = nls.language;
  },
  NLS_TERRITORY: (nls, value) => {
    const territory = value.toUpperCase();
    const formats = TERRITORIES[territory];
    if (formats === undefined) throw unimplemented(`NLS_TERRITORY ${territory}`);
    Object.assign(nls, formats, { territory });
  },
  NLS_SORT: (nls, value) => {
    nls.sort = value.toUpperCase();
  },
  NLS_COMP: (nls, value) => {
    const comp = value.toUpperCase();
    if (!['BINARY', 'LINGUISTIC', 'ANSI'].includes(comp)) throw invalidParameter();
    nls.comp = comp;
  },
  NLS_LENGTH_SEMANTICS: (nls, value) => {
    const semantics = value.toUpperCase();
    if (semantics !== 'BYTE' && semantics !== 'CHAR') throw invalidParameter();
    nls.lengthSemantics = semantics;
  },
  NLS_CALENDAR: (_, value) => {
    if (value.toUpperCase() !== 'GREGORIAN') throw unimplemented(`NLS_CALENDAR ${value}`);
  },
  NLS_CURRENCY: () => undefined,
  NLS_ISO_CURRENCY: () => undefined,
  NLS_DUAL_CURRENCY: () => undefined,
  NLS_NCHAR_CONV_EXCP: () => undefined,
};

function languageOf(value: string): string {
  if (findDateLanguage(value) === undefined) throw invalidParameter();
  return value.toUpperCase();
}

function invalidParameter(): OracleError {
  return new OracleError(12705, 'Cannot access NLS data files or invalid environment specified');
}
