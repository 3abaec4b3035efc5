import type { FastifyError, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { type ErrorCode, type FieldError, isServiceError, type ServiceError, serviceError } from '../src/errors.ts';
import { describeViolation, type SchemaViolation } from '../src/http/field-errors.ts';
import { PROBLEM_MEDIA_TYPE, toProblem } from '../src/problem.ts';

/** Fastify's and its plugins' own errors, by code. */
const KNOWN_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MALFORMED_JSON',
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_INVALID_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_BEARER_AUTH_MISSING_AUTHORIZATION_HEADER: 'UNAUTHORIZED',
  FST_BEARER_AUTH_INVALID_AUTHORIZATION_HEADER: 'UNAUTHORIZED',
  FST_ERR_BAD_URL: 'ROUTE_NOT_FOUND',
  // The only path parameter is the id of a job.
  FST_ERR_MAX_PARAM_LENGTH: 'JOB_NOT_FOUND',
};

/** After a 503 that does not know better. */
const RETRY_AFTER_SECONDS = 5;

/** Answers every error as problem details (RFC 9457). Only a fault of the service itself is logged as an error. */
const errorHandler: FastifyPluginCallback = (fastify, _options, done) => {
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toServiceError(error);
    if (problem.code === 'INTERNAL_ERROR') request.log.error({ err: error }, 'unexpected error');
    else request.log.debug({ err: error }, 'request refused');
    return sendProblem(problem, request, reply);
  });
  fastify.setNotFoundHandler((request, reply) => {
    const detail = `Ruta no encontrada: ${request.method} ${pathOf(request)}`;
    return sendProblem(serviceError('ROUTE_NOT_FOUND', { detail }), request, reply);
  });
  done();
};

/** Fastify's `frameworkErrors`: what goes wrong before a route is found, such as a malformed path. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(toServiceError(error), request, reply);
}

function toServiceError(error: FastifyError): ServiceError {
  if (isServiceError(error)) return error;
  if (error.validation !== undefined) return validationError(error);
  const known = KNOWN_CODES[error.code];
  if (known !== undefined) return serviceError(known, { cause: error });
  // The JSON parser's refusals: a SyntaxError with a status and no code of its own.
  if (error instanceof SyntaxError && error.statusCode === 400) return serviceError('MALFORMED_JSON', { cause: error });
  return serviceError('INTERNAL_ERROR', { cause: error });
}

function validationError(error: FastifyError): ServiceError {
  // What has not the form of an id is the id of no job.
  if (error.validationContext === 'params') return serviceError('JOB_NOT_FOUND', { cause: error });
  const violations = withoutAlternatives((error.validation ?? []) as SchemaViolation[]);
  const errors = oneOfEachField(violations.map(describeViolation));
  const place = error.validationContext === 'body' ? 'el cuerpo' : 'la petición';
  const named = errors.map(({ path, message }) => `${path === '' ? place : path}: ${message}`);
  return serviceError('VALIDATION_FAILED', { detail: named.join('; '), errors, cause: error });
}

/** Where nothing of an `anyOf` fits, the `anyOf` says what was expected, not each of its branches. */
function withoutAlternatives(violations: SchemaViolation[]): SchemaViolation[] {
  const choices = violations.filter(({ keyword }) => keyword === 'anyOf');
  return violations.filter(
    ({ schemaPath }) => !choices.some((choice) => schemaPath.startsWith(`${choice.schemaPath}/`)),
  );
}

function oneOfEachField(errors: FieldError[]): FieldError[] {
  return errors.filter(({ path }, index) => errors.findIndex((other) => other.path === path) === index);
}

function sendProblem(error: ServiceError, request: FastifyRequest, reply: FastifyReply) {
  const retryAfterSeconds = error.retryAfterSeconds ?? (error.statusCode === 503 ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  // Fastify would close the connection while the client still writes, which then finds it broken and reads no answer.
  if (error.code === 'PAYLOAD_TOO_LARGE') reply.removeHeader('connection');
  if (error.code === 'UNAUTHORIZED') reply.header('www-authenticate', 'Bearer realm="oracle-jobs-api"');
  return reply
    .code(error.statusCode)
    .type(PROBLEM_MEDIA_TYPE)
    .send(toProblem(error, pathOf(request)));
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url;
}

export default fp(errorHandler, { name: 'error-handler' });
