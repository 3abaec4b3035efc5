import { hostname } from 'node:os';
import { INSTANCE } from '../../session/instance.ts';
import { defaultNlsSettings } from '../../types/nls.ts';
import { performanceView, singleView, type ViewRow, type VirtualTable } from './virtual-table.ts';

/** What the database says that it is. It behaves as release 19c; clients take the release from here. */
const VERSION = INSTANCE.version;
const VERSION_FULL = '19.3.0.0.0';
const PRODUCT = 'Oracle Database 19c compatible embedded edition';
const BANNER = `${PRODUCT} Release ${VERSION} - Test`;
const DATABASE_NAME = INSTANCE.databaseName;
const SERVICE_NAME = INSTANCE.serviceName;
const STARTED = new Date();

const everybody = (view: VirtualTable): VirtualTable => ({ ...view, isPublic: true });

export const INSTANCE_VIEWS: VirtualTable[] = [
  everybody(
    performanceView({
      name: 'V$VERSION',
      columns: 'BANNER VARCHAR2(80); BANNER_FULL VARCHAR2(160); BANNER_LEGACY VARCHAR2(80); CON_ID NUMBER',
      rows: () => [{ BANNER, BANNER_FULL: `${BANNER}\nVersion ${VERSION_FULL}`, BANNER_LEGACY: BANNER, CON_ID: 0 }],
    }),
  ),
  singleView({
    name: 'PRODUCT_COMPONENT_VERSION',
    columns: 'PRODUCT VARCHAR2(80); VERSION VARCHAR2(80); VERSION_FULL VARCHAR2(80); STATUS VARCHAR2(80)',
    rows: () => [{ PRODUCT: `${PRODUCT} `, VERSION, VERSION_FULL, STATUS: 'Test' }],
  }),
  performanceView({
    name: 'V$INSTANCE',
    columns: `
INSTANCE_NUMBER NUMBER; INSTANCE_NAME VARCHAR2(16); HOST_NAME VARCHAR2(64); VERSION VARCHAR2(17); VERSION_LEGACY VARCHAR2(17)
VERSION_FULL VARCHAR2(17); STARTUP_TIME DATE; STATUS VARCHAR2(12); PARALLEL VARCHAR2(3); THREAD# NUMBER; ARCHIVER VARCHAR2(7)
LOG_SWITCH_WAIT VARCHAR2(15); LOGINS VARCHAR2(10); SHUTDOWN_PENDING VARCHAR2(3); DATABASE_STATUS VARCHAR2(17)
INSTANCE_ROLE VARCHAR2(18); ACTIVE_STATE VARCHAR2(9); BLOCKED VARCHAR2(3); CON_ID NUMBER; INSTANCE_MODE VARCHAR2(11)
EDITION VARCHAR2(7); FAMILY VARCHAR2(80); DATABASE_TYPE VARCHAR2(15)`,
    rows: () => [
      {
        INSTANCE_NUMBER: 1,
        INSTANCE_NAME: INSTANCE.instanceName,
        HOST_NAME: hostname(),
        VERSION,
        VERSION_LEGACY: VERSION,
        VERSION_FULL,
        STARTUP_TIME: STARTED,
        STATUS: 'OPEN',
        PARALLEL: 'NO',
        'THREAD#': 1,
        ARCHIVER: 'STOPPED',
        LOGINS: 'ALLOWED',
        SHUTDOWN_PENDING: 'NO',
        DATABASE_STATUS: 'ACTIVE',
        INSTANCE_ROLE: 'PRIMARY_INSTANCE',
        ACTIVE_STATE: 'NORMAL',
        BLOCKED: 'NO',
        CON_ID: 0,
        INSTANCE_MODE: 'REGULAR',
        EDITION: 'XE',
        DATABASE_TYPE: 'SINGLE',
      },
    ],
  }),
  performanceView({
    name: 'V$DATABASE',
    columns: `
DBID NUMBER; NAME VARCHAR2(9); CREATED DATE; LOG_MODE VARCHAR2(12); CONTROLFILE_TYPE VARCHAR2(7); OPEN_MODE VARCHAR2(20)
PROTECTION_MODE VARCHAR2(20); DATABASE_ROLE VARCHAR2(16); GUARD_STATUS VARCHAR2(7); FORCE_LOGGING VARCHAR2(39)
PLATFORM_ID NUMBER; PLATFORM_NAME VARCHAR2(101); FLASHBACK_ON VARCHAR2(18); DB_UNIQUE_NAME VARCHAR2(30); CDB VARCHAR2(3)
CON_ID NUMBER`,
    rows: () => [
      {
        DBID: 1,
        NAME: DATABASE_NAME,
        CREATED: STARTED,
        LOG_MODE: 'NOARCHIVELOG',
        CONTROLFILE_TYPE: 'CURRENT',
        OPEN_MODE: 'READ WRITE',
        PROTECTION_MODE: 'UNPROTECTED',
        DATABASE_ROLE: 'PRIMARY',
        GUARD_STATUS: 'NONE',
        FORCE_LOGGING: 'NO',
        PLATFORM_ID: 13,
        PLATFORM_NAME: 'Linux x86 64-bit',
        FLASHBACK_ON: 'NO',
        DB_UNIQUE_NAME: DATABASE_NAME,
        CDB: 'NO',
        CON_ID: 0,
      },
    ],
  }),
  performanceView({
    name: 'V$PARAMETER',
    columns: `
NUM NUMBER; NAME VARCHAR2(80); TYPE NUMBER; VALUE VARCHAR2(4000); DISPLAY_VALUE VARCHAR2(4000); DEFAULT_VALUE VARCHAR2(255)
ISDEFAULT VARCHAR2(9); ISSES_MODIFIABLE VARCHAR2(5); ISSYS_MODIFIABLE VARCHAR2(9); ISPDB_MODIFIABLE VARCHAR2(5)
ISINSTANCE_MODIFIABLE VARCHAR2(5); ISMODIFIED VARCHAR2(10); ISADJUSTED VARCHAR2(5); ISDEPRECATED VARCHAR2(5)
ISBASIC VARCHAR2(5); DESCRIPTION VARCHAR2(255); UPDATE_COMMENT VARCHAR2(255); HASH NUMBER; CON_ID NUMBER`,
    rows: parameterRows,
  }),
  singleView({
    name: 'NLS_DATABASE_PARAMETERS',
    columns: 'PARAMETER VARCHAR2(128); VALUE VARCHAR2(64)',
    rows: databaseNlsRows,
  }),
  singleView({
    name: 'NLS_INSTANCE_PARAMETERS',
    columns: 'PARAMETER VARCHAR2(30); VALUE VARCHAR2(4000)',
    rows: () => [
      { PARAMETER: 'NLS_LANGUAGE', VALUE: 'AMERICAN' },
      { PARAMETER: 'NLS_TERRITORY', VALUE: 'AMERICA' },
      { PARAMETER: 'NLS_COMP', VALUE: 'BINARY' },
      { PARAMETER: 'NLS_LENGTH_SEMANTICS', VALUE: 'BYTE' },
    ],
  }),
  singleView({
    name: 'DATABASE_PROPERTIES',
    columns: 'PROPERTY_NAME VARCHAR2(128); PROPERTY_VALUE VARCHAR2(4000); DESCRIPTION VARCHAR2(4000)',
    rows: () => [
      {
        PROPERTY_NAME: 'DEFAULT_TEMP_TABLESPACE',
        PROPERTY_VALUE: 'TEMP',
        DESCRIPTION: 'Name of default temporary tablespace',
      },
      {
        PROPERTY_NAME: 'DEFAULT_PERMANENT_TABLESPACE',
        PROPERTY_VALUE: 'USERS',
        DESCRIPTION: 'Name of default permanent tablespace',
      },
      { PROPERTY_NAME: 'DBTIMEZONE', PROPERTY_VALUE: '+00:00', DESCRIPTION: 'DB time zone' },
      ...databaseNlsRows().map(({ PARAMETER, VALUE }) => ({ PROPERTY_NAME: PARAMETER, PROPERTY_VALUE: VALUE })),
    ],
  }),
  singleView({
    name: 'GLOBAL_NAME',
    columns: 'GLOBAL_NAME VARCHAR2(4000)',
    rows: () => [{ GLOBAL_NAME: SERVICE_NAME }],
  }),
  singleView({
    name: 'DICTIONARY',
    columns: 'TABLE_NAME VARCHAR2(128); COMMENTS VARCHAR2(4000)',
    rows: (scope) =>
      scope.entries('VIEW').flatMap(({ object }) => (object.isBuiltIn ? [{ TABLE_NAME: object.name }] : [])),
  }),
  singleView({ name: 'DUAL', columns: 'DUMMY VARCHAR2(1)', rows: () => [{ DUMMY: 'X' }] }),
];

