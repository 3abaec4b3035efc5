import type { HostVariable, NameScope } from '../sql/sql-engine.ts';
import type { DataType } from '../types/data-type.ts';
import { NULL_TYPE } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { Value } from '../types/values.ts';
import type { BindDescription, BindValue } from './database-session.ts';

/** The names of a statement that stands alone: nothing but columns and placeholders. The key of a placeholder is its index. */
export function bindScope(binds: BindDescription[]): NameScope {
  return {
    resolveVariable: () => undefined,
    resolveExpression: () => undefined,
    resolveBind: (index): HostVariable => ({ type: typeOf(binds[index]), key: index }),
  };
}

/** `getStatementInfo` describes without binds. */
function typeOf(bind: BindDescription | undefined): DataType {
  return bind?.type ?? NULL_TYPE;
}

/** The values of a compiled statement's inputs, of one row of binds. Throws ORA-01008 where one is missing. */
export function inputsOf(inputs: readonly HostVariable[], row: readonly (BindValue | undefined)[]): Value[] {
  return inputs.map(({ key }) => {
    const value = row[key as number];
    if (value === undefined) throw new OracleError(1008, 'not all variables bound');
    if (Array.isArray(value)) throw new OracleError(1484, 'arrays can only be bound to PL/SQL statements');
    return value;
  });
}

/** Tells bind types apart as far as compilation does. */
export function bindTypesKey(binds: readonly BindDescription[]): string {
  return binds
    .map(({ type }) => {
      if (type.kind === 'RECORD' || type.kind === 'COLLECTION')
        return `${type.kind} ${type.name ?? JSON.stringify(type)}`;
      return 'precision' in type ? `${type.kind}(${type.precision})` : type.kind;
    })
    .join();
}
