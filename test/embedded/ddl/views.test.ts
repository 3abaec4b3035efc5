import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestDatabase, type TestSession } from './test-database.ts';

let database: TestDatabase;
let app: TestSession;
beforeAll(async () => {
  database = await TestDatabase.start();
  app = await database.session('APP');
  await app.ddl(
    'CREATE TABLE emp (id NUMBER(5) NOT NULL, name VARCHAR2(20), hired DATE)',
    'CREATE TABLE dept (dept_id NUMBER, title VARCHAR2(10 CHAR))',
  );
  await app.dml(`INSERT INTO emp (id, name, hired) VALUES (1, 'Ann', DATE '2024-02-29')`);
  await app.dml(`INSERT INTO dept VALUES (1, 'Sales')`);
  await app.sql.commit();
});
afterAll(() => database.stop());

describe('views', () => {
  it('have the columns of their query', async () => {
    await app.ddl(
      `CREATE VIEW v_emp (nr, label, n) AS SELECT id, name || '!', COUNT(*) OVER () FROM emp WITH READ ONLY`,
    );
    expect(await app.query('SELECT * FROM v_emp')).toEqual([['1', 'Ann!', '1']]);
    const columns = ['COLUMN_NAME', 'DATA_TYPE', 'DATA_PRECISION', 'NULLABLE'];
    expect(
      (await app.view('USER_TAB_COLUMNS', columns, { TABLE_NAME: 'V_EMP' })).map((row) =>
        Object.values(row).slice(0, 2),
      ),
    ).toEqual([
      ['NR', 'NUMBER'],
      ['LABEL', 'VARCHAR2'],
      ['N', 'NUMBER'],
    ]);
    expect(await app.view('USER_VIEWS', ['VIEW_NAME', 'READ_ONLY'])).toEqual([{ VIEW_NAME: 'V_EMP', READ_ONLY: 'Y' }]);
  });

  it('keep the columns that a star meant when they were made', async () => {
    await app.ddl('CREATE VIEW v_star AS SELECT e.*, d.title FROM emp e JOIN dept d ON d.dept_id = e.id');
    expect(await app.view('USER_VIEWS', ['TEXT'], { VIEW_NAME: 'V_STAR' })).toEqual([
      { TEXT: 'SELECT e."ID",e."NAME",e."HIRED", d.title FROM emp e JOIN dept d ON d.dept_id = e.id' },
    ]);
    await app.ddl(
      'CREATE VIEW v_all AS SELECT * FROM emp UNION ALL SELECT * FROM emp',
      'ALTER TABLE emp ADD extra NUMBER',
    );
    expect(await app.query('SELECT * FROM v_star')).toEqual([['1', 'Ann', '2024-02-29 00:00:00', 'Sales']]);
    expect(await app.query('SELECT COUNT(*) FROM v_all')).toEqual([['2']]);
    expect(database.catalog.findObject('APP', 'V_STAR')?.status).toBe('INVALID');
    await app.ddl('ALTER VIEW v_star COMPILE');
    expect(database.catalog.findObject('APP', 'V_STAR')?.status).toBe('VALID');
  });

  it('refuse what Oracle refuses', async () => {
    const failures: [string, string][] = [
      ['CREATE VIEW emp AS SELECT 1 a FROM dual', 'ORA-00955: name is already used by an existing object'],
      ['CREATE VIEW v AS SELECT nothing FROM emp', 'ORA-00904: "NOTHING": invalid identifier'],
      ['CREATE VIEW v AS SELECT 1 FROM nowhere', 'ORA-00942: table or view does not exist'],
      ['CREATE VIEW v AS SELECT id + 1 FROM emp', 'ORA-00998: must name this expression with a column alias'],
      ['CREATE VIEW v AS SELECT id, id FROM emp', 'ORA-00957: duplicate column name'],
      ['CREATE VIEW v (a, b) AS SELECT id FROM emp', 'ORA-01730: invalid number of column names specified'],
      ['DROP VIEW emp', 'ORA-00942: table or view does not exist'],
      ['DROP TABLE v_emp', 'ORA-00942: table or view does not exist'],
    ];
    for (const [sql, message] of failures) expect(await app.failure(sql), sql).toBe(message);
  });

  it('made with FORCE may be wrong', async () => {
    await app.ddl('CREATE FORCE VIEW v_later AS SELECT a FROM made_later');
    expect(database.catalog.findObject('APP', 'V_LATER')?.status).toBe('INVALID');
    await app.ddl('CREATE TABLE made_later (a NUMBER)', 'ALTER VIEW v_later COMPILE');
    expect(await app.query('SELECT * FROM v_later')).toEqual([]);
    await app.ddl('DROP VIEW v_later');
  });
});