function parameterRows(): ViewRow[] {
  const parameters: [string, number, string][] = [
    ['compatible', 2, '19.0.0'],
    ['cursor_sharing', 2, 'EXACT'],
    ['db_block_size', 3, '8192'],
    ['db_name', 2, DATABASE_NAME],
    ['instance_name', 2, DATABASE_NAME],
    ['max_string_size', 2, 'STANDARD'],
    ['nls_length_semantics', 2, 'BYTE'],
    ['open_cursors', 3, '1000'],
    ['processes', 3, '250'],
    ['service_names', 2, SERVICE_NAME],
    ['sessions', 3, '250'],
  ];
  return parameters.map(([name, type, value], index) => ({
    NUM: index + 1,
    NAME: name,
    TYPE: type,
    VALUE: value,
    DISPLAY_VALUE: value,
    ISDEFAULT: 'TRUE',
    ISSES_MODIFIABLE: 'FALSE',
    ISSYS_MODIFIABLE: 'FALSE',
    ISPDB_MODIFIABLE: 'FALSE',
    ISINSTANCE_MODIFIABLE: 'FALSE',
    ISMODIFIED: 'FALSE',
    ISADJUSTED: 'FALSE',
    ISDEPRECATED: 'FALSE',
    ISBASIC: 'FALSE',
    CON_ID: 1,
  }));
}

