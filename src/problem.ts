import { ERRORS, type ErrorCode, type FieldError, type ServiceError } from './errors.ts';

/** RFC 9457 problem details, with `code` for programs and `error` for clients of the Go service (equal to `detail`). */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  error: string;
  error_code?: string;
  errors?: FieldError[];
};

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** `type` of a problem: a name, not an address; docs/errors.md explains each. */
export function problemType(code: ErrorCode): string {
  return `urn:oracle-jobs-api:error:${code.toLowerCase().replaceAll('_', '-')}`;
}

/** @param instance the path of the request, without its query. */
export function toProblem(error: ServiceError, instance: string): Problem {
  const { status, message } = ERRORS[error.code];
  return {
    type: problemType(error.code),
    title: message,
    status,
    detail: error.message,
    instance,
    code: error.code,
    error: error.message,
    ...(error.oracleCode === undefined ? {} : { error_code: error.oracleCode }),
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  };
}