describe('CREATE TABLE AS', () => {
  it('takes columns and rows from the query', async () => {
    await app.ddl(`CREATE TABLE copied AS SELECT id, name, hired, id * 1.5 AS more, 'x' AS letter FROM emp`);
    expect(await app.query('SELECT * FROM copied')).toEqual([['1', 'Ann', '2024-02-29 00:00:00', '1.5', 'x']]);
    const columns = ['COLUMN_NAME', 'DATA_TYPE', 'DATA_LENGTH', 'DATA_PRECISION', 'NULLABLE'];
    expect(
      (await app.view('USER_TAB_COLUMNS', columns, { TABLE_NAME: 'COPIED' })).map((row) =>
        Object.values(row).join(' '),
      ),
    ).toEqual([
      'ID NUMBER 22 5 N',
      'NAME VARCHAR2 20  Y',
      'HIRED DATE 7  Y',
      'MORE NUMBER 22  Y',
      expect.stringMatching(/^LETTER (CHAR|VARCHAR2) 1/),
    ]);
    await app.ddl('CREATE TABLE named (a, b PRIMARY KEY) AS SELECT name, id FROM emp');
    expect(await app.query('SELECT a, b FROM named')).toEqual([['Ann', '1']]);
  });

  it('leaves nothing where the query fails', async () => {
    expect(await app.failure('CREATE TABLE broken AS SELECT 1 / (id - 1) q FROM emp')).toBe(
      'ORA-01476: divisor is equal to zero',
    );
    expect(database.catalog.findObject('APP', 'BROKEN')).toBeUndefined();
    expect(await app.failure('CREATE TABLE broken AS SELECT NULL n FROM dual')).toBe(
      'ORA-01723: zero-length columns are not allowed',
    );
    expect(await app.failure('CREATE TABLE broken AS SELECT id + 1 FROM emp')).toBe(
      'ORA-00998: must name this expression with a column alias',
    );
    expect(await app.failure('CREATE TABLE broken (a NUMBER) AS SELECT id FROM emp')).toBe(
      'ORA-01773: may not specify column datatypes in this CREATE TABLE',
    );
  });
});

