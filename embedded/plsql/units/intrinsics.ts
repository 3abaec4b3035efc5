import type { NativeOutcome, NativePackage } from '../../packages/native-package.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import { decimalOf, integerOf, isDecimal } from '../runtime/integers.ts';
import { PlsqlException } from '../runtime/plsql-exception.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { messageOfCode } from '../standard-exceptions.ts';

/** What the language itself supplies as subprograms: errors and what a trigger was fired by. */

const SPECIFICATION = `PACKAGE STANDARD AS
  FUNCTION SQLCODE RETURN PLS_INTEGER;
  FUNCTION SQLERRM RETURN VARCHAR2;
  FUNCTION SQLERRM(code PLS_INTEGER) RETURN VARCHAR2;
  PROCEDURE RAISE_APPLICATION_ERROR(num BINARY_INTEGER, msg VARCHAR2, keeperrorstack BOOLEAN DEFAULT FALSE);
  FUNCTION INSERTING RETURN BOOLEAN;
  FUNCTION UPDATING RETURN BOOLEAN;
  FUNCTION UPDATING(colnam VARCHAR2) RETURN BOOLEAN;
  FUNCTION DELETING RETURN BOOLEAN;
END;`;

export const INTRINSIC_NAMES: ReadonlySet<string> = new Set([
  'SQLCODE',
  'SQLERRM',
  'RAISE_APPLICATION_ERROR',
  'INSERTING',
  'UPDATING',
  'DELETING',
]);

/** Longest message of RAISE_APPLICATION_ERROR, in bytes. */
const MAX_MESSAGE_BYTES = 2048;

export function intrinsics(runtime: Runtime): NativePackage {
  const result = (value: Value): NativeOutcome => ({ result: value });
  return {
    name: 'STANDARD',
    specification: SPECIFICATION,
    subprograms: {
      SQLCODE: () => result(decimalOf(runtime.handled?.sqlcode ?? 0)),
      'SQLERRM#1': () => result(runtime.handled?.sqlerrm ?? messageOfCode(0)),
      'SQLERRM#2': (_, [code = null]) => result(isDecimal(code) ? messageOfCode(integerOf(code)) : null),
      RAISE_APPLICATION_ERROR: (_, [num = null, msg = null, keep = null]) =>
        raiseApplicationError(runtime, num, msg, keep),
      INSERTING: () => result(runtime.trigger?.event === 'INSERT'),
      'UPDATING#1': () => result(runtime.trigger?.event === 'UPDATE'),
      'UPDATING#2': (_, [column = null]) => result(isUpdating(runtime, column)),
      DELETING: () => result(runtime.trigger?.event === 'DELETE'),
    },
  };
}

function isUpdating(runtime: Runtime, column: Value): boolean {
  const { trigger } = runtime;
  if (trigger?.event !== 'UPDATE' || typeof column !== 'string') return false;
  return trigger.updatedColumns.includes(column.toUpperCase());
}

function raiseApplicationError(runtime: Runtime, num: Value, msg: Value, keep: Value): never {
  const number = isDecimal(num) ? integerOf(num) : 0;
  if (number > -20_000 || number < -20_999) {
    throw new OracleError(21000, `error number argument to raise_application_error of ${number} is out of range`);
  }
  const text = cut(typeof msg === 'string' ? msg : '');
  const previous = keep === true ? runtime.handled : undefined;
  throw new PlsqlException(-number, `ORA-${-number}: ${text}`, { previous });
}

function cut(message: string): string {
  if (message.length * 3 <= MAX_MESSAGE_BYTES) return message;
  const bytes = Buffer.from(message);
  if (bytes.length <= MAX_MESSAGE_BYTES) return message;
  // A character that is cut in two is left out.
  return new TextDecoder().decode(bytes.subarray(0, MAX_MESSAGE_BYTES), { stream: true });
}
