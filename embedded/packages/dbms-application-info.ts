import { type LongOperation, longOperationsOf } from '../catalog/long-operations.ts';
import { formatNumber, ZERO } from '../types/number.ts';
import { truncateBytes } from '../types/text.ts';
import type { Value } from '../types/values.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { decimalOf, integerOf, outputs, procedure, textOf } from './native-values.ts';

const SPECIFICATION = `PACKAGE DBMS_APPLICATION_INFO AS
  SET_SESSION_LONGOPS_NOHINT CONSTANT BINARY_INTEGER := -1;
  PROCEDURE SET_MODULE(MODULE_NAME IN VARCHAR2, ACTION_NAME IN VARCHAR2);
  PROCEDURE SET_ACTION(ACTION_NAME IN VARCHAR2);
  PROCEDURE READ_MODULE(MODULE_NAME OUT VARCHAR2, ACTION_NAME OUT VARCHAR2);
  PROCEDURE SET_CLIENT_INFO(CLIENT_INFO IN VARCHAR2);
  PROCEDURE READ_CLIENT_INFO(CLIENT_INFO OUT VARCHAR2);
  PROCEDURE SET_SESSION_LONGOPS(
    RINDEX IN OUT BINARY_INTEGER,
    SLNO IN OUT BINARY_INTEGER,
    OP_NAME IN VARCHAR2 DEFAULT NULL,
    TARGET IN BINARY_INTEGER DEFAULT 0,
    CONTEXT IN BINARY_INTEGER DEFAULT 0,
    SOFAR IN NUMBER DEFAULT 0,
    TOTALWORK IN NUMBER DEFAULT 0,
    TARGET_DESC IN VARCHAR2 DEFAULT 'unknown target',
    UNITS IN VARCHAR2 DEFAULT NULL);
END DBMS_APPLICATION_INFO;`;

const MODULE_BYTES = 64;
const ACTION_BYTES = 64;
const CLIENT_INFO_BYTES = 64;
/** Rows that a session keeps in V$SESSION_LONGOPS; the oldest makes room. */
const MOST_LONG_OPERATIONS = 100;

function cut(value: Value | undefined, bytes: number): string | null {
  const text = textOf(value);
  return text === null ? null : truncateBytes(text, bytes);
}

/** RINDEX is the row (0-based), −1 makes a new one. SLNO is for the package only. */
function setSessionLongops({ session }: NativeCall, inputs: Value[]) {
  const [rindex, slno, name, target, context, soFar, totalWork, description, units] = inputs;
  const operations = longOperationsOf(session);
  const values = {
    opName: cut(name, 64),
    target: decimalOf(target)?.toFixed() ?? null,
    targetDescription: cut(description, 32),
    soFar: formatNumber(decimalOf(soFar) ?? ZERO),
    totalWork: formatNumber(decimalOf(totalWork) ?? ZERO),
    units: cut(units, 32),
    context: formatNumber(decimalOf(context) ?? ZERO),
    lastUpdateTime: new Date(),
  } satisfies Omit<LongOperation, 'startTime'>;
  const index = integerOf(rindex) ?? -1;
  const known = operations[index];
  if (known !== undefined) {
    Object.assign(known, values);
    return outputs({ 0: index, 1: integerOf(slno) ?? index });
  }
  const slot = operations.length < MOST_LONG_OPERATIONS ? operations.length : oldestOf(operations);
  operations[slot] = { ...values, startTime: values.lastUpdateTime };
  return outputs({ 0: slot, 1: slot });
}

function oldestOf(operations: LongOperation[]): number {
  let oldest = 0;
  for (const [index, { lastUpdateTime }] of operations.entries()) {
    if (lastUpdateTime < (operations[oldest]?.lastUpdateTime ?? lastUpdateTime)) oldest = index;
  }
  return oldest;
}

export const DBMS_APPLICATION_INFO: NativePackage = {
  name: 'DBMS_APPLICATION_INFO',
  specification: SPECIFICATION,
  subprograms: {
    SET_MODULE: procedure(({ session }, [module, action]) => {
      session.attributes.module = cut(module, MODULE_BYTES);
      session.attributes.action = cut(action, ACTION_BYTES);
    }),
    SET_ACTION: procedure(({ session }, [action]) => {
      session.attributes.action = cut(action, ACTION_BYTES);
    }),
    READ_MODULE: ({ session }) => outputs({ 0: session.attributes.module, 1: session.attributes.action }),
    SET_CLIENT_INFO: procedure(({ session }, [info]) => {
      session.attributes.clientInfo = cut(info, CLIENT_INFO_BYTES);
    }),
    READ_CLIENT_INFO: ({ session }) => outputs({ 0: session.attributes.clientInfo }),
    SET_SESSION_LONGOPS: setSessionLongops,
  },
};
