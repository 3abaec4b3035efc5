import type { FastifyPluginCallback } from 'fastify';
import fp from 'fastify-plugin';
import { quoteLongNumbers } from '../src/http/long-numbers.ts';

/** Reads JSON bodies without losing digits of long numbers; `__proto__` and `constructor.prototype` keys are refused. */
const jsonBody: FastifyPluginCallback = (fastify, _options, done) => {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, parsed) => {
    // Many clients name a content type where there is no body, as with DELETE.
    if (body === '' && request.routeOptions.schema?.body === undefined) return parsed(null, undefined);
    void parse(request, quoteLongNumbers(body), parsed);
  });
  done();
};

export default fp(jsonBody, { name: 'json-body' });
