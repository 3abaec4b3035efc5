import { beforeEach, expect, test } from 'vitest';
import type { BindDescription, BindValue } from '../../../embedded/session/database-session.ts';
import { parseStatement } from '../../../embedded/syntax/parse.ts';
import type { DataType } from '../../../embedded/types/data-type.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { CursorHandle, Lob } from '../../../embedded/types/values.ts';
import { ProgramSession } from './program.ts';

const NUMBER = bind({ kind: 'NUMBER' });
const TEXT = bind({ kind: 'VARCHAR2', unit: 'BYTE', length: 20 });
const BOOLEAN = bind({ kind: 'BOOLEAN' });
const NUMBERS: BindDescription = { ...NUMBER, isArray: true, maxElements: 3 };

function bind(type: DataType): BindDescription {
  return { type, maxSize: 20, isArray: false, maxElements: 0 };
}
const n = (value: number) => new Decimal(value);

let session: ProgramSession;

beforeEach(async () => {
  session = new ProgramSession();
  await session.run(`
CREATE PACKAGE p AS
  TYPE list IS TABLE OF NUMBER INDEX BY PLS_INTEGER;
  PROCEDURE q(a IN NUMBER, b OUT VARCHAR2, c IN OUT NUMBER);
  PROCEDURE double_all(x IN list, y OUT list, z IN OUT list);
  FUNCTION f(x NUMBER) RETURN NUMBER;
  FUNCTION negate(x BOOLEAN) RETURN BOOLEAN;
END;
/
CREATE PACKAGE BODY p AS
  PROCEDURE q(a IN NUMBER, b OUT VARCHAR2, c IN OUT NUMBER) IS BEGIN b := 'b' || a; c := c + 1; END;
  PROCEDURE double_all(x IN list, y OUT list, z IN OUT list) IS
  BEGIN
    FOR i IN 1..x.COUNT LOOP y(i * 10) := x(i) * 2; z(i) := NVL(z(i), 0) + 1; END LOOP;
  END;
  FUNCTION f(x NUMBER) RETURN NUMBER IS BEGIN RETURN x * 2; END;
  FUNCTION negate(x BOOLEAN) RETURN BOOLEAN IS BEGIN RETURN NOT x; END;
END;
/`);
});

async function block(text: string, binds: BindDescription[], values: (BindValue | undefined)[]) {
  const { directions, outBinds } = await session.plsql.runBlock(parseStatement(text), binds, values);
  return {
    directions: directions.join(),
    out: outBinds.map((value) => (value instanceof Decimal ? Number(value) : value)),
  };
}

test('directions come from the parameters, whatever a run does', async () => {
  expect(await block('BEGIN p.q(:a, :b, :c); END;', [NUMBER, TEXT, NUMBER], [n(1), null, n(5)])).toEqual({
    directions: 'IN,OUT,IN OUT',
    out: [undefined, 'b1', 6],
  });
  expect(await block('BEGIN IF FALSE THEN :a := 1; END IF; END;', [NUMBER], [null])).toEqual({
    directions: 'OUT',
    out: [null],
  });
});

test('directions of assignments, expressions and repeated names', async () => {
  expect(await block('BEGIN :r := p.f(:x) + :x; END;', [NUMBER, NUMBER], [null, n(5)])).toEqual({
    directions: 'OUT,IN',
    out: [15, undefined],
  });
  expect(await block("BEGIN :s := :s || 'x'; END;", [TEXT], ['ab'])).toEqual({ directions: 'IN OUT', out: ['abx'] });
});

test('CALL with and without INTO', async () => {
  expect(await block('CALL p.q(:1, :2, :3)', [NUMBER, TEXT, NUMBER], [n(1), null, n(5)])).toEqual({
    directions: 'IN,OUT,IN OUT',
    out: [undefined, 'b1', 6],
  });
  expect(await block('CALL p.f(:x) INTO :r', [NUMBER, NUMBER], [n(4), null])).toEqual({
    directions: 'IN,OUT',
    out: [undefined, 8],
  });
});

