import { createHash } from 'node:crypto';
import { parseStatement } from '../syntax/parse.ts';
import { OracleError } from '../types/oracle-error.ts';
import { CollectionValue, type Value } from '../types/values.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { integerOf, outputs, returns, textOf } from './native-values.ts';
import { canonicalName, commaSeparated } from './sql-names.ts';

const SPECIFICATION = `PACKAGE DBMS_UTILITY AS
  TYPE UNCL_ARRAY IS TABLE OF VARCHAR2(227) INDEX BY BINARY_INTEGER;
  TYPE NAME_ARRAY IS TABLE OF VARCHAR2(30) INDEX BY BINARY_INTEGER;
  TYPE LNAME_ARRAY IS TABLE OF VARCHAR2(4000) INDEX BY BINARY_INTEGER;
  SUBTYPE MAXRAW IS RAW(32767);
  FUNCTION FORMAT_ERROR_STACK RETURN VARCHAR2;
  FUNCTION FORMAT_ERROR_BACKTRACE RETURN VARCHAR2;
  FUNCTION FORMAT_CALL_STACK RETURN VARCHAR2;
  FUNCTION GET_TIME RETURN NUMBER;
  FUNCTION GET_CPU_TIME RETURN NUMBER;
  FUNCTION GET_HASH_VALUE(NAME IN VARCHAR2, BASE IN NUMBER, HASH_SIZE IN NUMBER) RETURN NUMBER;
  PROCEDURE COMMA_TO_TABLE(LIST IN VARCHAR2, TABLEN OUT BINARY_INTEGER, TAB OUT UNCL_ARRAY);
  PROCEDURE COMMA_TO_TABLE(LIST IN VARCHAR2, TABLEN OUT BINARY_INTEGER, TAB OUT LNAME_ARRAY);
  PROCEDURE TABLE_TO_COMMA(TAB IN UNCL_ARRAY, TABLEN OUT BINARY_INTEGER, LIST OUT VARCHAR2);
  PROCEDURE TABLE_TO_COMMA(TAB IN LNAME_ARRAY, TABLEN OUT BINARY_INTEGER, LIST OUT VARCHAR2);
  PROCEDURE CANONICALIZE(NAME IN VARCHAR2, CANON_NAME OUT VARCHAR2, CANON_LEN IN BINARY_INTEGER);
  PROCEDURE EXEC_DDL_STATEMENT(PARSE_STRING IN VARCHAR2);
  PROCEDURE COMPILE_SCHEMA(SCHEMA IN VARCHAR2, COMPILE_ALL IN BOOLEAN DEFAULT TRUE, REUSE_SETTINGS IN BOOLEAN DEFAULT FALSE);
  PROCEDURE DB_VERSION(VERSION OUT VARCHAR2, COMPATIBILITY OUT VARCHAR2);
  FUNCTION CURRENT_INSTANCE RETURN NUMBER;
  FUNCTION IS_CLUSTER_DATABASE RETURN BOOLEAN;
  FUNCTION PORT_STRING RETURN VARCHAR2;
END DBMS_UTILITY;`;

const VERSION = '19.0.0.0.0';

function commaToTable([list, , target]: Value[]) {
  const names = commaSeparated(textOf(list) ?? '');
  if (!(target instanceof CollectionValue)) throw new Error('COMMA_TO_TABLE got no collection to fill');
  const table = new CollectionValue(target.type);
  for (const [index, name] of names.entries()) table.elements.set(index + 1, name);
  // The manual's package leaves one NULL behind the last name.
  table.elements.set(names.length + 1, null);
  table.highest = names.length + 1;
  return outputs({ 1: names.length, 2: table });
}

function tableToComma([table]: Value[]) {
  const names: string[] = [];
  if (table instanceof CollectionValue) {
    for (const value of table.elements.values()) {
      const name = textOf(value);
      if (name === null) break;
      names.push(name);
    }
  }
  return outputs({ 1: names.length, 2: names.join(',') });
}

/** Spreads names over base … base + size − 1. The numbers are not those of a real server. */
function hashValue([name, base, size]: Value[]) {
  const text = textOf(name);
  const start = integerOf(base);
  const count = integerOf(size);
  if (text === null || start === null || count === null) return returns(null);
  if (count < 1) throw new OracleError(1428, `argument '${count}' is out of range`);
  return returns(start + (createHash('md5').update(text).digest().readUInt32BE(0) % count));
}

/** Specifications come before bodies, and views and triggers last, as they depend on the rest. */
const COMPILED_TYPES = ['TYPE', 'PACKAGE', 'FUNCTION', 'PROCEDURE', 'PACKAGE BODY', 'TYPE BODY', 'VIEW', 'TRIGGER'];

/** Units that do not compile stay INVALID; that is no error here. */
async function compileSchema(call: NativeCall, [schema, compileAll]: Value[]): Promise<undefined> {
  const owner = textOf(schema);
  const objects = await call.sql.runNative(
    `SELECT name, type FROM ora.objects WHERE schema = $1::text AND type = ANY ($2::text[])
       AND ($3::boolean OR document::json ->> 'status' = 'INVALID')
     ORDER BY array_position($2::text[], type), name`,
    [owner, `{${COMPILED_TYPES.map((type) => `"${type}"`).join(',')}}`, String(compileAll !== false)],
  );
  for (const [name, type] of objects) {
    const [kind, body] = (type ?? '').split(' ');
    const statement = `ALTER ${kind} "${owner}"."${name}" COMPILE${body === undefined ? '' : ' BODY'}`;
    await call.statements.run(parseStatement(statement), [], []);
  }
}

export const DBMS_UTILITY: NativePackage = {
  name: 'DBMS_UTILITY',
  specification: SPECIFICATION,
  subprograms: {
    FORMAT_ERROR_STACK: (call) => returns(call.errorStack()),
    FORMAT_ERROR_BACKTRACE: (call) => returns(call.errorBacktrace()),
    FORMAT_CALL_STACK: (call) => returns(call.callStack()),
    // Hundredths of a second from an arbitrary moment.
    GET_TIME: () => returns(Math.floor(performance.now() / 10)),
    GET_CPU_TIME: () => returns(Math.floor(process.cpuUsage().user / 10_000)),
    GET_HASH_VALUE: (_call, inputs) => hashValue(inputs),
    COMMA_TO_TABLE: (_call, inputs) => commaToTable(inputs),
    TABLE_TO_COMMA: (_call, inputs) => tableToComma(inputs),
    CANONICALIZE: (_call, [name, , length]) => {
      const canonical = canonicalName(textOf(name) ?? '');
      return outputs({ 1: canonical.slice(0, integerOf(length) ?? canonical.length) });
    },
    EXEC_DDL_STATEMENT: async (call, [text]) => {
      await call.statements.run(parseStatement(textOf(text) ?? ''), [], []);
      return undefined;
    },
    COMPILE_SCHEMA: compileSchema,
    DB_VERSION: () => outputs({ 0: VERSION, 1: VERSION }),
    CURRENT_INSTANCE: () => returns(1),
    IS_CLUSTER_DATABASE: () => returns(false),
    PORT_STRING: () => returns('x86_64/Linux 2.4.xx'),
  },
};
