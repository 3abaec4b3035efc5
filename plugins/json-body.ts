import type { FastifyPluginCallback } from 'fastify';
import fp from 'fastify-plugin';
import { quoteLongNumbers } from '../src/http/long-numbers.ts';

/** Reads JSON bodies without losing digits of long numbers; `__proto__` and `constructor.prototype` keys are refused. */
const jsonBody: FastifyPluginCallback = (fastify, _options, done) => {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, parsed) => {
    void parse(request, quoteLongNumbers(body), parsed);
  });
  done();
};

export default fp(jsonBody, { name: 'json-body' });
