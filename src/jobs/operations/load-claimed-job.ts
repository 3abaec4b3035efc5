import type { Connection } from 'oracledb';
import { quoteLongNumbers } from '../../http/long-numbers.ts';
import type { CallBody, CallBodyParameter, JsonValue } from '../../procedures/call-request.ts';
import { ROW_OPTIONS } from './job-row.ts';
import { fillLongTexts, shortText } from './long-text.ts';

/** A job as its worker needs it. */
export type ClaimedJob = {
  id: string;
  attemptToken: string;
  procedureName: string;
  call: CallBody;
  attempt: number;
  maxAttempts: number;
  timeoutSeconds: number | undefined;
};

/** What CALL_SPEC holds: the call without values, which are in PARAMS. */
export type CallSpec = Omit<CallBody, 'params'> & { params: Omit<CallBodyParameter, 'value'>[] };

type Row = {
  JOB_ID: string;
  PROCEDURE_NAME: string;
  CALL_SPEC: string;
  PARAMS: string | null;
  ATTEMPT: number;
  MAX_ATTEMPTS: number;
  TIMEOUT_SECONDS: number | null;
};

const LOAD = `
SELECT j.JOB_ID, j.PROCEDURE_NAME, j.CALL_SPEC, ${shortText('PARAMS')}, j.ATTEMPT, j.MAX_ATTEMPTS, j.TIMEOUT_SECONDS
FROM ASYNC_JOBS j WHERE j.JOB_ID = :job_id AND j.STATUS = 'running' AND j.ATTEMPT_TOKEN = :attempt_token`;

/** Undefined when the job was taken away meanwhile. */
export async function loadClaimedJob(
  connection: Connection,
  jobId: string,
  attemptToken: string,
): Promise<ClaimedJob | undefined> {
  const binds = { job_id: jobId, attempt_token: attemptToken };
  const { rows = [] } = await connection.execute<Row>(LOAD, binds, ROW_OPTIONS);
  const [row] = rows;
  if (row === undefined) return undefined;
  await fillLongTexts(connection, row);
  return {
    id: jobId,
    attemptToken,
    procedureName: row.PROCEDURE_NAME,
    call: joinCall(row.CALL_SPEC, row.PARAMS),
    attempt: row.ATTEMPT,
    maxAttempts: row.MAX_ATTEMPTS,
    timeoutSeconds: row.TIMEOUT_SECONDS ?? undefined,
  };
}

/** The call and its values, as two JSON texts; a value that is not there is not in the second. */
export function splitCall(call: CallBody): { callSpec: string; params: string } {
  const { params: given, ...rest } = call;
  const params = given ?? [];
  const spec: CallSpec = { ...rest, params: params.map(({ value: _value, ...parameter }) => parameter) };
  const values = params.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]);
  return { callSpec: JSON.stringify(spec), params: JSON.stringify(Object.fromEntries(values)) };
}

export function joinCall(callSpec: string, params: string | null): CallBody {
  const spec = JSON.parse(callSpec) as CallSpec;
  const values = JSON.parse(quoteLongNumbers(params ?? '{}')) as Record<string, JsonValue>;
  return {
    ...spec,
    params: spec.params.map((parameter) =>
      Object.hasOwn(values, parameter.name) ? { ...parameter, value: values[parameter.name] } : parameter,
    ),
  };
}
