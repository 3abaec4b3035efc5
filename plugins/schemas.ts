import type { FastifyPluginCallback } from 'fastify';
import fp from 'fastify-plugin';
import { Job, JobAttempt } from '../routes/schemas/job.ts';
import { Problem } from '../routes/schemas/problem.ts';
import { CallParameter, JobSubmission, ProcedureCall } from '../routes/schemas/procedure-call.ts';

const SHARED_SCHEMAS = [Problem, CallParameter, ProcedureCall, JobSubmission, JobAttempt, Job];

/** Registers the schemas that routes refer to by `$id`; they become the components of the OpenAPI document. */
const schemas: FastifyPluginCallback = (fastify, _options, done) => {
  for (const schema of SHARED_SCHEMAS) fastify.addSchema(schema);
  done();
};

export default fp(schemas, { name: 'schemas' });
