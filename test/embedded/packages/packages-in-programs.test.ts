import oracledb from 'oracledb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

let embedded: EmbeddedOracle;
let connection: oracledb.Connection;

beforeAll(async () => {
  embedded = await startEmbeddedOracle({ firstScripts: [] });
  connection = await oracledb.getConnection(embedded);
  await connection.execute('BEGIN DBMS_OUTPUT.ENABLE(NULL); END;');
  await connection.execute('CREATE TABLE items (id NUMBER, name VARCHAR2(20), made DATE)');
  await connection.execute('CREATE TABLE documents (id NUMBER, body CLOB, image BLOB)');
});
afterAll(async () => {
  await connection?.close();
  await embedded?.stop();
});

/** Runs a block; gives the lines that it printed. */
async function printed(block: string): Promise<(string | null)[]> {
  await connection.execute(block);
  const lines: (string | null)[] = [];
  for (;;) {
    const { outBinds } = await connection.execute<{ line: string | null; status: number }>(
      'BEGIN DBMS_OUTPUT.GET_LINE(:line, :status); END;',
      {
        line: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 32_767 },
        status: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
      },
    );
    if (outBinds?.status !== 0) return lines;
    lines.push(outBinds.line);
  }
}

describe('DBMS_SQL', () => {
  it('runs DML with RETURNING again and again', async () => {
    const lines = await printed(`DECLARE
        c INTEGER := DBMS_SQL.OPEN_CURSOR; n INTEGER; id NUMBER;
      BEGIN
        DBMS_SQL.PARSE(c, 'INSERT INTO items VALUES (:id, :name, :made) RETURNING id INTO :out', DBMS_SQL.NATIVE);
        FOR i IN 1 .. 3 LOOP
          DBMS_SQL.BIND_VARIABLE(c, ':id', i);
          DBMS_SQL.BIND_VARIABLE(c, 'name', 'n' || i);
          DBMS_SQL.BIND_VARIABLE(c, 'made', DATE '2024-01-01' + i);
          n := DBMS_SQL.EXECUTE(c);
          DBMS_SQL.VARIABLE_VALUE(c, 'out', id);
          DBMS_OUTPUT.PUT_LINE(n || ' ' || id);
        END LOOP;
        DBMS_SQL.CLOSE_CURSOR(c);
        IF c IS NULL THEN DBMS_OUTPUT.PUT_LINE('closed'); END IF;
      END;`);
    expect(lines).toEqual(['1 1', '1 2', '1 3', 'closed']);
  });

  it('describes and fetches queries', async () => {
    const lines = await printed(`DECLARE
        c INTEGER := DBMS_SQL.OPEN_CURSOR; n INTEGER; columns DBMS_SQL.DESC_TAB;
        id NUMBER; name VARCHAR2(20); made DATE; rc SYS_REFCURSOR;
      BEGIN
        DBMS_SQL.PARSE(c, 'SELECT id, name, made FROM items WHERE id > :low ORDER BY id', DBMS_SQL.NATIVE);
        DBMS_SQL.DESCRIBE_COLUMNS(c, n, columns);
        FOR i IN 1 .. n LOOP
          DBMS_OUTPUT.PUT_LINE(columns(i).col_name || ' ' || columns(i).col_type || ' ' || columns(i).col_max_len);
        END LOOP;
        DBMS_SQL.BIND_VARIABLE(c, 'low', 1);
        DBMS_SQL.DEFINE_COLUMN(c, 1, id);
        DBMS_SQL.DEFINE_COLUMN(c, 2, name, 20);
        DBMS_SQL.DEFINE_COLUMN(c, 3, made);
        n := DBMS_SQL.EXECUTE(c);
        WHILE DBMS_SQL.FETCH_ROWS(c) > 0 LOOP
          DBMS_SQL.COLUMN_VALUE(c, 1, id);
          DBMS_SQL.COLUMN_VALUE(c, 2, name);
          DBMS_SQL.COLUMN_VALUE(c, 3, made);
          DBMS_OUTPUT.PUT_LINE(id || ' ' || name || ' ' || TO_CHAR(made, 'YYYY-MM-DD') || ' ' || DBMS_SQL.LAST_ROW_COUNT);
        END LOOP;
        n := DBMS_SQL.EXECUTE(c);
        rc := DBMS_SQL.TO_REFCURSOR(c);
        FETCH rc INTO id, name, made;
        DBMS_OUTPUT.PUT_LINE(name);
        CLOSE rc;
      END;`);
    expect(lines).toEqual(['ID 2 22', 'NAME 1 20', 'MADE 12 7', '2 n2 2024-01-03 1', '3 n3 2024-01-04 2', 'n2']);
  });

  it('runs blocks and DDL, and reports errors with their place', async () => {
    const lines = await printed(`DECLARE
        c INTEGER := DBMS_SQL.OPEN_CURSOR; n INTEGER; v VARCHAR2(20);
      BEGIN
        DBMS_SQL.PARSE(c, 'BEGIN :r := UPPER(:i); END;', DBMS_SQL.NATIVE);
        DBMS_SQL.BIND_VARIABLE(c, 'i', 'abc');
        DBMS_SQL.BIND_VARIABLE(c, 'r', v, 20);
        n := DBMS_SQL.EXECUTE(c);
        DBMS_SQL.VARIABLE_VALUE(c, 'r', v);
        DBMS_OUTPUT.PUT_LINE(v);
        DBMS_SQL.PARSE(c, 'CREATE TABLE made_by_parse (x NUMBER)', DBMS_SQL.NATIVE);
        DBMS_SQL.PARSE(c, 'DROP TABLE made_by_parse', DBMS_SQL.NATIVE);
        DBMS_SQL.PARSE(c, 'SELECT * FROM nowhere', DBMS_SQL.NATIVE);
      EXCEPTION
        WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLERRM || ' ' || DBMS_SQL.LAST_ERROR_POSITION);
      END;`);
    expect(lines).toEqual(['ABC', 'ORA-00942: table or view does not exist 14']);
  });

  it('refuses what was not bound, defined or opened', async () => {
    const attempt = (steps: string) =>
      printed(`DECLARE
          c INTEGER := DBMS_SQL.OPEN_CURSOR; n INTEGER; v VARCHAR2(20);
        BEGIN
          DBMS_SQL.PARSE(c, 'SELECT name FROM items WHERE id = :id', DBMS_SQL.NATIVE);
          ${steps}
        EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
        END;`);
    expect(await attempt('n := DBMS_SQL.EXECUTE(c);')).toEqual(['ORA-01008: not all variables bound']);
    expect(await attempt("DBMS_SQL.BIND_VARIABLE(c, 'x', 1);")).toEqual(['ORA-01006: bind variable does not exist']);
    expect(await attempt('DBMS_SQL.DEFINE_COLUMN(c, 2, v, 20);')).toEqual(['ORA-01007: variable not in select list']);
    expect(await attempt('n := DBMS_SQL.FETCH_ROWS(c);')).toEqual(['ORA-01002: fetch out of sequence']);
    expect(await attempt('n := DBMS_SQL.EXECUTE(c + 100);')).toEqual(['ORA-29471: DBMS_SQL access denied']);
  });
});

