import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestDatabase, type TestSession } from './test-database.ts';

let database: TestDatabase;
let app: TestSession;
beforeAll(async () => {
  database = await TestDatabase.start();
  app = await database.session('APP');
});
afterAll(() => database.stop());

describe('CREATE TABLE', () => {
  it('makes columns of all types, with lengths that are kept', async () => {
    await app.ddl(`CREATE TABLE all_types (
      a VARCHAR2(3), b VARCHAR2(3 CHAR), c CHAR(2), d NVARCHAR2(5), e NUMBER, f NUMBER(5,2), g NUMBER(*,1), h INTEGER, i FLOAT(63),
      j DATE, k TIMESTAMP, l TIMESTAMP(3) WITH TIME ZONE, m TIMESTAMP WITH LOCAL TIME ZONE, n INTERVAL YEAR TO MONTH,
      o INTERVAL DAY(3) TO SECOND(2), p RAW(4), q CLOB, r BLOB, s BINARY_DOUBLE, t BINARY_FLOAT, u LONG, v ROWID, "lower" NUMBER)`);
    const facts = await app.view('USER_TAB_COLUMNS', [
      'COLUMN_NAME',
      'DATA_TYPE',
      'DATA_LENGTH',
      'DATA_PRECISION',
      'DATA_SCALE',
      'CHAR_LENGTH',
      'CHAR_USED',
    ]);
    expect(facts.map((fact) => Object.values(fact).join(' '))).toEqual([
      'A VARCHAR2 3   3 B',
      'B VARCHAR2 12   3 C',
      'C CHAR 2   2 B',
      'D NVARCHAR2 10   5 C',
      'E NUMBER 22   0 ',
      'F NUMBER 22 5 2 0 ',
      'G NUMBER 22 38 1 0 ',
      'H NUMBER 22 38 0 0 ',
      'I FLOAT 22 63  0 ',
      'J DATE 7   0 ',
      'K TIMESTAMP(6) 11  6 0 ',
      'L TIMESTAMP(3) WITH TIME ZONE 13  3 0 ',
      'M TIMESTAMP(6) WITH LOCAL TIME ZONE 11  6 0 ',
      'N INTERVAL YEAR(2) TO MONTH 5 2 0 0 ',
      'O INTERVAL DAY(3) TO SECOND(2) 11 3 2 0 ',
      'P RAW 4   0 ',
      'Q CLOB 4000   0 ',
      'R BLOB 4000   0 ',
      'S BINARY_DOUBLE 8   0 ',
      'T BINARY_FLOAT 4   0 ',
      'U LONG 0   0 ',
      'V ROWID 10   0 ',
      'lower NUMBER 22   0 ',
    ]);
    await app.native(`INSERT INTO "APP"."ALL_TYPES" ("A", "B") VALUES ('abc', 'äöü')`);
    await expect(app.native(`INSERT INTO "APP"."ALL_TYPES" ("A") VALUES ('äö')`)).rejects.toThrow(
      'ORA-12899: value too large for column "APP"."ALL_TYPES"."A" (actual: 4, maximum: 3)',
    );
    await app.sql.rollback();
    await expect(app.native(`INSERT INTO "APP"."ALL_TYPES" ("P") VALUES ('\\x0102030405')`)).rejects.toThrow(
      '(actual: 5, maximum: 4)',
    );
    await app.sql.rollback();
  });

  it('gives every row a ROWID of its own', async () => {
    await app.ddl('CREATE TABLE with_rowid (a NUMBER)');
    const rows = await app.native(
      `INSERT INTO "APP"."WITH_ROWID" VALUES (1), (2) RETURNING ora.rowid_text("ora$rowid")`,
    );
    expect(new Set(rows.map(([rowid]) => rowid)).size).toBe(2);
    expect(rows[0]?.[0]).toMatch(/^[A-Za-z0-9+/]{18}$/);
  });

  it('names constraints and makes the indexes of keys', async () => {
    await app.ddl(
      `CREATE TABLE parent (id NUMBER CONSTRAINT parent_pk PRIMARY KEY, code VARCHAR2(5) NOT NULL, CONSTRAINT parent_uk UNIQUE (code))`,
      `CREATE TABLE child (id NUMBER GENERATED ALWAYS AS IDENTITY, parent_id NUMBER CONSTRAINT child_fk REFERENCES parent ON DELETE CASCADE,
         amount NUMBER(5,2) DEFAULT 1 CONSTRAINT child_amount CHECK (amount > 0), PRIMARY KEY (id))`,
    );
    const constraints = await app.view(
      'USER_CONSTRAINTS',
      [
        'CONSTRAINT_NAME',
        'CONSTRAINT_TYPE',
        'SEARCH_CONDITION',
        'R_CONSTRAINT_NAME',
        'DELETE_RULE',
        'INDEX_NAME',
        'GENERATED',
      ],
      { TABLE_NAME: 'CHILD' },
    );
    expect(
      constraints.map(({ CONSTRAINT_NAME, ...rest }) => ({
        ...rest,
        isNamed: !CONSTRAINT_NAME?.startsWith('SYS_C00'),
      })),
    ).toEqual([
      {
        CONSTRAINT_TYPE: 'C',
        SEARCH_CONDITION: '"ID" IS NOT NULL',
        R_CONSTRAINT_NAME: null,
        DELETE_RULE: null,
        INDEX_NAME: null,
        GENERATED: 'GENERATED NAME',
        isNamed: false,
      },
      {
        CONSTRAINT_TYPE: 'R',
        SEARCH_CONDITION: null,
        R_CONSTRAINT_NAME: 'PARENT_PK',
        DELETE_RULE: 'CASCADE',
        INDEX_NAME: null,
        GENERATED: 'USER NAME',
        isNamed: true,
      },
      {
        CONSTRAINT_TYPE: 'C',
        SEARCH_CONDITION: 'amount > 0',
        R_CONSTRAINT_NAME: null,
        DELETE_RULE: null,
        INDEX_NAME: null,
        GENERATED: 'USER NAME',
        isNamed: true,
      },
      {
        CONSTRAINT_TYPE: 'P',
        SEARCH_CONDITION: null,
        R_CONSTRAINT_NAME: null,
        DELETE_RULE: null,
        INDEX_NAME: expect.stringMatching(/^SYS_C00/),
        GENERATED: 'GENERATED NAME',
        isNamed: false,
      },
    ]);
    expect(await app.view('USER_INDEXES', ['INDEX_NAME', 'UNIQUENESS'], { TABLE_NAME: 'PARENT' })).toEqual([
      { INDEX_NAME: 'PARENT_PK', UNIQUENESS: 'UNIQUE' },
      { INDEX_NAME: 'PARENT_UK', UNIQUENESS: 'UNIQUE' },
    ]);
    expect(await app.view('USER_TAB_IDENTITY_COLS', ['TABLE_NAME', 'COLUMN_NAME', 'GENERATION_TYPE'])).toEqual([
      { TABLE_NAME: 'CHILD', COLUMN_NAME: 'ID', GENERATION_TYPE: 'ALWAYS' },
    ]);
    await app.native(`INSERT INTO "APP"."PARENT" VALUES (1, 'x')`);
    const violations = [
      [`INSERT INTO "APP"."PARENT" VALUES (1, 'y')`, '23505', 'PARENT_PK'],
      [`INSERT INTO "APP"."CHILD" VALUES (1, 2, 1)`, '23503', 'CHILD_FK'],
      [`INSERT INTO "APP"."CHILD" VALUES (1, 1, -1)`, '23514', 'CHILD_AMOUNT'],
    ] as const;
    for (const [sql, code, constraint] of violations) {
      const error = await app
        .native(sql)
        .catch((e: unknown) => (e instanceof Error && e.cause !== undefined ? e.cause : e));
      expect(error).toMatchObject({ code, constraint });
      await app.sql.rollback();
    }
  });

  it('treats NULLs in unique keys over several columns as Oracle does', async () => {
    await app.ddl('CREATE TABLE pairs (a NUMBER, b NUMBER, CONSTRAINT pairs_uk UNIQUE (a, b))');
    await app.native('INSERT INTO "APP"."PAIRS" VALUES (1, NULL), (NULL, NULL), (NULL, NULL)');
    await expect(app.native('INSERT INTO "APP"."PAIRS" VALUES (1, NULL)')).rejects.toThrow();
    await app.sql.rollback();
    await app.ddl(
      'CREATE TABLE pair_children (a NUMBER, b NUMBER, CONSTRAINT pair_fk FOREIGN KEY (a, b) REFERENCES pairs (a, b))',
      'ALTER TABLE pair_children DROP CONSTRAINT pair_fk',
      'TRUNCATE TABLE pairs',
      'ALTER TABLE pairs MODIFY (a NOT NULL, b NOT NULL)',
      'ALTER TABLE pairs MODIFY (b NULL)',
      'ALTER TABLE pairs DROP CONSTRAINT pairs_uk',
    );
    await app.native('INSERT INTO "APP"."PAIRS" VALUES (1, 2), (1, 2)');
  });

  it('refuses what Oracle refuses', async () => {
    await app.ddl('CREATE TABLE taken (id NUMBER CONSTRAINT taken_pk PRIMARY KEY, c CLOB, u NUMBER)');
    const long = 'X'.repeat(129);
    const failures: [string, string][] = [
      ['CREATE TABLE taken (a NUMBER)', 'ORA-00955: name is already used by an existing object'],
      ['CREATE TABLE t (a NUMBER, A NUMBER)', 'ORA-00957: duplicate column name'],
      [`CREATE TABLE ${long} (a NUMBER)`, 'ORA-00972: identifier is too long'],
      ['CREATE TABLE t (a VARCHAR2(4001))', 'ORA-00910: specified length too long for its datatype'],
      ['CREATE TABLE t (a VARCHAR2)', 'ORA-00906: missing left parenthesis'],
      ['CREATE TABLE t (a NO_SUCH_TYPE)', 'ORA-00902: invalid datatype'],
      ['CREATE TABLE t (a BOOLEAN)', 'ORA-00902: invalid datatype'],
      ['CREATE TABLE t (a XMLTYPE)', 'ORA-03001: unimplemented feature: columns of type XMLTYPE'],
      ['CREATE TABLE t (a NUMBER PRIMARY KEY, b NUMBER PRIMARY KEY)', 'ORA-02260: table can have only one primary key'],
      [
        'CREATE TABLE t (a NUMBER CONSTRAINT taken_pk CHECK (a > 0))',
        'ORA-02264: name already used by an existing constraint',
      ],
      [
        'CREATE TABLE t (a NUMBER, UNIQUE (a), UNIQUE (a))',
        'ORA-02261: such unique or primary key already exists in the table',
      ],
      ['CREATE TABLE t (a NUMBER, PRIMARY KEY (b))', 'ORA-00904: "B": invalid identifier'],
      ['CREATE TABLE t (a CLOB PRIMARY KEY)', 'ORA-02329: column of datatype LOB cannot be unique or a primary key'],
      [
        'CREATE TABLE t (a NUMBER REFERENCES taken (u))',
        'ORA-02270: no matching unique or primary key for this column-list',
      ],
      [
        'CREATE TABLE t (a VARCHAR2(5) REFERENCES taken)',
        'ORA-02267: column type incompatible with referenced column type',
      ],
      ['CREATE TABLE t (a NUMBER REFERENCES nowhere)', 'ORA-00942: table or view does not exist'],
      [
        'CREATE TABLE t (a VARCHAR2(5) GENERATED ALWAYS AS IDENTITY)',
        'ORA-30675: identity column must be a numeric type',
      ],
      [
        'CREATE TABLE t (a NUMBER GENERATED ALWAYS AS IDENTITY, b NUMBER GENERATED ALWAYS AS IDENTITY)',
        'ORA-30669: table can have only one identity column',
      ],
      ['CREATE TABLE nobody.t (a NUMBER)', "ORA-01918: user 'NOBODY' does not exist"],
      ['CREATE TABLE system.t (a NUMBER)', 'ORA-01031: insufficient privileges'],
    ];
    for (const [sql, message] of failures) expect(await app.failure(sql), sql).toBe(message);
    // Nothing of the failed statements is left.
    expect(database.catalog.findObject('APP', 'T')).toBeUndefined();
    expect(
      await app.native(`SELECT 1 FROM pg_class WHERE relname = 'T' OR relname LIKE 'ISEQ%' AND relnamespace = '"APP"'::regnamespace
      AND relname NOT IN (SELECT name FROM ora.objects)`),
    ).toEqual([]);
  });

  it('keeps an index apart whose name a table has', async () => {
    await app.ddl(
      'CREATE TABLE same_name (a NUMBER CONSTRAINT same_name PRIMARY KEY, b NUMBER)',
      'CREATE INDEX same_name_2 ON same_name (b)',
    );
    const [row] = await app.native(`INSERT INTO "APP"."SAME_NAME" VALUES (1, 1) RETURNING 1`);
    expect(row).toEqual(['1']);
    const error = await app.native(`INSERT INTO "APP"."SAME_NAME" VALUES (1, 1)`).catch((e: unknown) => e);
    await app.sql.rollback();
    const pgError =
      (error as { cause?: { constraint: string }; constraint?: string }).cause ?? (error as { constraint: string });
    expect(database.catalog.violatedName('APP', 'SAME_NAME', pgError.constraint ?? '')).toEqual({
      schema: 'APP',
      name: 'SAME_NAME',
    });
    await app.ddl('DROP TABLE same_name');
  });
});

