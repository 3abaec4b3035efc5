import type { SessionState } from '../session/session-state.ts';
import { parseStatement } from '../syntax/parse.ts';
import type { NativeCall, NativePackage, NativeSubprogram } from './native-package.ts';
import { returns, textOf } from './native-values.ts';

const SPECIFICATION = `PACKAGE DBMS_TRANSACTION AS
  PROCEDURE COMMIT;
  PROCEDURE COMMIT_COMMENT(CMNT IN VARCHAR2);
  PROCEDURE ROLLBACK;
  PROCEDURE SAVEPOINT(SAVEPT IN VARCHAR2);
  PROCEDURE ROLLBACK_SAVEPOINT(SAVEPT IN VARCHAR2);
  PROCEDURE READ_ONLY;
  PROCEDURE READ_WRITE;
  FUNCTION LOCAL_TRANSACTION_ID(CREATE_TRANSACTION IN BOOLEAN DEFAULT FALSE) RETURN VARCHAR2;
END DBMS_TRANSACTION;`;

/** `undo segment.slot.sequence`: PostgreSQL's transaction number stands for the sequence. NULL where nothing was changed. */
async function localTransactionId(call: NativeCall, create: boolean) {
  const numberOf = create ? 'pg_current_xact_id()' : 'pg_current_xact_id_if_assigned()';
  const isActive = call.sql.isTransactionActive;
  if (!create && !isActive) return returns(null);
  const [row] = await call.sql.runNative(`SELECT ${numberOf}::text`, []);
  const number = row?.[0] ?? null;
  return returns(number === null ? null : `${slotOf(call.session)}.${number}`);
}

function slotOf({ sid }: SessionState): string {
  return `${(sid % 10) + 1}.${sid % 34}`;
}

/** A transaction statement, run as EXECUTE IMMEDIATE runs it. */
const statement =
  (textFor: (name: string) => string): NativeSubprogram =>
  async (call, [name]) => {
    await call.statements.run(parseStatement(textFor(textOf(name) ?? '')), [], []);
    return undefined;
  };

export const DBMS_TRANSACTION: NativePackage = {
  name: 'DBMS_TRANSACTION',
  specification: SPECIFICATION,
  subprograms: {
    COMMIT: statement(() => 'COMMIT'),
    COMMIT_COMMENT: statement(() => 'COMMIT'),
    ROLLBACK: statement(() => 'ROLLBACK'),
    SAVEPOINT: statement((name) => `SAVEPOINT ${name}`),
    ROLLBACK_SAVEPOINT: statement((name) => `ROLLBACK TO SAVEPOINT ${name}`),
    READ_ONLY: statement(() => 'SET TRANSACTION READ ONLY'),
    READ_WRITE: statement(() => 'SET TRANSACTION READ WRITE'),
    LOCAL_TRANSACTION_ID: (call, [create]) => localTransactionId(call, create === true),
  },
};
