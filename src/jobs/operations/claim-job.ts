import oracledb, { type BindParameters, type Connection } from 'oracledb';
import type { ConcurrencyLimit } from '../../config.ts';
import { PROGRESS } from '../job.ts';

/** What a claim takes into account besides the jobs themselves. */
export type ClaimRules = {
  /** Jobs at once whose procedure fits a pattern (upper case, `*` for any characters). */
  procedureLimits: ConcurrencyLimit[];
  /** Jobs at once of a caller. */
  callerLimits: ConcurrencyLimit[];
  /** DBMS_LOCK may be used: the session holds a lock for as long as it lives. */
  hasLocks: boolean;
  /** V$SESSION may be read. */
  hasSessionView: boolean;
};

export type Claimant = {
  instanceId: string;
  instanceName: string;
  /** 0 to 1073741823, chosen at random for a session. */
  lockId: number;
  /** The session has that lock already. */
  holdsLock: boolean;
  /** A fresh one for every claim. */
  attemptToken: string;
  leaseSeconds: number;
};

export type ClaimResult =
  | { outcome: 'claimed'; jobId: string }
  /** `holdsLock`: the session took its lock for a job that then could not be taken. */
  | { outcome: 'none'; holdsLock: boolean }
  /** The lock id belongs to another session: take another one. */
  | { outcome: 'lock_taken' };

/**
 * The block that takes one job and commits. The cursor locks the rows it comes to and passes over those that others have locked; each candidate is
 * then taken by an UPDATE that names the old status. Two jobs of one concurrency key cannot both run: a unique index refuses the second.
 * Other limits are counted behind a lock that claims hold for this moment, so that the count stays true.
 */
export function claimStatement(rules: ClaimRules): string {
  const limits = limitConditions(rules);
  return `
DECLARE
  CURSOR c_jobs IS
    SELECT j.JOB_ID
    FROM ASYNC_JOBS j
    WHERE j.STATUS = 'pending'
      AND (j.NOT_BEFORE IS NULL OR j.NOT_BEFORE <= SYSTIMESTAMP)
      AND (j.CONCURRENCY_KEY IS NULL OR NOT EXISTS (
        SELECT 1 FROM ASYNC_JOBS r WHERE r.STATUS = 'running' AND r.CONCURRENCY_KEY = j.CONCURRENCY_KEY
      ))${limits.map((condition) => `\n      AND ${condition}`).join('')}
    ORDER BY j.QUEUE_AT, j.JOB_ID
    FOR UPDATE OF j.STATUS SKIP LOCKED;
  l_job_id ASYNC_JOBS.JOB_ID%TYPE;
  l_gate ASYNC_JOBS_SCHEMA.VERSION%TYPE;
  l_lock_status INTEGER := -1;
BEGIN
  :outcome := 'none';${limits.length === 0 ? '' : PASS_GATE}
  OPEN c_jobs;
  LOOP
    FETCH c_jobs INTO l_job_id;
    EXIT WHEN c_jobs%NOTFOUND;${rules.hasLocks ? TAKE_LOCK : ''}
    BEGIN
      UPDATE ASYNC_JOBS
      SET STATUS = 'running',
          STATUS_REASON = 'executing',
          PROGRESS = ${PROGRESS.started},
          PROGRESS_MESSAGE = NULL,
          ATTEMPT = ATTEMPT + 1,
          ATTEMPT_TOKEN = :attempt_token,
          INSTANCE_ID = :instance_id,
          INSTANCE_NAME = :instance_name,
          SESSION_ID = TO_NUMBER(SYS_CONTEXT('USERENV', 'SID')),
          SESSION_SERIAL = ${rules.hasSessionView ? SERIAL : 'NULL'},
          LOCK_ID = ${rules.hasLocks ? ':lock_id' : 'NULL'},
          LEASE_UNTIL = SYSTIMESTAMP + NUMTODSINTERVAL(:lease_seconds, 'SECOND'),
          START_TIME = CAST(SYSTIMESTAMP AS TIMESTAMP),
          STARTED_AT = SYSTIMESTAMP,
          CALL_STARTED_AT = NULL,
          ERROR_CODE = NULL,
          ERROR_MSG = NULL
      WHERE JOB_ID = l_job_id AND STATUS = 'pending';
      IF SQL%ROWCOUNT = 1 THEN
        :job_id := l_job_id;
        :outcome := 'claimed';
        EXIT;
      END IF;
    EXCEPTION
      WHEN DUP_VAL_ON_INDEX THEN
        NULL;
    END;
  END LOOP;
  CLOSE c_jobs;
  IF :outcome = 'none' AND l_lock_status >= 0 THEN
    :outcome := 'none_locked';
  END IF;
  COMMIT;
END;`;
}