describe('columns', () => {
  it('have defaults, which must make sense', async () => {
    await app.ddl(
      'CREATE SEQUENCE counter',
      `CREATE TABLE defaults (id NUMBER, a VARCHAR2(10) DEFAULT 'x' || 'y', b DATE DEFAULT SYSDATE, c NUMBER DEFAULT ON NULL 5, d NUMBER DEFAULT counter.NEXTVAL)`,
    );
    await app.dml('INSERT INTO defaults (id, c) VALUES (1, NULL)');
    expect(await app.query('SELECT a, c, d FROM defaults WHERE b <= SYSDATE')).toEqual([['xy', '5', '1']]);
    expect(await app.failure('CREATE TABLE t (a NUMBER, b NUMBER DEFAULT a)')).toBe(
      'ORA-00984: column not allowed here',
    );
    await app.ddl(
      `ALTER TABLE defaults ADD (e DATE DEFAULT DATE '2024-01-31' + 1, f NUMBER DEFAULT counter.NEXTVAL NOT NULL, g VARCHAR2(3) DEFAULT '1' NOT NULL, h CLOB DEFAULT 'long')`,
    );
    expect(await app.query('SELECT e, f, g, h FROM defaults')).toEqual([['2024-02-01 00:00:00', '2', '1', 'long']]);
    await app.ddl('ALTER TABLE defaults MODIFY a DEFAULT NULL');
    await app.dml('INSERT INTO defaults (id) VALUES (2)');
    expect(await app.query('SELECT a FROM defaults WHERE id = 2')).toEqual([[null]]);
    await app.sql.rollback();
  });

  it('may be virtual', async () => {
    await app.ddl(
      `CREATE TABLE computed (twice AS (a * 2), a NUMBER, label VARCHAR2(10) GENERATED ALWAYS AS (UPPER(t)) VIRTUAL, t VARCHAR2(10))`,
    );
    await app.dml(`INSERT INTO computed (a, t) VALUES (4, 'abc')`);
    expect(await app.query('SELECT twice, a, label FROM computed')).toEqual([['8', '4', 'ABC']]);
    await app.sql.commit();
    await app.ddl('ALTER TABLE computed ADD thrice AS (a * 3)', 'CREATE INDEX computed_ix ON computed (label)');
    expect(await app.query('SELECT thrice FROM computed')).toEqual([['12']]);
    expect(await app.failure('ALTER TABLE computed DROP COLUMN a')).toBe(
      'ORA-54031: column to be dropped is used in a virtual column expression',
    );
    expect(
      (await app.view('USER_TAB_COLS', ['COLUMN_NAME', 'VIRTUAL_COLUMN'], { TABLE_NAME: 'COMPUTED' })).map((row) =>
        Object.values(row).join(' '),
      ),
    ).toEqual(['TWICE YES', 'A NO', 'LABEL YES', 'T NO', 'THRICE YES']);
  });

  it('may be checked for JSON', async () => {
    await app.ddl('CREATE TABLE documents (doc CLOB CONSTRAINT documents_ck CHECK (doc IS JSON))');
    expect(database.catalog.table('APP', 'DOCUMENTS')?.columns[0]?.isJson).toBe(true);
    await app.dml(`INSERT INTO documents VALUES ('{"a": 1}')`);
    await expect(app.dml(`INSERT INTO documents VALUES ('{')`)).rejects.toThrow(
      'ORA-02290: check constraint (APP.DOCUMENTS_CK) violated',
    );
    await app.sql.rollback();
  });
});

describe('global temporary tables', () => {
  it('have rows for their session only', async () => {
    await app.ddl(
      'CREATE GLOBAL TEMPORARY TABLE gtt_delete (a NUMBER PRIMARY KEY, b VARCHAR2(3)) ON COMMIT DELETE ROWS',
      'CREATE GLOBAL TEMPORARY TABLE gtt_keep (a NUMBER) ON COMMIT PRESERVE ROWS',
    );
    const other = await database.session('APP');
    await app.dml(`INSERT INTO gtt_delete VALUES (1, 'x')`);
    await app.dml('INSERT INTO gtt_keep VALUES (1)');
    expect(await app.query('SELECT a FROM gtt_delete')).toEqual([['1']]);
    await expect(app.dml(`INSERT INTO gtt_delete VALUES (1, 'y')`)).rejects.toThrow(
      'ORA-00001: unique constraint (APP.SYS_C00',
    );
    await expect(app.dml(`INSERT INTO gtt_delete VALUES (2, 'long')`)).rejects.toThrow(
      'ORA-12899: value too large for column "APP"."GTT_DELETE"."B"',
    );
    await app.sql.commit();
    expect(await app.query('SELECT a FROM gtt_delete')).toEqual([]);
    expect(await app.query('SELECT a FROM gtt_keep')).toEqual([['1']]);
    expect(await other.query('SELECT a FROM gtt_keep')).toEqual([]);
    await app.ddl('TRUNCATE TABLE gtt_keep');
    expect(await app.query('SELECT a FROM gtt_keep')).toEqual([]);
    expect(await app.view('USER_TABLES', ['TABLE_NAME', 'TEMPORARY', 'DURATION'], { TEMPORARY: 'Y' })).toEqual([
      { TABLE_NAME: 'GTT_DELETE', TEMPORARY: 'Y', DURATION: 'SYS$TRANSACTION' },
      { TABLE_NAME: 'GTT_KEEP', TEMPORARY: 'Y', DURATION: 'SYS$SESSION' },
    ]);
    await app.ddl('ALTER TABLE gtt_keep ADD c NUMBER DEFAULT 3');
    await app.dml('INSERT INTO gtt_keep (a) VALUES (5)');
    expect(await app.query('SELECT a, c FROM gtt_keep')).toEqual([['5', '3']]);
    await app.ddl('DROP TABLE gtt_keep');
    expect(await app.failure('DROP TABLE gtt_keep')).toBe('ORA-00942: table or view does not exist');
  });
});