describe('ALTER TABLE', () => {
  it('adds columns, which rows that are there get with the default', async () => {
    await app.ddl('CREATE TABLE growing (a NUMBER)');
    await app.native('INSERT INTO "APP"."GROWING" VALUES (1), (2)');
    expect(await app.failure('ALTER TABLE growing ADD a NUMBER')).toBe(
      'ORA-01430: column being added already exists in table',
    );
    expect(await app.failure('ALTER TABLE growing ADD b NUMBER NOT NULL')).toBe(
      'ORA-01758: table must be empty to add mandatory (NOT NULL) column',
    );
    await app.ddl(
      'ALTER TABLE growing ADD (b VARCHAR2(5), c NUMBER DEFAULT 7 NOT NULL)',
      'ALTER TABLE growing ADD d NUMBER GENERATED ALWAYS AS IDENTITY',
    );
    const rows = await app.native('SELECT "A", "B", "C", "D" FROM "APP"."GROWING" ORDER BY "A"');
    expect(rows.map(([a, b, c]) => [a, b, c])).toEqual([
      ['1', null, '7'],
      ['2', null, '7'],
    ]);
    expect(new Set(rows.map(([, , , d]) => d))).toEqual(new Set(['1', '2']));
  });

  it('modifies columns as far as their values allow', async () => {
    await app.ddl('CREATE TABLE changing (a VARCHAR2(5), b NUMBER(5,2), c DATE, d CLOB, e NUMBER NOT NULL, f NUMBER)');
    await app.native(`INSERT INTO "APP"."CHANGING" VALUES ('abcde', 1.5, '2024-01-02', 'x', 1, NULL)`);
    const failures: [string, string][] = [
      ['a VARCHAR2(4)', 'ORA-01441: cannot decrease column length because some value is too big'],
      ['a NUMBER', 'ORA-01439: column to be modified must be empty to change datatype'],
      ['b NUMBER(4,2)', 'ORA-01440: column to be modified must be empty to decrease precision or scale'],
      ['b NUMBER(5,1)', 'ORA-01440: column to be modified must be empty to decrease precision or scale'],
      ['d VARCHAR2(10)', 'ORA-22858: invalid alteration of datatype'],
      ['e NUMBER NOT NULL', 'ORA-01442: column to be modified to NOT NULL is already NOT NULL'],
      ['f NULL', 'ORA-01451: column to be modified to NULL cannot be modified to NULL'],
      ['f NOT NULL', 'ORA-02296: cannot enable (APP.) - null values found'],
      ['z NUMBER', 'ORA-00904: "Z": invalid identifier'],
    ];
    for (const [change, message] of failures)
      expect(await app.failure(`ALTER TABLE changing MODIFY ${change}`), change).toBe(message);
    await app.ddl('ALTER TABLE changing MODIFY (a VARCHAR2(10), b NUMBER(7,3), c TIMESTAMP, e NULL, f VARCHAR2(3))');
    expect(await app.native('SELECT "A", "B", "C", "F" FROM "APP"."CHANGING"')).toEqual([
      ['abcde', '1.500', '2024-01-02 00:00:00', null],
    ]);
    await app.native(`UPDATE "APP"."CHANGING" SET "A" = '1234567890', "E" = NULL`);
    await expect(app.native(`UPDATE "APP"."CHANGING" SET "F" = 'abcd'`)).rejects.toThrow('"F" (actual: 4, maximum: 3)');
    await app.sql.rollback();
  });

  it('renames columns and tables, with all that names them', async () => {
    await app.ddl(
      `CREATE TABLE old_name (id NUMBER CONSTRAINT old_pk PRIMARY KEY, txt VARCHAR2(3), CONSTRAINT old_ck CHECK (txt <> 'TXT'))`,
      'CREATE TABLE old_child (id NUMBER REFERENCES old_name)',
      'CREATE INDEX old_ix ON old_name (UPPER(txt))',
      `COMMENT ON COLUMN old_name.txt IS 'a text'`,
      'GRANT SELECT ON old_name TO system',
      'ALTER TABLE old_name RENAME COLUMN txt TO label',
      'ALTER TABLE old_name RENAME TO new_name',
    );
    expect(await app.failure('ALTER TABLE new_name RENAME COLUMN id TO label')).toBe(
      'ORA-00957: duplicate column name',
    );
    expect(await app.view('USER_CONSTRAINTS', ['SEARCH_CONDITION'], { CONSTRAINT_NAME: 'OLD_CK' })).toEqual([
      { SEARCH_CONDITION: `LABEL <> 'TXT'` },
    ]);
    expect(
      await app.view('USER_IND_EXPRESSIONS', ['TABLE_NAME', 'COLUMN_EXPRESSION'], { INDEX_NAME: 'OLD_IX' }),
    ).toEqual([{ TABLE_NAME: 'NEW_NAME', COLUMN_EXPRESSION: 'UPPER(LABEL)' }]);
    expect(await app.view('USER_COL_COMMENTS', ['COMMENTS'], { TABLE_NAME: 'NEW_NAME', COLUMN_NAME: 'LABEL' })).toEqual(
      [{ COMMENTS: 'a text' }],
    );
    expect(database.catalog.hasObjectPrivilege('SYSTEM', 'APP', 'NEW_NAME', 'SELECT')).toBe(true);
    await expect(app.native(`INSERT INTO "APP"."NEW_NAME" VALUES (1, 'abcd')`)).rejects.toThrow(
      '"APP"."NEW_NAME"."LABEL"',
    );
    await app.sql.rollback();
    expect(await app.failure('DROP TABLE new_name')).toBe(
      'ORA-02449: unique/primary keys in table referenced by foreign keys',
    );
    await app.ddl('DROP TABLE new_name CASCADE CONSTRAINTS');
    expect(database.catalog.table('APP', 'OLD_CHILD')?.constraints).toEqual([]);
    expect(database.catalog.indexesOf('APP', 'NEW_NAME')).toEqual([]);
  });

  it('drops columns with what hangs on them', async () => {
    await app.ddl(
      'CREATE TABLE shrinking (a NUMBER PRIMARY KEY, b NUMBER, c NUMBER, CONSTRAINT shrinking_ck CHECK (b > c))',
      'CREATE INDEX shrinking_ix ON shrinking (b)',
      'CREATE TABLE shrinking_child (a NUMBER REFERENCES shrinking)',
    );
    expect(await app.failure('ALTER TABLE shrinking DROP COLUMN b')).toBe(
      'ORA-12991: column is referenced in a multi-column constraint',
    );
    expect(await app.failure('ALTER TABLE shrinking DROP COLUMN a')).toBe('ORA-12992: cannot drop parent key column');
    expect(await app.failure('ALTER TABLE shrinking DROP (a, b, c)')).toBe(
      'ORA-12983: cannot drop all columns in a table',
    );
    await app.ddl('ALTER TABLE shrinking DROP COLUMN b CASCADE CONSTRAINTS');
    expect(database.catalog.table('APP', 'SHRINKING')?.columns.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(database.catalog.findObject('APP', 'SHRINKING_IX', 'INDEX')).toBeUndefined();
  });

  it('adds, drops, renames, disables and enables constraints', async () => {
    await app.ddl('CREATE TABLE ruled (a NUMBER, b NUMBER)');
    await app.native('INSERT INTO "APP"."RULED" VALUES (1, 1), (1, NULL)');
    const failures: [string, string][] = [
      ['ADD CONSTRAINT ruled_pk PRIMARY KEY (a)', 'ORA-02437: cannot validate (APP.RULED_PK) - primary key violated'],
      ['ADD CONSTRAINT ruled_uk UNIQUE (a)', 'ORA-02299: cannot validate (APP.RULED_UK) - duplicate keys found'],
      [
        'ADD CONSTRAINT ruled_ck CHECK (a > 1)',
        'ORA-02293: cannot validate (APP.RULED_CK) - check constraint violated',
      ],
      ['DROP CONSTRAINT ruled_ck', 'ORA-02443: Cannot drop constraint  - nonexistent constraint'],
      ['DROP PRIMARY KEY', 'ORA-02441: Cannot drop nonexistent primary key'],
      ['ENABLE CONSTRAINT ruled_ck', 'ORA-02430: cannot enable constraint (RULED_CK) - no such constraint'],
      ['RENAME CONSTRAINT ruled_ck TO x', 'ORA-23292: The constraint does not exist'],
    ];
    for (const [change, message] of failures)
      expect(await app.failure(`ALTER TABLE ruled ${change}`), change).toBe(message);
    await app.ddl(
      'ALTER TABLE ruled ADD CONSTRAINT ruled_ck CHECK (a > 1) DISABLE',
      'ALTER TABLE ruled RENAME CONSTRAINT ruled_ck TO ruled_check',
    );
    expect(await app.failure('ALTER TABLE ruled ENABLE CONSTRAINT ruled_check')).toBe(
      'ORA-02293: cannot validate (APP.RULED_CHECK) - check constraint violated',
    );
    await app.native('UPDATE "APP"."RULED" SET "A" = 2 + coalesce("B", 0)');
    await app.ddl(
      'ALTER TABLE ruled ENABLE CONSTRAINT ruled_check',
      'ALTER TABLE ruled ADD CONSTRAINT ruled_pk PRIMARY KEY (a)',
      'CREATE TABLE ruled_child (a NUMBER REFERENCES ruled)',
    );
    expect(await app.failure('ALTER TABLE ruled DROP PRIMARY KEY')).toBe(
      'ORA-02273: this unique/primary key is referenced by some foreign keys',
    );
    expect(await app.failure('ALTER TABLE ruled DISABLE PRIMARY KEY')).toBe(
      'ORA-02297: cannot disable constraint (APP.RULED_PK) - dependencies exist',
    );
    await app.ddl('ALTER TABLE ruled DROP PRIMARY KEY CASCADE', 'ALTER TABLE ruled DISABLE CONSTRAINT ruled_check');
    await app.native('INSERT INTO "APP"."RULED" VALUES (NULL, 1), (0, 1)');
    expect(database.catalog.table('APP', 'RULED')?.columns[0]?.isNullable).toBe(true);
  });
});

describe('other table statements', () => {
  it('TRUNCATE empties a table, unless others refer to it', async () => {
    await app.ddl(
      'CREATE TABLE full_one (a NUMBER PRIMARY KEY)',
      'CREATE TABLE full_child (a NUMBER CONSTRAINT full_fk REFERENCES full_one)',
    );
    await app.native('INSERT INTO "APP"."FULL_ONE" VALUES (1)');
    expect(await app.failure('TRUNCATE TABLE full_one')).toBe(
      'ORA-02266: unique/primary keys in table referenced by enabled foreign keys',
    );
    await app.ddl('ALTER TABLE full_child DISABLE CONSTRAINT full_fk', 'TRUNCATE TABLE full_one');
    expect(await app.native('SELECT * FROM "APP"."FULL_ONE"')).toEqual([]);
    expect(await app.failure('TRUNCATE TABLE no_such')).toBe('ORA-00942: table or view does not exist');
  });

  it('waits a moment for locks of others, then gives up with ORA-00054', async () => {
    const other = await database.session('APP');
    await app.ddl('CREATE TABLE busy (a NUMBER)');
    await other.sql.runNative('INSERT INTO "APP"."BUSY" VALUES (1)', []);
    expect(await app.failure('ALTER TABLE busy ADD b NUMBER')).toBe(
      'ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired',
    );
    await other.sql.rollback();
    await app.ddl('ALTER TABLE busy ADD b NUMBER');
  });

  it('what was made is there for the next start', async () => {
    await app.ddl(
      "CREATE TABLE lasting (id NUMBER GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, v VARCHAR2(5) DEFAULT 'x' NOT NULL)",
      `COMMENT ON TABLE lasting IS 'it''s here'`,
      'CREATE UNIQUE INDEX lasting_ix ON lasting (v DESC)',
    );
    const again = await database.reload();
    expect(again.table('APP', 'LASTING')).toEqual(database.catalog.table('APP', 'LASTING'));
    expect(again.indexesOf('APP', 'LASTING')).toEqual(database.catalog.indexesOf('APP', 'LASTING'));
    expect(again.table('APP', 'LASTING')?.comment).toBe("it's here");
    await again.close();
  });
});
