import { assignValue } from '../types/conversion.ts';
import type { DataType, ScalarType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { FunctionContext } from '../types/standard-function.ts';
import { CollectionValue, RecordValue, type ScalarValue, type Value } from '../types/values.ts';
import type { BindValue } from './database-session.ts';

/**
 * A record or collection of a client, as its type has it: numbers rounded to their scale. Throws ORA-22814 for a value that is larger than
 * its attribute or element, ORA-22909 for more elements than a VARRAY may have.
 */
export function constrainComposite(value: BindValue | undefined, context: FunctionContext): BindValue | undefined {
  if (value instanceof RecordValue || value instanceof CollectionValue) return constrained(value, value.type, context);
  return value;
}

function constrained(value: Value, type: DataType, context: FunctionContext): Value {
  if (value === null) return null;
  if (value instanceof RecordValue) {
    const fields = value.type.fields.map((field, index) =>
      constrained(value.fields[index] ?? null, field.type, context),
    );
    return new RecordValue(value.type, fields);
  }
  if (value instanceof CollectionValue) {
    const { limit, element } = value.type;
    if (limit !== undefined && value.elements.size > limit) {
      throw new OracleError(22909, 'exceeding maximum VARRAY limit');
    }
    for (const [key, item] of value.elements) value.elements.set(key, constrained(item, element, context));
    return value;
  }
  const scalar = unconstrained(type);
  if (scalar === undefined) return value;
  try {
    return assignValue(value as ScalarValue, scalar, type as ScalarType, context);
  } catch (error) {
    if (!(error instanceof OracleError)) throw error;
    throw new OracleError(22814, 'attribute or element value is larger than specified in type', { cause: error });
  }
}

/** The type without its limits; undefined where it has none that a value could exceed. */
function unconstrained(type: DataType): ScalarType | undefined {
  switch (type.kind) {
    case 'NUMBER':
      return { kind: 'NUMBER' };
    case 'VARCHAR2':
    case 'NVARCHAR2':
    case 'CHAR':
    case 'NCHAR':
      return { kind: type.kind, unit: type.unit };
    case 'RAW':
      return { kind: 'RAW' };
    default:
      return undefined;
  }
}
