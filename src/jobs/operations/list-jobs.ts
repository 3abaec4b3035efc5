import oracledb, { type BindParameters, type Connection } from 'oracledb';
import { serviceError } from '../../errors.ts';
import type { JobFilter, JobPage } from '../job-store.ts';
import { JOB_COLUMNS, type JobRow, ROW_OPTIONS, toJob } from './job-row.ts';
import { fillLongTexts, shortText } from './long-text.ts';

const MAX_LIMIT = 1000;

type Conditions = { where: string[]; binds: Record<string, oracledb.BindParameter> };

/**
 * Newest first. A page ends at a job's time and id, so that jobs which arrive meanwhile neither shift nor repeat anything.
 * @param retentionHours how far back to look where the filter has no `since`.
 * @throws {ServiceError} INVALID_CURSOR.
 */
export async function listJobs(connection: Connection, filter: JobFilter, retentionHours: number): Promise<JobPage> {
  const conditions = conditionsOf(filter, retentionHours);
  const total = await countMatches(connection, conditions);
  const limit = Math.min(filter.limit ?? MAX_LIMIT, MAX_LIMIT);
  const page = filter.cursor === undefined ? conditions : after(decodeCursor(filter.cursor), conditions);
  const extra = `${filter.include?.params ? `, ${shortText('PARAMS')}` : ''}${filter.include?.result ? `, ${shortText('RESULT')}` : ''}`;
  const { rows = [] } = await connection.execute<JobRow>(
    `SELECT ${JOB_COLUMNS}${extra} FROM ASYNC_JOBS j WHERE ${page.where.join(' AND ')}
     ORDER BY j.ACCEPTED_AT DESC, j.JOB_ID DESC FETCH FIRST :row_limit ROWS ONLY`,
    { ...page.binds, row_limit: { val: limit + 1, type: oracledb.DB_TYPE_NUMBER } } as BindParameters,
    { ...ROW_OPTIONS, fetchArraySize: Math.min(limit + 1, 200), prefetchRows: Math.min(limit + 2, 201) },
  );
  const shown = rows.slice(0, limit);
  for (const row of shown) await fillLongTexts(connection, row);
  const jobs = shown.map((row) => toJob(row));
  const last = jobs.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { jobs, total, nextCursor: hasMore ? encodeCursor(last.createdAt, last.id) : undefined };
}

function conditionsOf(filter: JobFilter, retentionHours: number): Conditions {
  const where: string[] = [];
  const binds: Conditions['binds'] = {};
  if (filter.since === undefined) {
    where.push("j.ACCEPTED_AT >= SYSTIMESTAMP - NUMTODSINTERVAL(:hours, 'HOUR')");
    binds['hours'] = { val: retentionHours, type: oracledb.DB_TYPE_NUMBER };
  } else {
    where.push('j.ACCEPTED_AT >= :since_time');
    binds['since_time'] = timeBind(filter.since);
  }
  if (filter.until !== undefined) {
    where.push('j.ACCEPTED_AT < :until_time');
    binds['until_time'] = timeBind(filter.until);
  }
  if (filter.procedureName !== undefined) {
    where.push('UPPER(j.PROCEDURE_NAME) = :procedure_name');
    binds['procedure_name'] = { val: filter.procedureName.toUpperCase(), type: oracledb.DB_TYPE_VARCHAR };
  }
  if (filter.statuses !== undefined && filter.statuses.length > 0) {
    const names = filter.statuses.map((status, index) => {
      binds[`status_${index}`] = { val: status, type: oracledb.DB_TYPE_VARCHAR };
      return `:status_${index}`;
    });
    where.push(`j.STATUS IN (${names.join(', ')})`);
  }
  return { where, binds };
}

function after(last: { time: Date; id: string }, { where, binds }: Conditions): Conditions {
  return {
    where: [...where, '(j.ACCEPTED_AT < :last_time OR (j.ACCEPTED_AT = :last_time AND j.JOB_ID < :last_id))'],
    binds: { ...binds, last_time: timeBind(last.time), last_id: { val: last.id, type: oracledb.DB_TYPE_VARCHAR } },
  };
}

function timeBind(time: Date): oracledb.BindParameter {
  return { val: time, type: oracledb.DB_TYPE_TIMESTAMP_TZ };
}

async function countMatches(connection: Connection, { where, binds }: Conditions): Promise<number> {
  const text = `SELECT COUNT(*) FROM ASYNC_JOBS j WHERE ${where.join(' AND ')}`;
  const { rows } = await connection.execute<[number]>(text, binds as BindParameters);
  return rows?.[0]?.[0] ?? 0;
}

function encodeCursor(time: Date, id: string): string {
  return Buffer.from(`${time.getTime()}.${id}`).toString('base64url');
}

function decodeCursor(cursor: string): { time: Date; id: string } {
  const match = /^(\d{1,14})\.([0-9A-Za-z_-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (match?.[1] === undefined || match[2] === undefined) throw serviceError('INVALID_CURSOR');
  return { time: new Date(Number(match[1])), id: match[2] };
}
