import type { NativePackage } from './native-package.ts';
import { procedure } from './native-values.ts';

/** DBMS_SQL: implicit results. Its cursors of numbers are not supported: EXECUTE IMMEDIATE and OPEN FOR do what they did. */

const SPECIFICATION = `PACKAGE DBMS_SQL AUTHID CURRENT_USER AS
  V6 CONSTANT INTEGER := 0;
  NATIVE CONSTANT INTEGER := 1;
  V7 CONSTANT INTEGER := 2;
  PROCEDURE RETURN_RESULT(RC IN OUT SYS_REFCURSOR, TO_CLIENT IN BOOLEAN DEFAULT TRUE);
END DBMS_SQL;`;

export const DBMS_SQL: NativePackage = {
  name: 'DBMS_SQL',
  specification: SPECIFICATION,
  subprograms: {
    RETURN_RESULT: procedure((call, [cursor]) => call.returnResult(cursor ?? null)),
  },
};
