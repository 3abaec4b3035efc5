import { OracleError } from '../../types/oracle-error.ts';
import type { HostVariable } from '../sql-engine.ts';
import type { CompileContext } from './compile-context.ts';
import { isScalar } from './type-classes.ts';
import { pgTypeName, type TypedSql, typed } from './typed-sql.ts';

/** The fields of a record variable as parameters, for `VALUES record` and `SET ROW = record`. */
export function recordFields(variable: HostVariable, context: CompileContext, pos: number): TypedSql[] {
  if (variable.type.kind !== 'RECORD') throw new OracleError(902, 'invalid datatype', { offset: pos });
  const index = context.parameters.inputIndex(variable);
  return variable.type.fields.map((field, position) => {
    if (!isScalar(field.type) || field.type.kind === 'BOOLEAN')
      throw new OracleError(902, 'invalid datatype', { offset: pos });
    const type = field.type.kind === 'PLS_INTEGER' ? ({ kind: 'NUMBER' } as const) : field.type;
    const token = context.parameters.add({ kind: 'field', index, field: position }, pgTypeName(type));
    return typed(token, type, { pos });
  });
}
