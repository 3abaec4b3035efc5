import { type TSchema, Type } from '@sinclair/typebox';
import { ERRORS, type ErrorCode, serviceError } from '../../src/errors.ts';
import { PROBLEM_MEDIA_TYPE, toProblem } from '../../src/problem.ts';
import { ref, stringEnum } from './ref.ts';

const FieldError = Type.Object({
  path: Type.String({ description: 'The field, such as `params[0].direction`; empty for the whole body' }),
  message: Type.String({ description: 'What was expected of it' }),
});

const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];

export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri', description: 'Name of this kind of error' }),
    title: Type.String({ description: 'The kind of error in a sentence, always the same for a code' }),
    status: Type.Integer({ description: 'The HTTP status' }),
    detail: Type.String({ description: 'What is wrong with this request' }),
    instance: Type.String({ description: 'Path of the request' }),
    code: stringEnum(ERROR_CODES, { description: 'Stable code for programs' }),
    error: Type.String({ description: 'The same as `detail`, for clients of the Go service' }),
    error_code: Type.Optional(Type.String({ description: "Oracle's code, such as `ORA-20001`" })),
    errors: Type.Optional(Type.Array(FieldError, { description: 'The fields that are wrong' })),
  },
  { $id: 'Problem', description: 'RFC 9457 problem details' },
);

type ErrorStatus = (typeof ERRORS)[ErrorCode]['status'];

/** The responses that every operation may give, besides those it names. */
const PUBLIC_CODES: ErrorCode[] = ['MALFORMED_REQUEST', 'HEADERS_TOO_LARGE'];
/** The same of the protected scope. */
const PROTECTED_CODES: ErrorCode[] = ['UNAUTHORIZED', 'SCOPE_REQUIRED', 'RATE_LIMITED', 'INTERNAL_ERROR'];

/** Problem responses of an operation, by status, each with an example of every code. */
export function problems(instance: string, ...codes: ErrorCode[]) {
  return problemResponses(instance, [...codes, ...PROTECTED_CODES, ...PUBLIC_CODES]);
}

/** The same for an operation without authentication. */
export function publicProblems(instance: string, ...codes: ErrorCode[]) {
  return problemResponses(instance, [...codes, ...PUBLIC_CODES]);
}

function problemResponses(instance: string, codes: ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(ERRORS[code].status, [...(byStatus.get(ERRORS[code].status) ?? []), code]);
  const responses = [...byStatus].map(([status, group]) => [status, problemResponse(instance, status, group)] as const);
  return Object.fromEntries(responses) as Record<ErrorStatus, ReturnType<typeof problemResponse>>;
}

/** What plugins/error-handler.ts sends beside the problem. */
const HEADERS: Readonly<Record<number, Record<string, TSchema>>> = {
  401: { 'www-authenticate': Type.String({ description: 'A bearer token is asked for' }) },
  429: { 'retry-after': Type.Integer({ description: 'Seconds to wait before trying again' }) },
  503: { 'retry-after': Type.Integer({ description: 'Seconds to wait before trying again' }) },
};

function problemResponse(instance: string, status: number, codes: ErrorCode[]) {
  const examples = Object.fromEntries(
    codes.map((code) => [code, { summary: ERRORS[code].meaning, value: toProblem(serviceError(code), instance) }]),
  );
  return {
    description: codes.map((code) => ERRORS[code].message).join(' · '),
    ...(HEADERS[status] === undefined ? {} : { headers: HEADERS[status] }),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: ref(Problem), examples } },
  };
}
