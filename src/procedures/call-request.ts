import { type FieldError, serviceError } from '../errors.ts';
import { type OracleType, PARAMETER_TYPES } from './oracle-type.ts';
import { foldIdentifier, MAX_NAME_LENGTH, type ProcedureName, parseProcedureName } from './procedure-name.ts';

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A call as clients send it (http-api: "A call"). Null and '' stand for what is not given, as in the Go service. */
export type CallBody = {
  name: string;
  schema?: string | null | undefined;
  isFunction?: boolean | null | undefined;
  params?: CallBodyParameter[] | null | undefined;
};
export type CallBodyParameter = {
  name: string;
  value?: unknown;
  direction?: string | null | undefined;
  type?: string | null | undefined;
};

export type Direction = 'IN' | 'OUT' | 'IN OUT';

/** A checked call. */
export type CallRequest = {
  /** As the client spelled it, schema in front. */
  displayName: string;
  name: ProcedureName;
  isFunction: boolean;
  params: RequestedParameter[];
};
export type RequestedParameter = {
  /** As the client spelled it: the key in the result. */
  name: string;
  direction: Direction;
  /** Undefined: what the dictionary says. */
  type: OracleType | undefined;
  /** Null for OUT. */
  value: JsonValue;
};

const EXPECTED_NAME = `debe ser PROC, PKG.PROC o ESQUEMA.PKG.PROC: de uno a tres identificadores de Oracle, ${MAX_NAME_LENGTH} caracteres en total como máximo`;

const EXPECTED_SCHEMA = 'debe ser un identificador de Oracle';

const TYPE_LIST = 'STRING, VARCHAR2, NUMBER, INTEGER, FLOAT, DATE, TIMESTAMP, BOOLEAN, CLOB, BLOB o CURSOR';

/**
 * Checks a call, without the database.
 * @throws {ServiceError} INVALID_PROCEDURE_NAME, VALIDATION_FAILED (unknown type or direction, a name twice).
 */
export function readCall(body: CallBody): CallRequest {
  const schema = body.schema || undefined;
  if (schema !== undefined && parseProcedureName(schema)?.length !== 1)
    throw serviceError('INVALID_PROCEDURE_NAME', { errors: [{ path: 'schema', message: EXPECTED_SCHEMA }] });
  const name = parseProcedureName(body.name, schema);
  if (name === undefined)
    throw serviceError('INVALID_PROCEDURE_NAME', { errors: [{ path: 'name', message: EXPECTED_NAME }] });
  const errors: FieldError[] = [];
  const params = (body.params ?? []).map((parameter, index) => readParameter(parameter, `params[${index}]`, errors));
  const seen = new Set<string>();
  params.forEach((parameter, index) => {
    const folded = foldIdentifier(parameter.name);
    if (seen.has(folded)) errors.push({ path: `params[${index}].name`, message: 'está repetido' });
    seen.add(folded);
  });
  if (errors.length > 0) throw serviceError('VALIDATION_FAILED', { errors });
  const displayName = schema === undefined ? body.name : `${schema}.${body.name}`;
  return { displayName, name, isFunction: body.isFunction ?? false, params };
}

function readParameter(parameter: CallBodyParameter, path: string, errors: FieldError[]): RequestedParameter {
  const direction = readDirection(parameter.direction);
  if (direction === undefined) errors.push({ path: `${path}.direction`, message: 'debe ser IN, OUT o INOUT' });
  const type = parameter.type ? PARAMETER_TYPES.get(typeKey(parameter.type)) : undefined;
  if (parameter.type && type === undefined) {
    errors.push({ path: `${path}.type`, message: `no es un tipo conocido; debe ser ${TYPE_LIST}` });
  }
  const value = direction === 'OUT' ? null : ((parameter.value ?? null) as JsonValue);
  return { name: parameter.name, direction: direction ?? 'IN', type, value };
}

/** `IN`, `OUT`, `INOUT`, `IN OUT`, `IN/OUT`, any case. */
function readDirection(text: string | null | undefined): Direction | undefined {
  switch ((text ?? '').toUpperCase().replace(/[\s/]/g, '')) {
    case '':
    case 'IN':
      return 'IN';
    case 'OUT':
      return 'OUT';
    case 'INOUT':
      return 'IN OUT';
    default:
      return undefined;
  }
}

/** `timestamp(6)  with time zone` → `TIMESTAMP WITH TIME ZONE` */
function typeKey(text: string): string {
  return text
    .toUpperCase()
    .replace(/\([^)]*\)/g, ' ')
    .trim()
    .replace(/\s+/g, ' ');
}
