import type { CatalogArgument, CatalogObject, CatalogTrigger } from '../catalog.ts';
import type { CatalogEntry } from '../catalog-entry.ts';
import { typeRow } from './type-row.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

export const UNIT_VIEWS: VirtualTable[] = [
  ...viewFamily({
    suffix: 'ARGUMENTS',
    columns: `
OWNER VARCHAR2(128) NN
OBJECT_NAME VARCHAR2(128)
PACKAGE_NAME VARCHAR2(128)
OBJECT_ID NUMBER NN
OVERLOAD VARCHAR2(40)
SUBPROGRAM_ID NUMBER
ARGUMENT_NAME VARCHAR2(128)
POSITION NUMBER NN
SEQUENCE NUMBER NN
DATA_LEVEL NUMBER NN
DATA_TYPE VARCHAR2(30)
DEFAULTED VARCHAR2(1)
DEFAULT_VALUE LONG
DEFAULT_LENGTH NUMBER
IN_OUT VARCHAR2(9)
DATA_LENGTH NUMBER
DATA_PRECISION NUMBER
DATA_SCALE NUMBER
RADIX NUMBER
CHARACTER_SET_NAME VARCHAR2(44)
TYPE_OWNER VARCHAR2(128)
TYPE_NAME VARCHAR2(128)
TYPE_SUBNAME VARCHAR2(128)
TYPE_LINK VARCHAR2(128)
TYPE_OBJECT_TYPE VARCHAR2(7)
PLS_TYPE VARCHAR2(128)
CHAR_LENGTH NUMBER
CHAR_USED VARCHAR2(1)
ORIGIN_CON_ID NUMBER`,
    rows: (scope) =>
      scope
        .entries('PROCEDURE', 'FUNCTION', 'PACKAGE')
        .flatMap(({ object, unit }) => (unit?.arguments ?? []).map((argument) => argumentRow(object, argument))),
  }),
  ...viewFamily({
    suffix: 'PROCEDURES',
    columns: `
OWNER VARCHAR2(128)
OBJECT_NAME VARCHAR2(128)
PROCEDURE_NAME VARCHAR2(128)
OBJECT_ID NUMBER
SUBPROGRAM_ID NUMBER
OVERLOAD VARCHAR2(40)
OBJECT_TYPE VARCHAR2(13)
AGGREGATE VARCHAR2(3)
PIPELINED VARCHAR2(3)
IMPLTYPEOWNER VARCHAR2(128)
IMPLTYPENAME VARCHAR2(128)
PARALLEL VARCHAR2(3)
INTERFACE VARCHAR2(3)
DETERMINISTIC VARCHAR2(3)
AUTHID VARCHAR2(12)
RESULT_CACHE VARCHAR2(3)
ORIGIN_CON_ID NUMBER
POLYMORPHIC VARCHAR2(5)`,
    rows: (scope) => scope.entries('PROCEDURE', 'FUNCTION', 'PACKAGE', 'TRIGGER').flatMap(procedureRows),
  }),
  ...viewFamily({
    suffix: 'SOURCE',
    columns: `
OWNER VARCHAR2(128)
NAME VARCHAR2(128)
TYPE VARCHAR2(12)
LINE NUMBER
TEXT VARCHAR2(4000)
ORIGIN_CON_ID NUMBER`,
    rows: (scope) => scope.entries().flatMap(({ object }) => sourceRows(object)),
  }),
  ...viewFamily({
    suffix: 'ERRORS',
    columns: `
OWNER VARCHAR2(128) NN
NAME VARCHAR2(128) NN
TYPE VARCHAR2(12)
SEQUENCE NUMBER NN
LINE NUMBER NN
POSITION NUMBER NN
TEXT VARCHAR2(4000) NN
ATTRIBUTE VARCHAR2(9)
MESSAGE_NUMBER NUMBER`,
    rows: errorRows,
  }),
  ...viewFamily({
    suffix: 'TRIGGERS',
    columns: `
OWNER VARCHAR2(128)
TRIGGER_NAME VARCHAR2(128)
TRIGGER_TYPE VARCHAR2(16)
TRIGGERING_EVENT VARCHAR2(246)
TABLE_OWNER VARCHAR2(128)
BASE_OBJECT_TYPE VARCHAR2(18)
TABLE_NAME VARCHAR2(128)
COLUMN_NAME VARCHAR2(4000)
REFERENCING_NAMES VARCHAR2(422)
WHEN_CLAUSE VARCHAR2(4000)
STATUS VARCHAR2(8)
DESCRIPTION VARCHAR2(4000)
ACTION_TYPE VARCHAR2(11)
TRIGGER_BODY LONG
CROSSEDITION VARCHAR2(7)
BEFORE_STATEMENT VARCHAR2(3)
BEFORE_ROW VARCHAR2(3)
AFTER_ROW VARCHAR2(3)
AFTER_STATEMENT VARCHAR2(3)
INSTEAD_OF_ROW VARCHAR2(3)
FIRE_ONCE VARCHAR2(3)
APPLY_SERVER_ONLY VARCHAR2(3)`,
    rows: (scope) =>
      scope.entries('TRIGGER').flatMap((entry) => (entry.trigger ? [triggerRow(scope, entry.trigger)] : [])),
  }),
  ...viewFamily({
    suffix: 'TYPES',
    entryName: 'TYPE_NAME',
    entryIdentifier: 'TYPE_OID',
    columns: `
OWNER VARCHAR2(128)
TYPE_NAME VARCHAR2(128) NN
TYPE_OID RAW(16) NN
TYPECODE VARCHAR2(128)
ATTRIBUTES NUMBER
METHODS NUMBER
PREDEFINED VARCHAR2(3)
INCOMPLETE VARCHAR2(3)
FINAL VARCHAR2(3)
INSTANTIABLE VARCHAR2(3)
PERSISTABLE VARCHAR2(3)
SUPERTYPE_OWNER VARCHAR2(128)
SUPERTYPE_NAME VARCHAR2(128)
LOCAL_ATTRIBUTES NUMBER
LOCAL_METHODS NUMBER
TYPEID RAW(16)`,
    rows: (scope) => {
      const types = scope.entries('TYPE');
      return types.map((entry) => typeRow(entry, types));
    },
  }),
];