function databaseNlsRows(): ViewRow[] {
  const nls = defaultNlsSettings();
  const parameters: [string, string][] = [
    ['NLS_RDBMS_VERSION', VERSION],
    ['NLS_NCHAR_CONV_EXCP', 'FALSE'],
    ['NLS_LENGTH_SEMANTICS', nls.lengthSemantics],
    ['NLS_COMP', nls.comp],
    ['NLS_DUAL_CURRENCY', '$'],
    ['NLS_TIMESTAMP_TZ_FORMAT', nls.timestampTzFormat],
    ['NLS_TIME_TZ_FORMAT', 'HH.MI.SSXFF AM TZR'],
    ['NLS_TIMESTAMP_FORMAT', nls.timestampFormat],
    ['NLS_TIME_FORMAT', 'HH.MI.SSXFF AM'],
    ['NLS_SORT', nls.sort],
    ['NLS_DATE_LANGUAGE', nls.dateLanguage],
    ['NLS_DATE_FORMAT', nls.dateFormat],
    ['NLS_CALENDAR', 'GREGORIAN'],
    ['NLS_NUMERIC_CHARACTERS', nls.numericCharacters],
    ['NLS_NCHAR_CHARACTERSET', 'AL16UTF16'],
    ['NLS_CHARACTERSET', 'AL32UTF8'],
    ['NLS_ISO_CURRENCY', nls.territory],
    ['NLS_CURRENCY', '$'],
    ['NLS_TERRITORY', nls.territory],
    ['NLS_LANGUAGE', nls.language],
  ];
  return parameters.map(([name, value]) => ({ PARAMETER: name, VALUE: value }));
}
