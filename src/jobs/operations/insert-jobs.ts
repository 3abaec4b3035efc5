import oracledb, { type BindDefinition, type Connection } from 'oracledb';
import { readOracleError } from '../../procedures/oracle-errors.ts';
import { SECONDS_PER_PRIORITY_POINT } from '../job.ts';

export type NewJob = {
  id: string;
  procedureName: string;
  /** JSON: the call without its values. */
  callSpec: string;
  /** JSON object: the values by parameter. */
  params: string;
  caller: string | undefined;
  priority: number;
  notBefore: Date | undefined;
  timeoutSeconds: number | undefined;
  queueTimeoutSeconds: number | undefined;
  concurrencyKey: string | undefined;
  maxAttempts: number;
  idempotencyHash: string | undefined;
  requestHash: string | undefined;
  retryOf: string | undefined;
};

/** The CLOBs come last: Oracle wants long binds behind short ones (ORA-24816). */
const INSERT = `
INSERT INTO ASYNC_JOBS (
  JOB_ID, STATUS, STATUS_REASON, PROCEDURE_NAME, START_TIME, PROGRESS, CREATED_AT, ACCEPTED_AT, QUEUE_AT, NOT_BEFORE, PRIORITY,
  CALLER, TIMEOUT_SECONDS, QUEUE_TIMEOUT_SECONDS, CONCURRENCY_KEY, MAX_ATTEMPTS, IDEMPOTENCY_HASH, REQUEST_HASH, RETRY_OF,
  CALL_SPEC, PARAMS
) VALUES (
  :id, 'pending', 'queued', :procedure_name, CAST(SYSTIMESTAMP AS TIMESTAMP), 0, CAST(SYSTIMESTAMP AS TIMESTAMP), SYSTIMESTAMP,
  GREATEST(SYSTIMESTAMP, NVL(:not_before, SYSTIMESTAMP)) - NUMTODSINTERVAL(:lead_seconds, 'SECOND'), :not_before, :priority,
  :caller, :timeout_seconds, :queue_timeout_seconds, :concurrency_key, :max_attempts, :idempotency_hash, :request_hash, :retry_of,
  :call_spec, :params
)`;

/** Longer text is bound as CLOB. */
const MAX_TEXT_BYTES = 32_767;
const UNIQUE_VIOLATION = 'ORA-00001';

const text = (maxSize: number): BindDefinition => ({ type: oracledb.DB_TYPE_VARCHAR, maxSize });
const number: BindDefinition = { type: oracledb.DB_TYPE_NUMBER };

/**
 * Inserts and commits, all in one round trip; a job whose idempotency hash is taken is left out.
 * @returns for each job whether it was inserted.
 */
export async function insertJobs(connection: Connection, jobs: NewJob[]): Promise<boolean[]> {
  const { batchErrors = [] } = await connection.executeMany(INSERT, jobs.map(toBinds), {
    autoCommit: true,
    batchErrors: true,
    bindDefs: {
      id: text(32),
      procedure_name: text(800),
      not_before: { type: oracledb.DB_TYPE_TIMESTAMP_TZ },
      lead_seconds: number,
      priority: number,
      caller: text(512),
      timeout_seconds: number,
      queue_timeout_seconds: number,
      concurrency_key: text(800),
      max_attempts: number,
      idempotency_hash: text(64),
      request_hash: text(64),
      retry_of: text(32),
      call_spec: longText(jobs.map(({ callSpec }) => callSpec)),
      params: longText(jobs.map(({ params }) => params)),
    },
  });
  // With errors in the batch the driver leaves the commit to us.
  if (batchErrors.length > 0) await connection.commit();
  const refused = new Set(batchErrors.map(({ offset }) => offset));
  const unexpected = batchErrors.find((error) => readOracleError(error)?.code !== UNIQUE_VIOLATION);
  if (unexpected !== undefined) throw unexpected;
  return jobs.map((_job, index) => !refused.has(index));
}

function longText(values: string[]): BindDefinition {
  const longest = Math.max(...values.map((value) => Buffer.byteLength(value)));
  return longest > MAX_TEXT_BYTES ? { type: oracledb.DB_TYPE_CLOB } : text(MAX_TEXT_BYTES);
}

function toBinds(job: NewJob) {
  return {
    id: job.id,
    procedure_name: job.procedureName,
    not_before: job.notBefore ?? null,
    lead_seconds: job.priority * SECONDS_PER_PRIORITY_POINT,
    priority: job.priority,
    caller: job.caller ?? null,
    timeout_seconds: job.timeoutSeconds ?? null,
    queue_timeout_seconds: job.queueTimeoutSeconds ?? null,
    concurrency_key: job.concurrencyKey ?? null,
    max_attempts: job.maxAttempts,
    idempotency_hash: job.idempotencyHash ?? null,
    request_hash: job.requestHash ?? null,
    retry_of: job.retryOf ?? null,
    call_spec: job.callSpec,
    params: job.params,
  };
}