describe('DBMS_LOB', () => {
  it('writes through to the row', async () => {
    const lines = await printed(`DECLARE
        c CLOB; b BLOB; amount INTEGER := 3; piece VARCHAR2(100);
      BEGIN
        INSERT INTO documents VALUES (1, EMPTY_CLOB(), EMPTY_BLOB()) RETURNING body, image INTO c, b;
        FOR i IN 1 .. 3 LOOP DBMS_LOB.WRITEAPPEND(c, 4, 'abc' || i); END LOOP;
        DBMS_LOB.WRITE(b, 2, 1, HEXTORAW('CAFE'));
        FOR r IN (SELECT * FROM documents) LOOP
          DBMS_OUTPUT.PUT_LINE(r.body || ' ' || RAWTOHEX(DBMS_LOB.SUBSTR(r.image, 10, 1)));
        END LOOP;
        SELECT body INTO c FROM documents WHERE id = 1 FOR UPDATE;
        DBMS_LOB.TRIM(c, 4);
        DBMS_LOB.READ(c, amount, 2, piece);
        DBMS_OUTPUT.PUT_LINE(piece || amount);
        FOR r IN (SELECT * FROM documents) LOOP DBMS_OUTPUT.PUT_LINE(r.body); END LOOP;
        ROLLBACK;
      END;`);
    expect(lines).toEqual(['abc1abc2abc3 CAFE', 'bc13', 'abc1']);
  });

  it('leaves rows alone when the LOB is temporary', async () => {
    const lines = await printed(`DECLARE
        a CLOB := 'one'; b CLOB;
      BEGIN
        b := a;
        DBMS_LOB.APPEND(b, ' two');
        DBMS_OUTPUT.PUT_LINE(a || '|' || b);
        DBMS_LOB.CREATETEMPORARY(b, TRUE);
        DBMS_OUTPUT.PUT_LINE(DBMS_LOB.GETLENGTH(b) || ' ' || DBMS_LOB.ISTEMPORARY(b));
      END;`);
    expect(lines).toEqual(['one|one two', '0 1']);
  });
});