/** Claims with limits take turns. */
const PASS_GATE = `
  SELECT VERSION INTO l_gate FROM ASYNC_JOBS_SCHEMA WHERE VERSION = -1 FOR UPDATE;`;

/** Exclusive, without waiting, kept over commits. 4: this session has it already. */
const TAKE_LOCK = `
    IF :holds_lock = 0 THEN
      l_lock_status := DBMS_LOCK.REQUEST(:lock_id, 6, 0, FALSE);
      IF l_lock_status NOT IN (0, 4) THEN
        :outcome := 'lock_taken';
        EXIT;
      END IF;
    END IF;`;

const SERIAL = "(SELECT s.SERIAL# FROM V$SESSION s WHERE s.SID = TO_NUMBER(SYS_CONTEXT('USERENV', 'SID')))";

function limitConditions({ procedureLimits, callerLimits }: ClaimRules): string[] {
  const byProcedure = procedureLimits.map(
    (_limit, index) => `(UPPER(j.PROCEDURE_NAME) NOT LIKE :pattern_${index} ESCAPE '\\' OR (
        SELECT COUNT(*) FROM ASYNC_JOBS r
        WHERE r.STATUS = 'running' AND UPPER(r.PROCEDURE_NAME) LIKE :pattern_${index} ESCAPE '\\'
      ) < :pattern_limit_${index})`,
  );
  const byCaller = callerLimits.map(
    (_limit, index) => `(j.CALLER IS NULL OR j.CALLER <> :caller_${index} OR (
        SELECT COUNT(*) FROM ASYNC_JOBS r WHERE r.STATUS = 'running' AND r.CALLER = :caller_${index}
      ) < :caller_limit_${index})`,
  );
  return [...byProcedure, ...byCaller];
}

function limitBinds({ procedureLimits, callerLimits }: ClaimRules): Record<string, oracledb.BindParameter> {
  const binds: Record<string, oracledb.BindParameter> = {};
  procedureLimits.forEach(({ pattern, limit }, index) => {
    binds[`pattern_${index}`] = { val: toLikePattern(pattern), type: oracledb.DB_TYPE_VARCHAR };
    binds[`pattern_limit_${index}`] = { val: limit, type: oracledb.DB_TYPE_NUMBER };
  });
  callerLimits.forEach(({ pattern, limit }, index) => {
    binds[`caller_${index}`] = { val: pattern, type: oracledb.DB_TYPE_VARCHAR };
    binds[`caller_limit_${index}`] = { val: limit, type: oracledb.DB_TYPE_NUMBER };
  });
  return binds;
}

/** `PKG_ETL.*` → `PKG\_ETL.%`. */
export function toLikePattern(pattern: string): string {
  return pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}

/** Takes the next job that may run, if there is one. One round trip. */
export async function claimJob(connection: Connection, rules: ClaimRules, claimant: Claimant): Promise<ClaimResult> {
  const binds: Record<string, oracledb.BindParameter> = {
    ...limitBinds(rules),
    attempt_token: { val: claimant.attemptToken, type: oracledb.DB_TYPE_VARCHAR },
    instance_id: { val: claimant.instanceId, type: oracledb.DB_TYPE_VARCHAR },
    instance_name: { val: claimant.instanceName, type: oracledb.DB_TYPE_VARCHAR },
    lease_seconds: { val: claimant.leaseSeconds, type: oracledb.DB_TYPE_NUMBER },
    job_id: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 32 },
    outcome: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_VARCHAR, maxSize: 20 },
  };
  if (rules.hasLocks) {
    binds['lock_id'] = { val: claimant.lockId, type: oracledb.DB_TYPE_NUMBER };
    binds['holds_lock'] = { val: claimant.holdsLock ? 1 : 0, type: oracledb.DB_TYPE_NUMBER };
  }
  const { outBinds } = await connection.execute<{ outcome: string; job_id: string | null }>(
    claimStatement(rules),
    binds as BindParameters,
  );
  if (outBinds?.outcome === 'claimed' && outBinds.job_id !== null)
    return { outcome: 'claimed', jobId: outBinds.job_id };
  if (outBinds?.outcome === 'lock_taken') return { outcome: 'lock_taken' };
  return { outcome: 'none', holdsLock: outBinds?.outcome === 'none_locked' };
}
