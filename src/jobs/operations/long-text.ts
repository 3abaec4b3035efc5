import oracledb, { type Connection, type Lob } from 'oracledb';
import { readText } from '../../oracle/read-lob.ts';

/** The CLOBs of a job that may be long. */
type LongColumn = 'PARAMS' | 'RESULT';

/** Up to here a text comes with its row; a longer one is read by itself, in pieces. */
const MAX_INLINE = 100_000;

/** Select list for a CLOB of `ASYNC_JOBS j`: the text where it is short, and its length. */
export function shortText(column: LongColumn): string {
  return `CASE WHEN DBMS_LOB.GETLENGTH(j.${column}) <= ${MAX_INLINE} THEN j.${column} END AS ${column},
  NVL(DBMS_LOB.GETLENGTH(j.${column}), 0) AS ${column}_LENGTH`;
}

/** A row with `shortText` columns: the long ones are read and put in. */
export async function fillLongTexts(
  connection: Connection,
  row: {
    JOB_ID: string;
    PARAMS?: string | null;
    RESULT?: string | null;
    PARAMS_LENGTH?: number;
    RESULT_LENGTH?: number;
  },
): Promise<void> {
  if ((row.PARAMS_LENGTH ?? 0) > MAX_INLINE) row.PARAMS = await readColumn(connection, row.JOB_ID, 'PARAMS');
  if ((row.RESULT_LENGTH ?? 0) > MAX_INLINE) row.RESULT = await readColumn(connection, row.JOB_ID, 'RESULT');
}

async function readColumn(connection: Connection, jobId: string, column: LongColumn): Promise<string | null> {
  const { rows } = await connection.execute<[Lob | null]>(
    `SELECT ${column} FROM ASYNC_JOBS WHERE JOB_ID = :job_id`,
    { job_id: jobId },
    { outFormat: oracledb.OUT_FORMAT_ARRAY },
  );
  const lob = rows?.[0]?.[0];
  return lob === undefined || lob === null ? null : readText(lob);
}
