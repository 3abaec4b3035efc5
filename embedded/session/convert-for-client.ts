import { convertValue } from '../types/conversion.ts';
import type { DataType, ScalarType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import { CollectionValue, CursorHandle, RecordValue, type Value } from '../types/values.ts';
import type { BindDescription } from './database-session.ts';
import { functionContext } from './function-context.ts';
import type { SessionState } from './session-state.ts';

/** A value in the type of the bind that takes it. Throws ORA-06502-like errors of conversion, ORA-01406 where it is too long. */
export function convertForClient(session: SessionState, value: Value, from: ScalarType, bind: BindDescription): Value {
  if (
    value === null ||
    value instanceof RecordValue ||
    value instanceof CollectionValue ||
    value instanceof CursorHandle
  ) {
    return value;
  }
  const { type } = bind;
  if (!isScalar(type) || type.kind === from.kind) return fitting(value, bind);
  return fitting(convertValue(value, from, type, functionContext(session)), bind);
}

function isScalar(type: DataType): type is ScalarType {
  return type.kind !== 'RECORD' && type.kind !== 'COLLECTION' && type.kind !== 'REF CURSOR';
}

function fitting(value: Value, bind: BindDescription): Value {
  if (bind.maxSize <= 0) return value;
  const size = typeof value === 'string' ? Buffer.byteLength(value) : Buffer.isBuffer(value) ? value.length : 0;
  if (size > bind.maxSize) throw new OracleError(1406, 'fetched column value was truncated');
  return value;
}