function argumentRow(object: CatalogObject, argument: CatalogArgument): ViewRow {
  const isCharacter = /CHAR|CLOB|LONG/.test(argument.dataType ?? '') && argument.dataType !== 'LONG RAW';
  const isNumber = argument.dataType === 'NUMBER' || argument.dataType === 'BINARY_INTEGER';
  const isNational = argument.dataType?.startsWith('N') === true && !isNumber;
  return {
    OWNER: object.schema,
    OBJECT_NAME: argument.objectName,
    PACKAGE_NAME: argument.packageName,
    OBJECT_ID: object.id,
    OVERLOAD: argument.overload,
    SUBPROGRAM_ID: argument.subprogramId,
    ARGUMENT_NAME: argument.argumentName,
    POSITION: argument.position,
    SEQUENCE: argument.sequence,
    DATA_LEVEL: argument.dataLevel,
    DATA_TYPE: argument.dataType,
    DEFAULTED: argument.defaulted,
    IN_OUT: argument.inOut,
    DATA_LENGTH: argument.dataLength,
    DATA_PRECISION: argument.dataPrecision,
    DATA_SCALE: argument.dataScale,
    RADIX: isNumber ? 10 : null,
    CHARACTER_SET_NAME: isCharacter ? (isNational ? 'NCHAR_CS' : 'CHAR_CS') : null,
    TYPE_OWNER: argument.typeOwner,
    TYPE_NAME: argument.typeName,
    TYPE_SUBNAME: argument.typeSubname,
    TYPE_OBJECT_TYPE: argument.typeName === null ? null : argument.typeSubname === null ? 'TYPE' : 'PACKAGE',
    PLS_TYPE: argument.plsType,
    CHAR_LENGTH: argument.charLength ?? 0,
    CHAR_USED: isCharacter && argument.charLength !== null ? (isNational ? 'C' : 'B') : null,
    ORIGIN_CON_ID: 1,
  };
}

