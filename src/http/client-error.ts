import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ErrorCode, serviceError } from '../errors.ts';
import { PROBLEM_MEDIA_TYPE, toProblem } from '../problem.ts';

/** What Node's HTTP parser gives up on, by its error code; anything else is no HTTP. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/** Answers what could not be read as a request, and ends its connection. Fastify's `clientErrorHandler`. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  // Nobody is there to read an answer, or one is on its way already.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const problem = toProblem(serviceError(CODES[error.code ?? ''] ?? 'MALFORMED_REQUEST'), '');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `content-type: ${PROBLEM_MEDIA_TYPE}; charset=utf-8`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
