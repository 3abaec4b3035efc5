import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { problems } from '../schemas/problem.ts';
import { ProcedureCall } from '../schemas/procedure-call.ts';
import { ref } from '../schemas/ref.ts';
import { success } from '../schemas/success.ts';

const ProcedureResult = Type.Object({
  status: Type.Literal('ok'),
  out: Type.Record(Type.String(), Type.Unknown(), { description: 'Values of the OUT and INOUT parameters' }),
});

const EXAMPLES = { ok: { summary: 'Terminado', value: { status: 'ok', out: { vRESULTADO: 1250 } } } };

/** POST /procedure: runs a procedure while the client waits; past the time limit the call is broken off in the database. */
export const runProcedure: FastifyPluginCallbackTypebox = (fastify, _options, done) => {
  const schema = {
    operationId: 'runProcedure',
    summary: 'Run a procedure and wait for its result',
    tags: ['procedures'],
    security: [{ bearerAuth: [] }],
    body: ref(ProcedureCall),
    response: {
      200: success(ProcedureResult, 'It ran; its work is committed', EXAMPLES),
      ...problems(
        '/procedure',
        'VALIDATION_FAILED',
        'MALFORMED_JSON',
        'INVALID_PROCEDURE_NAME',
        'PROCEDURE_NOT_ALLOWED',
        'PROCEDURE_NOT_FOUND',
        'PAYLOAD_TOO_LARGE',
        'UNSUPPORTED_MEDIA_TYPE',
        'SIGNATURE_MISMATCH',
        'VALUE_NOT_CONVERTIBLE',
        'PROCEDURE_FAILED',
        'DATABASE_UNAVAILABLE',
        'TOO_MANY_CALLS',
        'SHUTTING_DOWN',
        'PROCEDURE_TIMEOUT',
      ),
    },
  };
  fastify.post('/procedure', { schema, config: { scope: 'submit' } }, async function runProcedure(request) {
    request.log.debug({ call: request.body }, 'call');
    const out = JSON.parse(await fastify.procedureRunner.run(request.body)) as Record<string, unknown>;
    return { status: 'ok', out } as const;
  });
  done();
};