function procedureRows({ object, unit }: CatalogEntry): ViewRow[] {
  const common = {
    OWNER: object.schema,
    OBJECT_NAME: object.name,
    OBJECT_ID: object.id,
    OBJECT_TYPE: object.type,
    AGGREGATE: 'NO',
    PIPELINED: 'NO',
    PARALLEL: 'NO',
    INTERFACE: 'NO',
    DETERMINISTIC: 'NO',
    AUTHID: unit?.procedures[0]?.authid ?? 'DEFINER',
    RESULT_CACHE: 'NO',
    ORIGIN_CON_ID: 1,
    POLYMORPHIC: 'NULL',
  };
  const rows: ViewRow[] = (unit?.procedures ?? []).map((procedure) => ({
    ...common,
    PROCEDURE_NAME: procedure.procedureName,
    SUBPROGRAM_ID: procedure.subprogramId,
    OVERLOAD: procedure.overload,
    AUTHID: procedure.authid,
    DETERMINISTIC: procedure.deterministic ? 'YES' : 'NO',
    PIPELINED: procedure.pipelined === true ? 'YES' : 'NO',
  }));
  // A package has a row of its own; so has every unit that is not compiled yet.
  const hasOwnRow = rows.some((row) => row['PROCEDURE_NAME'] === null || row['PROCEDURE_NAME'] === undefined);
  return hasOwnRow ? rows : [...rows, { ...common, SUBPROGRAM_ID: object.type === 'PACKAGE' ? 0 : 1 }];
}

function sourceRows(object: CatalogObject): ViewRow[] {
  if (object.source === undefined) return [];
  const lines = object.source.split('\n');
  return lines.map((line, index) => ({
    OWNER: object.schema,
    NAME: object.name,
    TYPE: object.type,
    LINE: index + 1,
    TEXT: index < lines.length - 1 ? `${line}\n` : line,
    ORIGIN_CON_ID: 1,
  }));
}

function errorRows(scope: ViewScope): ViewRow[] {
  return scope.entries().flatMap(({ object, unit }) =>
    (unit?.errors ?? []).map(({ line, column, text, attribute }, index) => ({
      OWNER: object.schema,
      NAME: object.name,
      TYPE: object.type,
      SEQUENCE: index + 1,
      LINE: line,
      POSITION: column,
      TEXT: text,
      ATTRIBUTE: attribute,
      MESSAGE_NUMBER: Number(/^(?:PLS|ORA)-(\d+)/.exec(text)?.[1] ?? 0),
    })),
  );
}

function triggerRow(scope: ViewScope, trigger: CatalogTrigger): ViewRow {
  const { object, table, timing, forEachRow } = trigger;
  const events = ['INSERT', 'UPDATE', 'DELETE'] as const;
  const level = timing === 'INSTEAD OF' ? '' : forEachRow ? ' EACH ROW' : ' STATEMENT';
  const body = /\b(?:DECLARE|BEGIN|COMPOUND\s+TRIGGER)\b/i.exec(object.source ?? '');
  return {
    OWNER: object.schema,
    TRIGGER_NAME: object.name,
    TRIGGER_TYPE: timing === 'COMPOUND' ? 'COMPOUND' : `${timing}${level}`,
    TRIGGERING_EVENT: events.filter((event) => trigger.events.includes(event)).join(' OR '),
    TABLE_OWNER: table.schema,
    BASE_OBJECT_TYPE: scope.catalog.findObject(table.schema, table.name)?.type,
    TABLE_NAME: table.name,
    REFERENCING_NAMES: 'REFERENCING NEW AS NEW OLD AS OLD',
    STATUS: trigger.isEnabled ? 'ENABLED' : 'DISABLED',
    DESCRIPTION: object.source?.slice(0, body?.index).replace(/^\s*TRIGGER\s+/i, ''),
    ACTION_TYPE: 'PL/SQL',
    TRIGGER_BODY: object.source?.slice(body?.index ?? 0),
    CROSSEDITION: 'NO',
    BEFORE_STATEMENT: 'NO',
    BEFORE_ROW: 'NO',
    AFTER_ROW: 'NO',
    AFTER_STATEMENT: 'NO',
    INSTEAD_OF_ROW: 'NO',
    FIRE_ONCE: 'YES',
    APPLY_SERVER_ONLY: 'NO',
  };
}
