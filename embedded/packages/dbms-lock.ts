import { createHash } from 'node:crypto';
import { parseStatement } from '../syntax/parse.ts';
import { unimplemented } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import { sleep } from './dbms-session.ts';
import { convertLock, LOCK_STATUS, type LockMode, releaseLock, requestLock } from './lock-requests.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { decimalOf, integerOf, outputs, returns, textOf } from './native-values.ts';

/** DBMS_LOCK: locks held by the session on PostgreSQL's advisory locks. Not granted to PUBLIC. */

const SPECIFICATION = `PACKAGE DBMS_LOCK AS
  NL_MODE CONSTANT INTEGER := 1;
  SS_MODE CONSTANT INTEGER := 2;
  SX_MODE CONSTANT INTEGER := 3;
  S_MODE CONSTANT INTEGER := 4;
  SSX_MODE CONSTANT INTEGER := 5;
  X_MODE CONSTANT INTEGER := 6;
  BADSECONDS_NUM CONSTANT NUMBER := -38148;
  MAXWAIT CONSTANT INTEGER := 32767;
  PROCEDURE ALLOCATE_UNIQUE(LOCKNAME IN VARCHAR2, LOCKHANDLE OUT VARCHAR2, EXPIRATION_SECS IN INTEGER DEFAULT 864000);
  PROCEDURE ALLOCATE_UNIQUE_AUTONOMOUS(LOCKNAME IN VARCHAR2, LOCKHANDLE OUT VARCHAR2, EXPIRATION_SECS IN INTEGER DEFAULT 864000);
  FUNCTION REQUEST(ID IN INTEGER, LOCKMODE IN INTEGER DEFAULT X_MODE, TIMEOUT IN INTEGER DEFAULT MAXWAIT, RELEASE_ON_COMMIT IN BOOLEAN DEFAULT FALSE) RETURN INTEGER;
  FUNCTION REQUEST(LOCKHANDLE IN VARCHAR2, LOCKMODE IN INTEGER DEFAULT X_MODE, TIMEOUT IN INTEGER DEFAULT MAXWAIT, RELEASE_ON_COMMIT IN BOOLEAN DEFAULT FALSE) RETURN INTEGER;
  FUNCTION CONVERT(ID IN INTEGER, LOCKMODE IN INTEGER, TIMEOUT IN NUMBER DEFAULT MAXWAIT) RETURN INTEGER;
  FUNCTION CONVERT(LOCKHANDLE IN VARCHAR2, LOCKMODE IN INTEGER, TIMEOUT IN NUMBER DEFAULT MAXWAIT) RETURN INTEGER;
  FUNCTION RELEASE(ID IN INTEGER) RETURN INTEGER;
  FUNCTION RELEASE(LOCKHANDLE IN VARCHAR2) RETURN INTEGER;
  PROCEDURE SLEEP(SECONDS IN NUMBER);
END DBMS_LOCK;`;

const MOST_USER_ID = 1_073_741_823;
/** Numbers of named locks start behind those of users and end below 2,000,000,000. */
const FIRST_NAMED_ID = 1_073_741_824n;
const NAMED_IDS = 926_258_176n;
const HANDLE = /^\d{10}\d{15}$/;
const MOST_NAME_LENGTH = 128;

/**
 * A handle is made from the name alone, so that it is the same in every session and after a restart: ten digits of the lock's number, then
 * fifteen that keep names apart whose numbers are equal.
 */
export function lockHandleOf(name: string): string {
  const digest = createHash('sha256').update(`DBMS_LOCK\0${name}`).digest();
  const id = FIRST_NAMED_ID + (digest.readBigUInt64BE(0) % NAMED_IDS);
  const rest = digest.readBigUInt64BE(8) % 1_000_000_000_000_000n;
  return `${id}${String(rest).padStart(15, '0')}`;
}

function allocateUnique([name]: Value[]) {
  const lockName = textOf(name);
  if (lockName === null || lockName.length > MOST_NAME_LENGTH) {
    return outputs({ 1: null });
  }
  return outputs({ 1: lockHandleOf(lockName) });
}

/** The advisory lock's key for a user's number or a handle; the status that refuses it else. */
function keyOf(lock: Value | undefined): bigint | number {
  const handle = textOf(lock);
  if (handle !== null) return HANDLE.test(handle) ? advisoryKey(handle) : LOCK_STATUS.illegalHandle;
  const id = integerOf(lock);
  if (id === null || id < 0 || id > MOST_USER_ID) return LOCK_STATUS.parameterError;
  return advisoryKey(String(id));
}

function advisoryKey(lock: string): bigint {
  return createHash('sha256').update(`DBMS_LOCK key\0${lock}`).digest().readBigInt64BE(0);
}

const MODES: Record<number, LockMode> = { 1: 'NULL', 2: 'SHARED', 4: 'SHARED', 6: 'EXCLUSIVE' };

function modeOf(value: Value | undefined): LockMode | undefined {
  const number = integerOf(value);
  // PostgreSQL has shared and exclusive only; SX and SSX are compatible with themselves or with SS in a way that neither is.
  if (number === 3 || number === 5) throw unimplemented('DBMS_LOCK mode SX_MODE and SSX_MODE');
  return number === null ? undefined : MODES[number];
}

function secondsOf(value: Value | undefined): number | undefined {
  const seconds = decimalOf(value)?.toNumber();
  if (seconds === undefined || seconds < 0) return undefined;
  // MAXWAIT means for ever.
  return seconds >= 32_767 ? Number.POSITIVE_INFINITY : seconds;
}

async function request(call: NativeCall, [lock, lockMode, timeout, releaseOnCommit]: Value[]) {
  const key = keyOf(lock);
  const mode = modeOf(lockMode);
  const seconds = secondsOf(timeout);
  if (typeof key === 'number') return returns(key);
  if (mode === undefined || seconds === undefined) return returns(LOCK_STATUS.parameterError);
  return returns(await requestLock(call, { key, mode, seconds, releaseOnCommit: releaseOnCommit === true }));
}

async function convert(call: NativeCall, [lock, lockMode, timeout]: Value[]) {
  const key = keyOf(lock);
  const mode = modeOf(lockMode);
  const seconds = secondsOf(timeout);
  if (typeof key === 'number') return returns(key);
  if (mode === undefined || seconds === undefined) return returns(LOCK_STATUS.parameterError);
  return returns(await convertLock(call, { key, mode, seconds }));
}

async function release(call: NativeCall, [lock]: Value[]) {
  const key = keyOf(lock);
  return returns(typeof key === 'number' ? key : await releaseLock(call, key));
}

export const DBMS_LOCK: NativePackage = {
  name: 'DBMS_LOCK',
  specification: SPECIFICATION,
  isRestricted: true,
  subprograms: {
    // As the manual has it: "this procedure always performs a commit".
    ALLOCATE_UNIQUE: async (call, inputs) => {
      const outcome = allocateUnique(inputs);
      await call.statements.run(parseStatement('COMMIT'), [], []);
      return outcome;
    },
    ALLOCATE_UNIQUE_AUTONOMOUS: (_call, inputs) => allocateUnique(inputs),
    REQUEST: request,
    CONVERT: convert,
    RELEASE: release,
    SLEEP: sleep,
  },
};