test('arrays go in and come out without gaps', async () => {
  const result = await session.plsql.runBlock(
    parseStatement('BEGIN p.double_all(:x, :y, :z); END;'),
    [NUMBERS, NUMBERS, NUMBERS],
    [[n(1), n(2)], null, [n(5), null]],
  );
  expect(result.directions).toEqual(['IN', 'OUT', 'IN OUT']);
  expect(result.outBinds.map((array) => (Array.isArray(array) ? array.map(Number) : array))).toEqual([
    undefined,
    [2, 4],
    [6, 1],
  ]);
});

test('an array that does not fit the client', async () => {
  const run = session.plsql.runBlock(
    parseStatement('DECLARE l p.list; BEGIN FOR i IN 1..4 LOOP l(i) := i; END LOOP; p.double_all(l, :y, l); END;'),
    [NUMBERS],
    [null],
  );
  await expect(run).rejects.toThrow('ORA-06513');
});

test('BOOLEAN, CLOB and cursor binds', async () => {
  expect(await block('BEGIN :b := p.negate(:a); END;', [BOOLEAN, BOOLEAN], [null, true])).toEqual({
    directions: 'OUT,IN',
    out: [false, undefined],
  });
  const clob = await block("BEGIN :c := :c || 'more'; END;", [bind({ kind: 'CLOB' })], [new Lob('CLOB', 'some ')]);
  expect(clob.out[0]).toMatchObject({ content: 'some more' });
  const cursor = await block(
    'DECLARE c SYS_REFCURSOR; BEGIN :rc := c; END;',
    [bind({ kind: 'REF CURSOR' })],
    [new CursorHandle(undefined)],
  );
  expect(cursor.directions).toBe('OUT');
});

test('a text that is longer than the client has room for', async () => {
  await expect(block("BEGIN :s := RPAD('x', 21); END;", [TEXT], [null])).rejects.toThrow(
    'ORA-06502: PL/SQL: numeric or value error: character string buffer too small\nORA-06512: at line 1',
  );
});

test('binds inside nested subprograms and dynamic blocks', async () => {
  const result = await block(
    `DECLARE
       PROCEDURE z IS BEGIN :b := 'in'; END;
     BEGIN
       z;
       EXECUTE IMMEDIATE 'BEGIN :1 := :2 * 2; END;' USING OUT :n, 21;
       EXECUTE IMMEDIATE 'BEGIN p.q(:x, :y, :x); END;' USING IN OUT :n, OUT :b;
     END;`,
    [TEXT, NUMBER],
    [null, null],
  );
  expect(result.out).toEqual(['b42', 43]);
});

test('errors of CALL are those of SQL', async () => {
  await expect(block('CALL nope(1)', [], [])).rejects.toThrow('ORA-06576: not a valid function or procedure name');
  await expect(block('CALL p.q(1)', [], [])).rejects.toThrow(
    "ORA-06553: PLS-306: wrong number or types of arguments in call to 'Q'",
  );
  await expect(block('CALL p.q(1, NULL, NULL)', [], [])).rejects.toThrow(
    'ORA-06577: output parameter not a bind variable',
  );
});

test('a missing bind', async () => {
  await expect(block('BEGIN :a := 1; END;', [], [])).rejects.toThrow('ORA-01008: not all variables bound');
});

test('a failed call rolls back to its start, or to its last commit', async () => {
  session.sql.isTransactionActive = true;
  await expect(block('BEGIN RAISE VALUE_ERROR; END;', [], [])).rejects.toThrow('ORA-06502');
  expect(session.sql.log).toEqual(['commit', 'commit', 'savepoint ora call', 'rollback to ora call']);
  session.sql.log.length = 0;
  await expect(block('BEGIN COMMIT; RAISE VALUE_ERROR; END;', [], [])).rejects.toThrow('ORA-06502');
  expect(session.sql.log).toEqual(['savepoint ora call', 'commit', 'rollback']);
});

test('callProcedure by name', async () => {
  await session.run(
    "CREATE PROCEDURE show(a NUMBER, b VARCHAR2 DEFAULT 'd') IS BEGIN DBMS_OUTPUT.PUT_LINE(a || b); END;",
  );
  await session.plsql.callProcedure(['SHOW'], [n(3)]);
  await session.plsql.callProcedure(['APP', 'SHOW'], [n(3), 'x']);
  expect(session.state.output.lines).toEqual(['3d', '3x']);
  await expect(session.plsql.callProcedure(['NOPE'], [])).rejects.toThrow(
    "PLS-00201: identifier 'NOPE' must be declared",
  );
});
