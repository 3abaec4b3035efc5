import { valueError } from '../types/convert-scalar.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { returns, textOf } from './native-values.ts';
import { isSimpleName, splitQualifiedName, storedName } from './sql-names.ts';

/** DBMS_ASSERT: checks of texts that become part of dynamic SQL. */

const SPECIFICATION = `PACKAGE DBMS_ASSERT AS
  FUNCTION NOOP(STR IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION ENQUOTE_LITERAL(STR IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION ENQUOTE_NAME(STR IN VARCHAR2, CAPITALIZE IN BOOLEAN DEFAULT TRUE) RETURN VARCHAR2;
  FUNCTION SIMPLE_SQL_NAME(STR IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION QUALIFIED_SQL_NAME(STR IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION SCHEMA_NAME(STR IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION SQL_OBJECT_NAME(STR IN VARCHAR2) RETURN VARCHAR2;
END DBMS_ASSERT;`;

/** Single quotes inside must be doubled already. */
function enquoteLiteral([value]: Value[]) {
  const text = textOf(value) ?? '';
  const isEnquoted = text.length >= 2 && text.startsWith("'") && text.endsWith("'");
  const inner = isEnquoted ? text.slice(1, -1) : text;
  if (inner.replaceAll("''", '').includes("'")) throw valueError();
  return returns(isEnquoted ? text : `'${text}'`);
}

function enquoteName([value, capitalize]: Value[]) {
  const text = textOf(value) ?? '';
  if (/^".*"$/s.test(text)) {
    if (!isSimpleName(text)) throw invalidName();
    return returns(text);
  }
  if (text === '' || text.includes('"')) throw invalidName();
  return returns(`"${capitalize === false ? text : text.toUpperCase()}"`);
}

function simpleName([value]: Value[]) {
  const text = textOf(value)?.trim() ?? '';
  if (!isSimpleName(text)) throw invalidName();
  return returns(text);
}

function qualifiedName([value]: Value[]) {
  const text = textOf(value)?.trim() ?? '';
  if (splitQualifiedName(text) === undefined) throw new OracleError(44004, 'invalid qualified SQL name');
  return returns(text);
}

function invalidName(): OracleError {
  return new OracleError(44003, 'invalid SQL name');
}

async function schemaName(call: NativeCall, [value]: Value[]) {
  const text = textOf(value);
  const rows = await call.sql.runNative('SELECT 1 FROM ora.principals WHERE name = $1::text', [text]);
  const isBuiltIn = text === 'SYS' || text === 'SYSTEM' || text === 'PUBLIC';
  if (rows.length === 0 && !isBuiltIn) throw new OracleError(44001, 'invalid schema');
  return returns(text);
}

/** Objects of the current schema, or of a named one. */
async function objectName(call: NativeCall, [value]: Value[]) {
  const text = textOf(value)?.trim() ?? '';
  const parts = splitQualifiedName(text)?.map(storedName) ?? [];
  const rows = await call.sql.runNative(
    `SELECT 1 FROM ora.objects WHERE (schema = $1::text AND name = $2::text) OR (schema = $3::text AND name = $1::text)
       OR (schema = 'PUBLIC' AND name = $1::text)`,
    [parts[0] ?? null, parts[1] ?? null, call.session.currentSchema],
  );
  if (rows.length === 0) throw new OracleError(44002, 'invalid object name');
  return returns(text);
}

export const DBMS_ASSERT: NativePackage = {
  name: 'DBMS_ASSERT',
  specification: SPECIFICATION,
  subprograms: {
    NOOP: (_call, [value]) => returns(value ?? null),
    ENQUOTE_LITERAL: (_call, inputs) => enquoteLiteral(inputs),
    ENQUOTE_NAME: (_call, inputs) => enquoteName(inputs),
    SIMPLE_SQL_NAME: (_call, inputs) => simpleName(inputs),
    QUALIFIED_SQL_NAME: (_call, inputs) => qualifiedName(inputs),
    SCHEMA_NAME: schemaName,
    SQL_OBJECT_NAME: objectName,
  },
};