describe('other packages', () => {
  it('hold locks from one call to the next', async () => {
    const other = await oracledb.getConnection(embedded);
    const request = async (session: oracledb.Connection) => {
      const { outBinds } = await session.execute<{ status: number }>(
        `DECLARE h VARCHAR2(128); BEGIN
           DBMS_LOCK.ALLOCATE_UNIQUE('one at a time', h);
           :status := DBMS_LOCK.REQUEST(h, timeout => 0);
         END;`,
        { status: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER } },
      );
      return outBinds?.status;
    };
    expect(await request(connection)).toBe(0);
    expect(await request(other)).toBe(1);
    await connection.execute(`DECLARE h VARCHAR2(128); n INTEGER; BEGIN
        DBMS_LOCK.ALLOCATE_UNIQUE('one at a time', h); n := DBMS_LOCK.RELEASE(h); END;`);
    expect(await request(other)).toBe(0);
    await other.close();
    // The lock goes with its session.
    expect(await request(connection)).toBe(0);
  });

  it('can be broken off while they sleep', async () => {
    const sleeping = connection.execute('BEGIN DBMS_SESSION.SLEEP(600); END;');
    const broken = expect(sleeping).rejects.toThrow('ORA-01013');
    await connection.break();
    await broken;
  });

  it('control transactions', async () => {
    const lines = await printed(`BEGIN
        DELETE FROM items;
        DBMS_TRANSACTION.ROLLBACK;
        INSERT INTO items (id) VALUES (10);
        IF DBMS_TRANSACTION.LOCAL_TRANSACTION_ID IS NOT NULL THEN DBMS_OUTPUT.PUT_LINE('active'); END IF;
        DBMS_TRANSACTION.SAVEPOINT('before');
        DELETE FROM items;
        DBMS_TRANSACTION.ROLLBACK_SAVEPOINT('before');
        DBMS_TRANSACTION.COMMIT;
        DBMS_OUTPUT.PUT_LINE(NVL(DBMS_TRANSACTION.LOCAL_TRANSACTION_ID, 'none'));
        FOR r IN (SELECT COUNT(*) AS n FROM items WHERE id = 10) LOOP DBMS_OUTPUT.PUT_LINE(r.n); END LOOP;
        DELETE FROM items WHERE id = 10;
        COMMIT;
      END;`);
    expect(lines).toEqual(['active', 'none', '1']);
  });

  it('change the session and the schema', async () => {
    const lines = await printed(`BEGIN
        DBMS_SESSION.SET_NLS('NLS_DATE_FORMAT', '''YYYY-MM-DD''');
        DBMS_OUTPUT.PUT_LINE(DATE '2024-05-06');
        DBMS_SESSION.SET_NLS('NLS_DATE_FORMAT', '''DD-MON-RR''');
        DBMS_UTILITY.EXEC_DDL_STATEMENT('CREATE TABLE made_by_package (x NUMBER)');
        DBMS_UTILITY.EXEC_DDL_STATEMENT('DROP TABLE made_by_package');
      END;`);
    expect(lines).toEqual(['2024-05-06']);
    await connection.execute('CREATE PROCEDURE half AS BEGIN missing; END;');
    const statusOf = async () => {
      const { rows } = await connection.execute(`SELECT status FROM user_objects WHERE object_name = 'HALF'`);
      return rows?.[0];
    };
    expect(await statusOf()).toEqual(['INVALID']);
    await connection.execute('CREATE PROCEDURE missing AS BEGIN NULL; END;');
    await connection.execute(`BEGIN DBMS_UTILITY.COMPILE_SCHEMA('APP', compile_all => FALSE); END;`);
    expect(await statusOf()).toEqual(['VALID']);
  });

  it('check names against the dictionary', async () => {
    const lines = await printed(`BEGIN
        DBMS_OUTPUT.PUT_LINE(DBMS_ASSERT.SQL_OBJECT_NAME('items') || ' ' || DBMS_ASSERT.SCHEMA_NAME('APP'));
        DBMS_OUTPUT.PUT_LINE(DBMS_ASSERT.SQL_OBJECT_NAME('nowhere'));
      EXCEPTION WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE(SQLERRM);
      END;`);
    expect(lines).toEqual(['items APP', 'ORA-44002: invalid object name']);
  });

  it('show long operations and contexts to SQL', async () => {
    await connection.execute(`DECLARE r BINARY_INTEGER := DBMS_APPLICATION_INFO.SET_SESSION_LONGOPS_NOHINT; s BINARY_INTEGER; BEGIN
        DBMS_APPLICATION_INFO.SET_SESSION_LONGOPS(r, s, 'copy', sofar => 3, totalwork => 12, units => 'rows');
        DBMS_SESSION.SET_CONTEXT('MY_CONTEXT', 'KEY', 'value');
      END;`);
    const { rows } = await connection.execute(
      `SELECT opname, sofar, totalwork, units, SYS_CONTEXT('MY_CONTEXT', 'KEY') FROM v$session_longops`,
    );
    expect(rows).toEqual([['copy', 3, 12, 'rows', 'value']]);
  });
});
