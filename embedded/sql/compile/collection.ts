import type { Expression } from '../../syntax/ast/expression.ts';
import type { CollectionType, RecordType, ScalarType } from '../../types/data-type.ts';
import { DATE, NUMBER } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { storedElements } from './composite-column.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { multisetElements } from './multiset.ts';
import { findHostExpression } from './name.ts';
import type { Scope } from './scope.ts';
import { compileCollectionFunction } from './stored-function.ts';
import { isScalar, varchar } from './type-classes.ts';
import { pgTypeName } from './typed-sql.ts';

/** The elements of a collection as a PostgreSQL row source: `sql alias definition`. Columns are c1, c2 …. */
export type ElementSource = {
  sql: string;
  /** Column definitions behind the alias. */
  definition: string;
  /** One column COLUMN_VALUE, or the fields of a record. */
  columns: { name: string; type: ScalarType }[];
  /** Of objects: their type. Their numbers in the run are in the column behind the others. */
  objectType?: RecordType | undefined;
};

/** Collections that Oracle supplies for such uses: constructors with literal elements. */
const SUPPLIED: Record<string, ScalarType> = {
  ODCINUMBERLIST: NUMBER,
  ODCIVARCHAR2LIST: varchar(4000),
  ODCIDATELIST: DATE,
  DBMS_DEBUG_VC2COLL: varchar(1000),
  KU$_VCNT: varchar(4000),
  DBMS_UTILITY_MAXRAW: { kind: 'RAW' },
};

/** `TABLE(expr)`, `MEMBER OF expr`: a variable, a function's result or a constructor. Throws ORA-22905. */
export function collectionElements(expression: Expression, scope: Scope): ElementSource {
  const made = multisetElements(expression, scope);
  if (made !== undefined) return made;
  if (expression.kind === 'cast') return collectionElements(expression.operand, scope);
  const supplied = suppliedElements(expression, scope);
  if (supplied !== undefined) return supplied;
  const stored = storedElements(expression, scope);
  if (stored !== undefined) return stored;
  const variable = findHostExpression(expression, scope);
  const { parameters } = scope.context;
  if (variable !== undefined) {
    if (variable.type.kind !== 'COLLECTION') throw notCollection(expression.pos);
    const columns = elementColumns(variable.type, expression.pos);
    const index = parameters.inputIndex(variable);
    return jsonSource(parameters.add({ kind: 'collection', variable, index, columns }, 'json'), columns, variable.type);
  }
  const call = compileCollectionFunction(expression, scope);
  if (call === undefined || call.step.target.returns.kind !== 'COLLECTION') throw notCollection(expression.pos);
  const { step, key } = call;
  const columns = elementColumns(call.step.target.returns, expression.pos);
  const token = parameters.add({ kind: 'function', step, columns }, 'json');
  return jsonSource(key === undefined ? token : `(${token} ->> ${key})::json`, columns, call.step.target.returns);
}

function notCollection(pos: number): OracleError {
  return new OracleError(22905, 'cannot access rows from a non-nested table item', { offset: pos });
}

function elementColumns(type: CollectionType, pos: number): { name: string; type: ScalarType }[] {
  const { element } = type;
  if (isScalar(element)) return [{ name: 'COLUMN_VALUE', type: columnType(element) }];
  if (element.kind !== 'RECORD') throw unimplemented('collections of collections in SQL', pos);
  return element.fields.map((field) => {
    if (!isScalar(field.type)) throw unimplemented('records with fields that are no scalars in SQL', pos);
    return { name: field.name, type: columnType(field.type) };
  });
}

function columnType(type: ScalarType): ScalarType {
  return type.kind === 'PLS_INTEGER' ? NUMBER : type;
}

function jsonSource(token: string, columns: ElementSource['columns'], { element }: CollectionType): ElementSource {
  const objectType = element.kind === 'RECORD' && element.object !== undefined ? element : undefined;
  const types = columns.map((column) => pgTypeName(column.type));
  if (objectType !== undefined) types.push('text');
  const definition = types.map((type, index) => `c${index + 1} ${type}`).join(', ');
  return { sql: `json_to_recordset(${token})`, definition: `(${definition})`, columns, objectType };
}

function suppliedElements(expression: Expression, scope: Scope): ElementSource | undefined {
  if (expression.kind !== 'call' || expression.callee.kind !== 'name') return undefined;
  const { parts } = expression.callee.name;
  const type = SUPPLIED[parts.at(-1)?.name ?? ''];
  if (type === undefined || parts.length > 2 || (parts.length === 2 && parts[0]?.name !== 'SYS')) return undefined;
  const values = expression.arguments.map((argument) => {
    const value = compileExpression(argument.value, scope);
    return `(${convertTo(value, type, scope.context.nls).sql})`;
  });
  const columns = [{ name: 'COLUMN_VALUE', type }];
  const sql = values.length === 0 ? `(SELECT NULL::${pgTypeName(type)} WHERE false)` : `(VALUES ${values.join(', ')})`;
  return { sql, definition: '(c1)', columns };
}
