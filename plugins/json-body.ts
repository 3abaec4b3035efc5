import { isUtf8 } from 'node:buffer';
import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { serviceError } from '../src/errors.ts';
import { isDeeperThan } from '../src/http/json-depth.ts';
import { quoteLongNumbers } from '../src/http/long-numbers.ts';

/** Far from what overflows the stack when the value is written again. */
const MAX_DEPTH = 500;

/** Reads JSON bodies without losing digits of long numbers; `__proto__` and `constructor.prototype` keys are refused. */
const jsonBody: FastifyPluginCallback = (fastify, _options, done) => {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, parsed) => {
    // Many clients name a content type where there is no body, as with DELETE.
    if (body.length === 0 && request.routeOptions.schema?.body === undefined) return parsed(null, undefined);
    if (isCompressed(request)) return parsed(serviceError('UNSUPPORTED_MEDIA_TYPE', { detail: COMPRESSED }), undefined);
    if (body.length === 0) return parsed(malformed('El cuerpo está vacío; se esperaba un objeto JSON'), undefined);
    // JSON is UTF-8 whatever `charset` says (RFC 8259); other bytes would be replaced without a word.
    if (!isUtf8(body)) return parsed(malformed('El cuerpo no está en UTF-8'), undefined);
    const text = body.toString();
    void parse(request, quoteLongNumbers(text), (error, value) => {
      if (error !== null) return parsed(isJson(text) ? forbiddenKey() : error, undefined);
      parsed(isDeeperThan(value, MAX_DEPTH) ? tooDeep() : null, value);
    });
  });
  done();
};

const COMPRESSED = 'El cuerpo comprimido no está soportado; envíelo sin Content-Encoding';

function isCompressed({ headers }: FastifyRequest): boolean {
  return !['', 'identity'].includes(headers['content-encoding'] ?? '');
}

function malformed(detail: string): Error {
  return serviceError('MALFORMED_JSON', { detail });
}

function forbiddenKey(): Error {
  return malformed('El cuerpo tiene una clave que no se admite: __proto__ o constructor.prototype');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function tooDeep(): Error {
  const message = `tiene más de ${MAX_DEPTH} niveles de anidamiento`;
  return serviceError('VALIDATION_FAILED', { detail: `el cuerpo: ${message}`, errors: [{ path: '', message }] });
}

export default fp(jsonBody, { name: 'json-body' });
