import type { NameScope } from '../sql/sql-engine.ts';
import { OracleError } from '../types/oracle-error.ts';

/** The names of a DDL statement: columns and objects only. Throws ORA-01027 for a bind. */
export const NO_NAMES: NameScope = {
  resolveVariable: () => undefined,
  resolveExpression: () => undefined,
  resolveBind: () => {
    throw new OracleError(1027, 'bind variables not allowed for data definition operations');
  },
};
