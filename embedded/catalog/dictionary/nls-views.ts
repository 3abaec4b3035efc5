import type { SessionState } from '../../session/session-state.ts';
import { singleView, type ViewRow, type VirtualTable } from './virtual-table.ts';

/** The settings of the session that asks. */
export const NLS_VIEWS: VirtualTable[] = [
  singleView({
    name: 'NLS_SESSION_PARAMETERS',
    columns: 'PARAMETER VARCHAR2(30); VALUE VARCHAR2(64)',
    rows: ({ session }) => nlsRows(session),
  }),
  singleView({
    name: 'V_$NLS_PARAMETERS',
    synonym: 'V$NLS_PARAMETERS',
    columns: 'PARAMETER VARCHAR2(64); VALUE VARCHAR2(64); CON_ID NUMBER',
    rows: ({ session }) =>
      [
        ...nlsRows(session),
        { PARAMETER: 'NLS_CHARACTERSET', VALUE: 'AL32UTF8' },
        { PARAMETER: 'NLS_NCHAR_CHARACTERSET', VALUE: 'AL16UTF16' },
      ].map((row) => ({ ...row, CON_ID: 1 })),
  }),
];

function nlsRows({ nls }: SessionState): ViewRow[] {
  const timeZoneFormat = nls.timestampTzFormat;
  const parameters: [string, string][] = [
    ['NLS_LANGUAGE', nls.language],
    ['NLS_TERRITORY', nls.territory],
    ['NLS_CURRENCY', '$'],
    ['NLS_ISO_CURRENCY', nls.territory],
    ['NLS_NUMERIC_CHARACTERS', nls.numericCharacters],
    ['NLS_CALENDAR', 'GREGORIAN'],
    ['NLS_DATE_FORMAT', nls.dateFormat],
    ['NLS_DATE_LANGUAGE', nls.dateLanguage],
    ['NLS_SORT', nls.sort],
    ['NLS_TIME_FORMAT', 'HH.MI.SSXFF AM'],
    ['NLS_TIMESTAMP_FORMAT', nls.timestampFormat],
    ['NLS_TIME_TZ_FORMAT', 'HH.MI.SSXFF AM TZR'],
    ['NLS_TIMESTAMP_TZ_FORMAT', timeZoneFormat],
    ['NLS_DUAL_CURRENCY', '$'],
    ['NLS_COMP', nls.comp],
    ['NLS_LENGTH_SEMANTICS', nls.lengthSemantics],
    ['NLS_NCHAR_CONV_EXCP', 'FALSE'],
  ];
  return parameters.map(([name, value]) => ({ PARAMETER: name, VALUE: value }));
}
