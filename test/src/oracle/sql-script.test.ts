import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../../src/oracle/migrations.ts';
import { splitSqlScript } from '../../../src/oracle/sql-script.ts';

describe('splitSqlScript', () => {
  it('ends SQL at a semicolon and PL/SQL at a slash', () => {
    const script = `-- a comment; with a semicolon
SET DEFINE OFF
PROMPT hola;

CREATE TABLE T (A NUMBER);

CREATE OR REPLACE PROCEDURE P AS
BEGIN
  NULL; -- one
END;
/
BEGIN
  P;
END;
/
COMMIT;
SELECT 1
FROM DUAL
/
`;
    expect(splitSqlScript(script)).toEqual([
      'CREATE TABLE T (A NUMBER)',
      'CREATE OR REPLACE PROCEDURE P AS\nBEGIN\n  NULL; -- one\nEND;',
      'BEGIN\n  P;\nEND;',
      'COMMIT',
      'SELECT 1\nFROM DUAL',
    ]);
  });

  it('leaves semicolons in literals alone', () => {
    expect(splitSqlScript("INSERT INTO T VALUES ('a;\nb');\n")).toEqual(["INSERT INTO T VALUES ('a;\nb')"]);
  });

  it('refuses an unfinished statement and an include', () => {
    expect(() => splitSqlScript('SELECT 1 FROM DUAL')).toThrow('without an end');
    expect(() => splitSqlScript('@@other.sql')).toThrow('includes another');
  });
});

describe('the scripts of sql/', () => {
  it('are numbered without a gap, name their objects and record themselves', async () => {
    const migrations = await readMigrations();
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_script, index) => index + 1));
    for (const { objects, file, statements } of migrations) {
      expect(
        objects.every((name) => /^[A-Z_]+$/.test(name)),
        file,
      ).toBe(true);
      expect(statements.join('\n'), file).toContain(`'${file}'`);
      expect(statements.every((statement) => statement.trim() !== '')).toBe(true);
    }
  });
});
