import { expect, test } from 'vitest';
import { PlsqlException } from '../../../embedded/plsql/runtime/plsql-exception.ts';
import { ProgramSession, run } from './program.ts';

test('predefined, user-defined and numbered exceptions', async () => {
  const printed = await run(`
    DECLARE
      plain EXCEPTION;
      numbered EXCEPTION;
      PRAGMA EXCEPTION_INIT(numbered, -20042);
      n NUMBER := 0;
    BEGIN
      BEGIN n := 1 / n; EXCEPTION WHEN ZERO_DIVIDE THEN DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM); END;
      BEGIN RAISE plain; EXCEPTION WHEN plain THEN DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM); END;
      BEGIN RAISE numbered; EXCEPTION WHEN numbered THEN DBMS_OUTPUT.PUT_LINE(SQLCODE); END;
      BEGIN RAISE_APPLICATION_ERROR(-20042, 'by number'); EXCEPTION WHEN numbered THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;
      BEGIN RAISE NO_DATA_FOUND; EXCEPTION WHEN TOO_MANY_ROWS OR NO_DATA_FOUND THEN DBMS_OUTPUT.PUT_LINE(SQLCODE); END;
      DBMS_OUTPUT.PUT_LINE(SQLCODE || ' ' || SQLERRM);
    END;`);
  expect(printed).toEqual([
    '-1476 ORA-01476: divisor is equal to zero',
    '1 User-Defined Exception',
    '-20042',
    'ORA-20042: by number',
    '100',
    '0 ORA-0000: normal, successful completion',
  ]);
});

test('unhandled exceptions carry the lines that they passed', async () => {
  const printed = await run(`
CREATE PROCEDURE inner_p IS
BEGIN
  RAISE_APPLICATION_ERROR(-20001, 'deep');
END;
/
CREATE PACKAGE pk AS
  PROCEDURE outer_p;
END;
/
CREATE PACKAGE BODY pk AS
  PROCEDURE helper IS
  BEGIN
    inner_p;
  END;
  PROCEDURE outer_p IS
  BEGIN
    NULL;
    helper;
  END;
END;
/
BEGIN

  pk.outer_p;
END;`);
  expect(printed).toEqual([
    [
      'ORA-20001: deep',
      'ORA-06512: at "APP.INNER_P", line 3',
      'ORA-06512: at "APP.PK", line 4',
      'ORA-06512: at "APP.PK", line 9',
      'ORA-06512: at line 3',
    ].join('\n'),
  ]);
});

test('an unhandled user-defined exception', async () => {
  expect(await run('DECLARE e EXCEPTION;\nBEGIN\nRAISE e;\nEND;')).toEqual([
    'ORA-06510: PL/SQL: unhandled user-defined exception\nORA-06512: at line 3',
  ]);
});

test('RAISE keeps the original line below its own', async () => {
  const printed = await run(`BEGIN
  DBMS_OUTPUT.PUT_LINE(1 / 0);
EXCEPTION
  WHEN OTHERS THEN
    RAISE;
END;`);
  expect(printed).toEqual(['ORA-01476: divisor is equal to zero\nORA-06512: at line 5\nORA-06512: at line 2']);
});

test('an exception in a handler stands above the one that was handled', async () => {
  // "Exception Raised in Exception Handler is Not Handled", PL/SQL Language Reference.
  const printed = await run(`
CREATE PROCEDURE print_reciprocal (n NUMBER) IS
BEGIN
  DBMS_OUTPUT.PUT_LINE(1/n);
EXCEPTION
  WHEN ZERO_DIVIDE THEN
    DBMS_OUTPUT.PUT_LINE('Error:');
    DBMS_OUTPUT.PUT_LINE(1/n || ' is undefined');
END;
/
BEGIN
  print_reciprocal(0);
END;`);
  expect(printed).toEqual([
    'Error:',
    [
      'ORA-01476: divisor is equal to zero',
      'ORA-06512: at "APP.PRINT_RECIPROCAL", line 7',
      'ORA-01476: divisor is equal to zero',
      'ORA-06512: at "APP.PRINT_RECIPROCAL", line 3',
      'ORA-06512: at line 2',
    ].join('\n'),
  ]);
});

test('RAISE_APPLICATION_ERROR replaces the stack, or adds to it', async () => {
  const program = (keep: string) => `BEGIN
  RAISE NO_DATA_FOUND;
EXCEPTION
  WHEN OTHERS THEN
    RAISE_APPLICATION_ERROR(-20001, 'no row'${keep});
END;`;
  expect(await run(program(''))).toEqual(['ORA-20001: no row\nORA-06512: at line 5']);
  expect(await run(program(', TRUE'))).toEqual([
    'ORA-20001: no row\nORA-06512: at line 5\nORA-01403: no data found\nORA-06512: at line 2',
  ]);
});

test('RAISE_APPLICATION_ERROR refuses other numbers', async () => {
  expect(await run(`BEGIN RAISE_APPLICATION_ERROR(-21000, 'x'); END;`)).toEqual([
    'ORA-21000: error number argument to raise_application_error of -21000 is out of range\nORA-06512: at line 1',
  ]);
});

