import createError, { type FastifyError } from '@fastify/error';

/** One kind of error: its HTTP status, the Spanish sentence that clients read, and what it means (for docs/errors.md). */
type CatalogueEntry = { readonly status: number; readonly message: string; readonly meaning: string };

/**
 * The error catalogue: everything that this service answers with when it does not answer with success.
 * Codes are the contract with client programs and never change; messages are for people.
 */
export const ERRORS = {
  VALIDATION_FAILED: {
    status: 400,
    message: 'La petición no es válida',
    meaning: 'A field of the body, the query or the path is missing or has a wrong value; `errors` names each one.',
  },
  MALFORMED_JSON: {
    status: 400,
    message: 'El cuerpo no es JSON válido',
    meaning: 'The body could not be read as JSON.',
  },
  MALFORMED_REQUEST: {
    status: 400,
    message: 'La petición HTTP no es válida',
    meaning: 'What arrived on the connection is no HTTP request.',
  },
  INVALID_PROCEDURE_NAME: {
    status: 400,
    message: 'El nombre del procedimiento no es válido',
    meaning: 'The name is not one to three dotted Oracle identifiers, or is longer than 200 bytes.',
  },
  INVALID_CURSOR: {
    status: 400,
    message: 'El cursor de paginación no es válido',
    meaning: 'The `cursor` did not come from `next_cursor` of an earlier answer.',
  },
  FILTER_REQUIRED: {
    status: 400,
    message: 'Indique al menos un filtro: status u older_than',
    meaning: 'A bulk delete without a filter is refused.',
  },
  QUERY_NOT_READ_ONLY: {
    status: 400,
    message: 'Solo se admite una consulta SELECT o WITH',
    meaning: 'The text sent to `/query` is not one single SELECT.',
  },
  UNAUTHORIZED: { status: 401, message: 'No autorizado', meaning: 'The bearer token is missing or unknown.' },
  SCOPE_REQUIRED: {
    status: 403,
    message: 'El token no tiene permiso para esta operación',
    meaning: 'The token is known but lacks the scope that the operation needs.',
  },
  ADDRESS_NOT_ALLOWED: {
    status: 403,
    message: 'Dirección IP no autorizada',
    meaning: 'The address of the client is not in API_ALLOWED_IPS.',
  },
  PROCEDURE_NOT_ALLOWED: {
    status: 403,
    message: 'El procedimiento no está permitido',
    meaning: 'The allow and deny lists (PROCEDURE_ALLOW, PROCEDURE_DENY) do not let this procedure be called.',
  },
  QUERY_DISABLED: {
    status: 403,
    message: 'El endpoint /query no está habilitado',
    meaning: 'Queries are off; QUERY_ENABLED=1 turns them on.',
  },
  ROUTE_NOT_FOUND: { status: 404, message: 'Ruta no encontrada', meaning: 'No endpoint has this method and path.' },
  JOB_NOT_FOUND: {
    status: 404,
    message: 'Job no encontrado',
    meaning: 'No job has this id: it never existed, was deleted, or was cleaned up after its retention.',
  },
  PROCEDURE_NOT_FOUND: {
    status: 404,
    message: 'Procedimiento no encontrado',
    meaning: 'The procedure does not exist, or the database user may not execute it (PLS-00201).',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    message: 'La petición no llegó completa a tiempo',
    meaning: 'The request stopped arriving half-way.',
  },
  JOB_ACTIVE: {
    status: 409,
    message: 'El job está activo; cancélelo antes de eliminarlo',
    meaning: 'A pending or running job cannot be deleted.',
  },
  JOB_FINISHED: {
    status: 409,
    message: 'El job ya ha finalizado',
    meaning: 'A job that has ended cannot be cancelled.',
  },
  JOB_NOT_FINISHED: {
    status: 409,
    message: 'El job aún no ha finalizado',
    meaning: 'Only a job that has ended can be retried.',
  },
  JOB_NOT_REPEATABLE: {
    status: 409,
    message: 'El job es de un servicio anterior, que no guardó la llamada: no se puede repetir',
    meaning: 'The job was in a table of the Go service, which did not keep what is needed to run it again.',
  },
  SETUP_PRIVILEGE_MISSING: {
    status: 409,
    message: 'El usuario de la base de datos no puede crear los objetos; ejecute sql/create_async_jobs_table.sql',
    meaning: 'The database user may not create the schema objects; a DBA runs the named script instead.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: 'El cuerpo de la petición es demasiado grande',
    meaning: 'The body is larger than BODY_LIMIT_BYTES.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'El tipo de contenido no está soportado; use application/json',
    meaning: 'The body is not `application/json`.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    message: 'La clave Idempotency-Key ya se usó con otra petición',
    meaning: 'The same Idempotency-Key came with another body.',
  },
  SIGNATURE_MISMATCH: {
    status: 422,
    message: 'Parámetros incorrectos',
    meaning: 'The parameters do not fit the signature of the procedure (PLS-00306); `detail` shows it.',
  },
  VALUE_NOT_CONVERTIBLE: {
    status: 422,
    message: 'Error de conversión de tipos',
    meaning: 'A value does not convert to the type of its parameter (ORA-06502, ORA-01722, …).',
  },
  PROCEDURE_FAILED: {
    status: 422,
    message: 'El procedimiento terminó con error',
    meaning: 'The procedure called by `POST /procedure` raised an error; `error_code` is its Oracle code.',
  },
  QUERY_FAILED: {
    status: 422,
    message: 'La consulta terminó con error',
    meaning: 'Oracle refused the query; `error_code` is its Oracle code.',
  },
  RATE_LIMITED: {
    status: 429,
    message: 'Demasiadas peticiones',
    meaning:
      'The token used up RATE_LIMIT_PER_MINUTE, or the address sent too many requests without a known token; wait for `Retry-After` seconds.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    message: 'Las cabeceras de la petición son demasiado grandes',
    meaning: 'The request line and the headers are larger than 16 KB.',
  },
  INTERNAL_ERROR: {
    status: 500,
    message: 'Error interno del servidor',
    meaning: 'A fault of the service; see its log.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    message: 'La base de datos no está disponible',
    meaning: 'Oracle cannot be reached or did not answer in time; try again after `Retry-After` seconds.',
  },
  SCHEMA_MISSING: {
    status: 503,
    message: 'Falta la tabla ASYNC_JOBS; ejecute sql/create_async_jobs_table.sql o POST /setup/tables',
    meaning: 'The schema objects are not installed and could not be created.',
  },
  TOO_MANY_PENDING_JOBS: {
    status: 503,
    message: 'Hay demasiados jobs pendientes',
    meaning: 'MAX_PENDING_JOBS jobs wait already; try again after `Retry-After` seconds.',
  },
  TOO_MANY_CALLS: {
    status: 503,
    message: 'Hay demasiadas llamadas síncronas a la vez',
    meaning:
      'All connections for `POST /procedure` and `POST /query` (CONTROL_POOL_SIZE less two) stayed taken; try again after `Retry-After` seconds.',
  },
  SHUTTING_DOWN: {
    status: 503,
    message: 'El servicio se está deteniendo',
    meaning: 'This instance is stopping; try again, on another instance if there is one.',
  },
  PROCEDURE_TIMEOUT: {
    status: 504,
    message: 'El procedimiento superó el tiempo límite y fue interrumpido',
    meaning: '`POST /procedure` ran longer than SYNC_TIMEOUT_SECONDS; the call was broken off and rolled back.',
  },
  QUERY_TIMEOUT: {
    status: 504,
    message: 'La consulta superó el tiempo límite y fue interrumpida',
    meaning: '`POST /query` ran longer than QUERY_TIMEOUT_SECONDS; it was broken off.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** What was wrong with one field; `path` is dotted with indexes (`params[0].direction`). */
export type FieldError = { path: string; message: string };

export type ServiceErrorOptions = {
  /** Replaces the catalogue's sentence in `detail`. Shown to clients: no SQL text, host name or credential. */
  detail?: string;
  cause?: unknown;
  /** Seconds for the `Retry-After` header. */
  retryAfterSeconds?: number;
  errors?: FieldError[];
  /** The Oracle code behind it, such as `ORA-20001` or `PLS-00306`. */
  oracleCode?: string;
};

export type ServiceError = FastifyError &
  Pick<ServiceErrorOptions, 'retryAfterSeconds' | 'errors' | 'oracleCode'> & { code: ErrorCode; statusCode: number };

/** Makes an error of the catalogue: `throw serviceError('JOB_NOT_FOUND')`. */
export function serviceError(code: ErrorCode, options: ServiceErrorOptions = {}): ServiceError {
  const { detail, cause, ...extra } = options;
  const { status, message } = ERRORS[code];
  const CatalogueError = createError<typeof code, number, [string]>(code, '%s', status);
  return Object.assign(
    new CatalogueError(detail ?? namedFields(extra.errors) ?? message),
    extra,
    cause === undefined ? {} : { cause },
  );
}

/** `params[0].type: no se conoce`: one sentence of all the fields that are wrong. */
function namedFields(errors: FieldError[] | undefined): string | undefined {
  return errors?.map(({ path, message }) => `${path}: ${message}`).join('; ');
}

export function isServiceError(error: unknown): error is ServiceError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && Object.hasOwn(ERRORS, error.code)
  );
}

