import oracledb, { type Connection } from 'oracledb';
import { formatRows } from './format-rows.ts';

type Print = (line: string) => void;

/** Prints and empties the buffer of DBMS_OUTPUT. */
export async function printOutput(connection: Connection, print: Print): Promise<void> {
  for (;;) {
    const { outBinds } = await connection.execute<{ lines: (string | null)[]; count: number }>(
      'DECLARE n INTEGER := 200; BEGIN DBMS_OUTPUT.GET_LINES(:lines, n); :count := n; END;',
      {
        lines: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 32767, maxArraySize: 200 },
        count: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
      },
    );
    const count = outBinds?.count ?? 0;
    for (const line of (outBinds?.lines ?? []).slice(0, count)) print(line ?? '');
    if (count < 200) return;
  }
}

const UNIT =
  /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:NON)?EDITIONABLE\s+)?(PACKAGE\s+BODY|TYPE\s+BODY|PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)\s+(?:"?\w+"?\s*\.\s*)?("[^"]+"|[\w$#]+)/i;

/** `SHOW ERRORS [type [schema.]name]`: of the unit named, or of the one created last. */
export async function showErrors(
  connection: Connection,
  rest: string,
  lastStatement: string | undefined,
  print: Print,
): Promise<void> {
  const named = /^ERR\w*\s+(.+?)\s+(?:"?\w+"?\.)?("[^"]+"|[\w$#]+)\s*;?$/i.exec(rest);
  const match = named ?? UNIT.exec(lastStatement ?? '');
  if (match === null) return print('No errors.');
  const type = (match[1] ?? '').toUpperCase().replace(/\s+/g, ' ');
  const name = folded(match[2] ?? '');
  const { rows = [] } = await connection.execute<[number, number, string]>(
    'SELECT line, position, text FROM user_errors WHERE type = :1 AND name = :2 ORDER BY sequence',
    [type, name],
  );
  if (rows.length === 0) return print('No errors.');
  print(`Errors for ${type} ${name}:`);
  print('');
  for (const [line, position, text] of rows) print(`${`${line}/${position}`.padEnd(8)} ${text}`);
}

/** `DESC [schema.]object`; false where there is none. */
export async function describeObject(connection: Connection, rest: string, print: Print): Promise<boolean> {
  const name = folded(rest.split('.').at(-1)?.trim() ?? '');
  const { rows = [] } = await connection.execute<[string, string, string, number, number | null, number | null]>(
    `SELECT column_name, nullable, data_type, data_length, data_precision, data_scale
     FROM all_tab_columns WHERE table_name = :1 ORDER BY owner, column_id`,
    [name],
  );
  if (rows.length > 0) {
    const cells = rows.map(([column, nullable, type, length, precision, scale]) => [
      column,
      nullable === 'N' ? 'NOT NULL' : '',
      typeText(type, length, precision, scale),
    ]);
    printTable(['Name', 'Null?', 'Type'], cells, print);
    return true;
  }
  const found = await connection.execute<[string, string, string]>(
    `SELECT NVL(argument_name, '(result)'), NVL(data_type, ' '), in_out
     FROM user_arguments WHERE object_name = :1 ORDER BY sequence`,
    [name],
  );
  if (found.rows === undefined || found.rows.length === 0) {
    print(`ERROR: object ${name} does not exist`);
    return false;
  }
  printTable(['Argument Name', 'Type', 'In/Out'], found.rows, print);
  return true;
}

function printTable(headings: string[], rows: string[][], print: Print): void {
  const columns = headings.map((name) => ({ name, isNumeric: false }));
  for (const line of formatRows(columns, rows, { heading: true, lineSize: 200, nullText: '' })) print(line);
}

function typeText(type: string, length: number, precision: number | null, scale: number | null): string {
  if (/CHAR|RAW/.test(type)) return `${type}(${length})`;
  if (type !== 'NUMBER' || precision === null) return type;
  return scale === null || scale === 0 ? `NUMBER(${precision})` : `NUMBER(${precision},${scale})`;
}

function folded(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1) : name.toUpperCase();
}