test('exceptions of declarations go to the outer block', async () => {
  const printed = await run(`
    BEGIN
      DECLARE n NUMBER(1) := 10;
      BEGIN NULL; EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('never'); END;
    EXCEPTION WHEN VALUE_ERROR THEN DBMS_OUTPUT.PUT_LINE('outer');
    END;`);
  expect(printed).toEqual(['outer']);
});

test('FORMAT_ERROR_BACKTRACE leads to the raise', async () => {
  const printed = await run(`
CREATE PROCEDURE fails IS
BEGIN
  RAISE VALUE_ERROR;
END;
/
BEGIN
  fails;
EXCEPTION WHEN OTHERS THEN
  DBMS_OUTPUT.PUT(DBMS_UTILITY.FORMAT_ERROR_BACKTRACE);
  DBMS_OUTPUT.PUT_LINE(DBMS_UTILITY.FORMAT_ERROR_STACK);
END;`);
  expect(printed.join('\n')).toContain('ORA-06512: at "APP.FAILS", line 3\nORA-06512: at line 2');
  expect(printed.join('\n')).toContain('ORA-06502: PL/SQL: numeric or value error');
});

test('SQLERRM with a number', async () => {
  const printed = await run(`
    BEGIN
      DBMS_OUTPUT.PUT_LINE(SQLERRM(-1403));
      DBMS_OUTPUT.PUT_LINE(SQLERRM(100));
      DBMS_OUTPUT.PUT_LINE(SQLERRM(0));
      DBMS_OUTPUT.PUT_LINE(SQLERRM(1));
      DBMS_OUTPUT.PUT_LINE(SQLERRM(-20500));
      DBMS_OUTPUT.PUT_LINE(SQLERRM(-6502));
    END;`);
  expect(printed).toEqual([
    'ORA-01403: no data found',
    'ORA-01403: no data found',
    'ORA-0000: normal, successful completion',
    'User-Defined Exception',
    'ORA-20500: ',
    'ORA-06502: PL/SQL: numeric or value error',
  ]);
});

test('a function that ends without RETURN', async () => {
  expect(
    await run(`
DECLARE
  FUNCTION f RETURN NUMBER IS BEGIN NULL; END;
BEGIN
  DBMS_OUTPUT.PUT_LINE(f);
END;`),
  ).toEqual(['ORA-06503: PL/SQL: Function returned without value\nORA-06512: at line 2\nORA-06512: at line 4']);
});

test('endless recursion is an error of the program', async () => {
  const printed = await run(`
    DECLARE PROCEDURE p IS BEGIN p; END;
    BEGIN p; EXCEPTION WHEN STORAGE_ERROR THEN DBMS_OUTPUT.PUT_LINE(SQLERRM); END;`);
  expect(printed).toEqual(['ORA-06500: PL/SQL: storage error']);
});

test('a break ends an endless loop and goes through all handlers', async () => {
  const session = new ProgramSession();
  const running = session.run(`
    BEGIN
      LOOP
        BEGIN NULL; EXCEPTION WHEN OTHERS THEN NULL; END;
      END LOOP;
    EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('handled');
    END;`);
  setImmediate(() => session.state.interrupt.request());
  expect(await running).toEqual(['ORA-01013: user requested cancel of current operation']);
});

test('a handler that names ORA-01013 swallows a break, and the program goes on until the next one', async () => {
  const session = new ProgramSession();
  const { interrupt } = session.state;
  const running = session.run(`
    DECLARE
      cancelled EXCEPTION;
      PRAGMA EXCEPTION_INIT(cancelled, -1013);
    BEGIN
      BEGIN
        LOOP NULL; END LOOP;
      EXCEPTION
        WHEN NO_DATA_FOUND OR cancelled THEN DBMS_OUTPUT.PUT_LINE('swallowed ' || SQLCODE);
      END;
      DBMS_OUTPUT.PUT_LINE('goes on');
      LOOP NULL; END LOOP;
    EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('handled');
    END;`);
  setImmediate(() => interrupt.request());
  const { output } = session.state;
  while (output.lines.length < 2) await new Promise((resolve) => setImmediate(resolve));
  interrupt.request();
  expect(await running).toEqual([
    'swallowed -1013',
    'goes on',
    'ORA-01013: user requested cancel of current operation',
  ]);
});

test('a message has the exceptions of thousands of nested handlers', () => {
  let last: PlsqlException | undefined;
  for (let i = 0; i < 30_000; i += 1) {
    last = new PlsqlException(20001, `ORA-20001: ${i}`, {
      previous: last,
      trace: [
        { unit: null, line: 3 },
        { unit: 'S.P', line: i },
      ],
    });
  }
  const lines = last?.fullMessage.split('\n') ?? [];
  expect(lines.slice(0, 3)).toEqual(['ORA-20001: 29999', 'ORA-06512: at line 3', 'ORA-20001: 29998']);
  expect(lines.slice(-2)).toEqual(['ORA-06512: at "S.P", line 29998', 'ORA-06512: at "S.P", line 29999']);
});