/**
 * The plain sentences of the guides, put in front of Oracle's own text in a job's `error`:
 * `Procedimiento no encontrado: ORA-06550: … PLS-00201: identifier 'X' must be declared`.
 */
export const ORACLE_SENTENCES: Readonly<Record<string, string>> = {
  'PLS-00201': ERRORS.PROCEDURE_NOT_FOUND.message,
  'PLS-00306': ERRORS.SIGNATURE_MISMATCH.message,
  'ORA-06502': ERRORS.VALUE_NOT_CONVERTIBLE.message,
  'ORA-01403': 'No se encontraron datos',
};

/** What `error` says for a job that the service itself, not Oracle, brought to its end; the keys are its `error_code`. */
export const JOB_ERRORS = {
  RUN_TIMEOUT: 'El job superó su tiempo límite de ejecución y fue interrumpido',
  QUEUE_TIMEOUT: 'El job superó su tiempo límite de espera sin empezar',
  OUTCOME_UNKNOWN:
    'Se perdió la sesión durante la llamada: no se sabe si el procedimiento llegó a confirmar su trabajo',
  WORKER_LOST: 'La instancia que ejecutaba el job se perdió antes de que el procedimiento empezara',
  DRAINED: 'El servicio se detuvo y el procedimiento fue interrumpido',
  RESULT_NOT_STORED: 'El resultado no pudo guardarse',
  ERROR_NOT_STORED: 'El job falló, y el texto del error no pudo guardarse',
} as const;
export type JobErrorCode = keyof typeof JOB_ERRORS;
