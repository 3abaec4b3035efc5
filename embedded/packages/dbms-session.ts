import { parseStatement } from '../syntax/parse.ts';
import { valueError } from '../types/convert-scalar.ts';
import { OracleError } from '../types/oracle-error.ts';
import { truncateBytes } from '../types/text.ts';
import type { Value } from '../types/values.ts';
import { clearContext, setContextValue } from './application-context.ts';
import type { NativeCall, NativePackage } from './native-package.ts';
import { decimalOf, integerOf, procedure, returns, textOf } from './native-values.ts';
import { waitFor } from './waiting.ts';

const SPECIFICATION = `PACKAGE DBMS_SESSION AS
  FREE_ALL_RESOURCES CONSTANT PLS_INTEGER := 1;
  REINITIALIZE CONSTANT PLS_INTEGER := 2;
  PROCEDURE SET_IDENTIFIER(CLIENT_ID IN VARCHAR2);
  PROCEDURE CLEAR_IDENTIFIER;
  PROCEDURE SLEEP(SECONDS IN NUMBER);
  PROCEDURE RESET_PACKAGE;
  PROCEDURE MODIFY_PACKAGE_STATE(ACTION_FLAGS IN PLS_INTEGER);
  PROCEDURE SET_CONTEXT(NAMESPACE IN VARCHAR2, ATTRIBUTE IN VARCHAR2, VALUE IN VARCHAR2, USERNAME IN VARCHAR2 DEFAULT NULL, CLIENT_ID IN VARCHAR2 DEFAULT NULL);
  PROCEDURE CLEAR_CONTEXT(NAMESPACE IN VARCHAR2, CLIENT_ID IN VARCHAR2 DEFAULT NULL, ATTRIBUTE IN VARCHAR2 DEFAULT NULL);
  PROCEDURE CLEAR_ALL_CONTEXT(NAMESPACE IN VARCHAR2);
  PROCEDURE SET_NLS(PARAM IN VARCHAR2, VALUE IN VARCHAR2);
  PROCEDURE SET_ROLE(ROLE_CMD IN VARCHAR2);
  PROCEDURE SET_SQL_TRACE(SQL_TRACE IN BOOLEAN);
  PROCEDURE FREE_UNUSED_USER_MEMORY;
  FUNCTION UNIQUE_SESSION_ID RETURN VARCHAR2;
END DBMS_SESSION;`;

const MOST_IDENTIFIER_BYTES = 64;

/** DBMS_SESSION.SLEEP and DBMS_LOCK.SLEEP: hundredths of a second count; broken off by the session's interrupt. */
export async function sleep(call: NativeCall, [seconds]: Value[]): Promise<undefined> {
  const duration = decimalOf(seconds);
  if (duration === null || duration.isNegative()) throw valueError();
  await waitFor(call.session.interrupt, duration.toDecimalPlaces(2).times(1000).toNumber());
}

function setIdentifier({ session }: NativeCall, [identifier]: Value[]): undefined {
  const text = textOf(identifier);
  session.attributes.clientIdentifier = text === null ? null : truncateBytes(text, MOST_IDENTIFIER_BYTES);
}

function modifyPackageState(call: NativeCall, [flags]: Value[]): undefined {
  const action = integerOf(flags);
  if (action !== 1 && action !== 2) throw new OracleError(23_352, 'duplicate destination for deferred transaction');
  call.resetPackages();
}

export const DBMS_SESSION: NativePackage = {
  name: 'DBMS_SESSION',
  specification: SPECIFICATION,
  subprograms: {
    SET_IDENTIFIER: setIdentifier,
    CLEAR_IDENTIFIER: procedure(({ session }) => {
      session.attributes.clientIdentifier = null;
    }),
    SLEEP: sleep,
    RESET_PACKAGE: procedure((call) => call.resetPackages()),
    MODIFY_PACKAGE_STATE: modifyPackageState,
    SET_CONTEXT: procedure(({ session }, [namespace, attribute, value]) => {
      setContextValue(session, textOf(namespace), textOf(attribute), textOf(value));
    }),
    CLEAR_CONTEXT: procedure(({ session }, [namespace, , attribute]) => {
      clearContext(session, textOf(namespace), textOf(attribute));
    }),
    CLEAR_ALL_CONTEXT: procedure(({ session }, [namespace]) => {
      clearContext(session, textOf(namespace), null);
    }),
    SET_NLS: async (call, [name, value]) => {
      await call.statements.run(parseStatement(`ALTER SESSION SET ${textOf(name)} = ${textOf(value)}`), [], []);
      return undefined;
    },
    // Roles are always all enabled, there is no tracing, and memory is the runtime's affair.
    SET_ROLE: () => undefined,
    SET_SQL_TRACE: () => undefined,
    FREE_UNUSED_USER_MEMORY: () => undefined,
    UNIQUE_SESSION_ID: ({ session }) => {
      const hex = (value: number, width: number) => value.toString(16).toUpperCase().padStart(width, '0');
      return returns(`${hex(session.sid, 4)}${hex(session.serial, 4)}0001`);
    },
  },
};
