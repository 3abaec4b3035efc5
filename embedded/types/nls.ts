/** The NLS settings of a session, which steer implicit conversion and TO_CHAR without a format (NLS_SESSION_PARAMETERS). */
export type NlsSettings = {
  dateFormat: string;
  timestampFormat: string;
  timestampTzFormat: string;
  /** Decimal character, then group separator: '.,'. */
  numericCharacters: string;
  dateLanguage: string;
  language: string;
  territory: string;
  sort: string;
  comp: string;
  lengthSemantics: 'BYTE' | 'CHAR';
  /** As ALTER SESSION SET TIME_ZONE gave it: '+00:00', 'Europe/Madrid'. */
  timeZone: string;
};

/** An AMERICAN_AMERICA session, Oracle's defaults. */
export function defaultNlsSettings(): NlsSettings {
  return {
    dateFormat: 'DD-MON-RR',
    timestampFormat: 'DD-MON-RR HH.MI.SSXFF AM',
    timestampTzFormat: 'DD-MON-RR HH.MI.SSXFF AM TZR',
    numericCharacters: '.,',
    dateLanguage: 'AMERICAN',
    language: 'AMERICAN',
    territory: 'AMERICA',
    sort: 'BINARY',
    comp: 'BINARY',
    lengthSemantics: 'BYTE',
    timeZone: '+00:00',
  };
}
