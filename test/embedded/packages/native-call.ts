import type { NativeCall, NativeOutcome } from '../../../embedded/packages/native-package.ts';
import { NATIVE_PACKAGES } from '../../../embedded/packages/native-packages.ts';
import { SessionState } from '../../../embedded/session/session-state.ts';
import type { SqlEngine } from '../../../embedded/sql/sql-engine.ts';
import type { PgConnection } from '../../../embedded/storage/pg-connection.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import type { Value } from '../../../embedded/types/values.ts';

let nextSid = 100;

export function openSession(): SessionState {
  nextSid += 1;
  return new SessionState({
    sid: nextSid,
    serial: 1,
    user: 'APP',
    client: { program: 'test', machine: 'test', osUser: 'test', processId: '1', terminal: '', driver: '' },
  });
}

/** What packages use of the SQL engine, on a PostgreSQL connection where one is given. */
export function nativeCall(session = openSession(), connection?: PgConnection): NativeCall {
  const sql: Partial<SqlEngine> = {
    isTransactionActive: true,
    runNative: async (text, parameters) => {
      if (connection === undefined) throw new Error(`unexpected SQL: ${text}`);
      return (await connection.query(text, parameters)).rows;
    },
  };
  return {
    session,
    sql: sql as SqlEngine,
    errorStack: () => 'ORA-01403: no data found\n',
    errorBacktrace: () => 'ORA-06512: at line 1\n',
    callStack: () => '----- PL/SQL Call Stack -----\n',
    resetPackages: () => {
      session.packageData.set('reset', true);
    },
    returnResult: () => undefined,
    overload: 1,
    findType: () => undefined,
    statements: {
      names: () => {
        throw new Error('no dynamic statements here');
      },
      run: async ({ statement }) => {
        if (statement.kind !== 'commit') throw new Error(`unexpected ${statement.kind}`);
        await connection?.query('SELECT 1');
        return [];
      },
    },
  };
}

export type Argument = Value | number;

/** Runs `PACKAGE.SUBPROGRAM` with plain values; numbers are NUMBER. */
export async function run(call: NativeCall, name: string, ...inputs: Argument[]): Promise<NativeOutcome> {
  const [packageName, subprogram = ''] = name.split('.');
  const subprograms = NATIVE_PACKAGES.find((one) => one.name === packageName)?.subprograms;
  const native = subprograms?.[subprogram];
  if (native === undefined) throw new Error(`no ${name}`);
  return native(
    call,
    inputs.map((input) => (typeof input === 'number' ? new Decimal(input) : input)),
  );
}

/** A function's result, numbers as JavaScript numbers. */
export async function result(call: NativeCall, name: string, ...inputs: Argument[]): Promise<Value | undefined> {
  return plain((await run(call, name, ...inputs))?.result);
}

/** Value of the OUT parameter at `position`. */
export async function output(call: NativeCall, position: number, name: string, ...inputs: Argument[]) {
  return plain((await run(call, name, ...inputs))?.out?.get(position));
}

function plain(value: Value | undefined): Value | undefined {
  return value instanceof Decimal ? value.toNumber() : value;
}
