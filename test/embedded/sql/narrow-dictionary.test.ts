import oracledb, { type BindParameters, type Connection } from 'oracledb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedOracle, startEmbeddedOracle } from '../../../embedded/start.ts';

/** Dictionary views give only the rows and columns that a statement can use. CASE hides a condition from that, so both must agree. */
let database: EmbeddedOracle;
let connection: Connection;
beforeAll(async () => {
  database = await startEmbeddedOracle();
  connection = await oracledb.getConnection(database);
});
afterAll(async () => {
  await connection?.close();
  await database?.stop();
});

async function rowsOf(sql: string, binds: BindParameters): Promise<unknown[]> {
  const { rows = [] } = await connection.execute<unknown[]>(sql, binds);
  return rows.map((row) => JSON.stringify(row)).sort();
}

describe('a condition on a dictionary view', () => {
  it.each<[string, BindParameters]>([
    ["o.object_name = 'ASYNC_JOBS'", {}],
    ['o.object_name = :name', { name: 'PROC_TEST' }],
    ['o.object_name = :name', { name: null }],
    [':name = o.object_name', { name: 'PROC_TEST' }],
    ["o.object_name IN ('PROC_TEST', :name)", { name: 'ASYNC_JOBS_API' }],
    ["o.object_name NOT IN ('PROC_TEST', :name) AND ROWNUM < 1000", { name: 'ASYNC_JOBS_API' }],
    ["o.object_name = :name OR o.object_type = 'SEQUENCE'", { name: 'PROC_TEST' }],
    ["o.object_name = :name OR o.object_name = 'ASYNC_JOBS' AND o.object_type = 'TABLE'", { name: 'PROC_TEST' }],
    ["(o.object_name = :name OR o.object_name = 'ASYNC_JOBS') AND o.status = 'VALID'", { name: 'PROC_TEST' }],
    ['NOT (o.object_name = :name)', { name: 'PROC_TEST' }],
    ['o.object_name = UPPER(:name)', { name: 'proc_test' }],
    ["o.object_name LIKE 'PROC%'", {}],
    ["o.object_name = 'PROC_TEST' AND o.object_name = 'ASYNC_JOBS'", {}],
    ["o.object_name = CAST('PROC_TEST' AS CHAR(20))", {}],
    ["c.table_name IS NULL AND o.object_name = 'PROC_TEST'", {}],
    ["c.column_name = 'JOB_ID'", {}],
  ])('%s', async (condition, binds) => {
    const from = 'FROM user_objects o LEFT JOIN user_tab_columns c ON c.table_name = o.object_name';
    const select = `SELECT o.object_name, o.object_type, c.column_name, c.data_type ${from} WHERE`;
    const narrowed = await rowsOf(`${select} ${condition}`, binds);
    expect(narrowed).toEqual(await rowsOf(`${select} CASE WHEN ${condition} THEN 1 END = 1`, binds));
  });

  it('with (+) is one of the join', async () => {
    const sql = `SELECT o.object_name, c.column_name FROM user_objects o, user_tab_columns c
      WHERE o.object_name = 'ASYNC_JOBS' AND c.table_name(+) = o.object_name AND c.column_name(+) = 'NO_SUCH_COLUMN'`;
    expect(await rowsOf(sql, {})).toEqual(['["ASYNC_JOBS",null]']);
  });

  it('of a tree is asked of its rows', async () => {
    const sql = `SELECT table_name FROM user_tables WHERE table_name = 'ASYNC_JOBS_SCHEMA'
      START WITH table_name = 'ASYNC_JOBS' CONNECT BY PRIOR table_name || '_SCHEMA' = table_name`;
    expect(await rowsOf(sql, {})).toEqual(['["ASYNC_JOBS_SCHEMA"]']);
  });
});
