import { expect, test } from 'vitest';
import { ProgramSession, run } from './program.ts';

function ora6550(...notes: [line: number, column: number, text: string][]): string {
  return notes.map(([line, column, text]) => `ORA-06550: line ${line}, column ${column}:\n${text}`).join('\n');
}
const STATEMENT = 'PL/SQL: Statement ignored';
const ITEM = 'PL/SQL: Item ignored';

test.each<[string, ...[number, number, string][]]>([
  ['BEGIN nope; END;', [1, 7, "PLS-00201: identifier 'NOPE' must be declared"], [1, 7, STATEMENT]],
  ['BEGIN a.b.c(1); END;', [1, 7, "PLS-00201: identifier 'A.B.C' must be declared"], [1, 7, STATEMENT]],
  ['BEGIN DBMS_OUTPUT.NOPE(1); END;', [1, 19, "PLS-00302: component 'NOPE' must be declared"], [1, 7, STATEMENT]],
  [
    'BEGIN DBMS_OUTPUT.PUT_LINE; END;',
    [1, 7, "PLS-00306: wrong number or types of arguments in call to 'PUT_LINE'"],
    [1, 7, STATEMENT],
  ],
  [
    'BEGIN DBMS_OUTPUT.PUT_LINE(b => 1); END;',
    [1, 7, "PLS-00306: wrong number or types of arguments in call to 'PUT_LINE'"],
    [1, 7, STATEMENT],
  ],
  ['DECLARE b BOOLEAN; BEGIN b := 1; END;', [1, 31, 'PLS-00382: expression is of wrong type'], [1, 26, STATEMENT]],
  ['BEGIN IF 1 THEN NULL; END IF; END;', [1, 10, 'PLS-00382: expression is of wrong type'], [1, 7, STATEMENT]],
  [
    'DECLARE c CONSTANT NUMBER := 1; BEGIN c := 2; END;',
    [1, 39, "PLS-00363: expression 'C' cannot be used as an assignment target"],
    [1, 39, STATEMENT],
  ],
  [
    'BEGIN FOR i IN 1..2 LOOP i := 1; END LOOP; END;',
    [1, 26, "PLS-00363: expression 'I' cannot be used as an assignment target"],
    [1, 26, STATEMENT],
  ],
  [
    'DECLARE x NUMBER; x DATE; BEGIN x := NULL; END;',
    [1, 33, "PLS-00371: at most one declaration for 'X' is permitted"],
    [1, 33, STATEMENT],
  ],
  [
    'DECLARE x nope; BEGIN x := 1; END;',
    [1, 11, "PLS-00201: identifier 'NOPE' must be declared"],
    [1, 11, ITEM],
    [1, 23, 'PLS-00320: the declaration of the type of this expression is incomplete or malformed'],
    [1, 23, STATEMENT],
  ],
  [
    'BEGIN RAISE; END;',
    [1, 7, 'PLS-00367: a RAISE statement with no exception name must be inside an exception handler'],
    [1, 7, STATEMENT],
  ],
  [
    'DECLARE n NUMBER; BEGIN n := COUNT(1); n := DECODE(1, 1, 2); END;',
    [1, 30, "PLS-00204: function or pseudo-column 'COUNT' may be used inside a SQL statement only"],
    [1, 25, STATEMENT],
    [1, 45, "PLS-00204: function or pseudo-column 'DECODE' may be used inside a SQL statement only"],
    [1, 40, STATEMENT],
  ],
  [
    'DECLARE TYPE r IS RECORD (a NUMBER); x r; y r; BEGIN IF x = y THEN NULL; END IF; x.b := 1; END;',
    [1, 57, "PLS-00306: wrong number or types of arguments in call to '='"],
    [1, 54, STATEMENT],
    [1, 84, "PLS-00302: component 'B' must be declared"],
    [1, 82, STATEMENT],
  ],
  [
    'BEGIN NULL; EXCEPTION WHEN nope THEN NULL; END;',
    [1, 28, "PLS-00201: identifier 'NOPE' must be declared"],
    [0, 0, 'PL/SQL: Compilation unit analysis terminated'],
  ],
  [
    'DECLARE PROCEDURE p; BEGIN NULL; END;',
    [1, 19, 'PLS-00328: A subprogram body must be defined for the forward declaration of P.'],
  ],
])('%s', async (program, ...notes) => {
  expect(await run(program)).toEqual([ora6550(...notes)]);
});

test('a procedure that does not compile is stored with its errors', async () => {
  const session = new ProgramSession();
  const printed = await session.run(`
CREATE PROCEDURE bad IS
  n NUMBER;
BEGIN
  n := nope;
  :x := 1;
END;
/
BEGIN bad; END;`);
  expect(printed).toEqual([
    [
      '4/3 PL/SQL: Statement ignored',
      "4/8 PLS-00201: identifier 'NOPE' must be declared",
      '5/3 PL/SQL: Statement ignored',
      "5/3 PLS-00049: bad bind variable 'X'",
    ].join('\n'),
    ora6550([1, 7, 'PLS-00905: object APP.BAD is invalid'], [1, 7, STATEMENT]),
  ]);
});

test('a specification and its body must agree', async () => {
  const session = new ProgramSession();
  expect(
    await session.run(`
CREATE PACKAGE p AS
  PROCEDURE q(n NUMBER);
END;
/
CREATE PACKAGE BODY p AS
  PROCEDURE q(n VARCHAR2) IS BEGIN NULL; END;
END;
/
CREATE PACKAGE BODY lonely AS
  PROCEDURE q IS BEGIN NULL; END;
END;`),
  ).toEqual([
    "2/13 PLS-00323: subprogram or cursor 'Q' is declared in a package specification and must be defined in the package body",
    [
      '0/0 PL/SQL: Compilation unit analysis terminated',
      "1/14 PLS-00201: identifier 'LONELY' must be declared",
      "1/14 PLS-00304: cannot compile body of 'LONELY' without its specification",
    ].join('\n'),
  ]);
});

test('what is not done says so', async () => {
  const errors = await run('DECLARE r REF t; BEGIN NULL; END;');
  expect(errors.join('\n')).toContain('ORA-03001: unimplemented feature: REF types');
});
