import { type Static, Type } from '@sinclair/typebox';
import { NO_CONTROL_CHARACTERS, optionalOrNull } from './ref.ts';

const DIRECTION_PATTERN = '^([Ii][Nn]|[Oo][Uu][Tt]|[Ii][Nn][ /]?[Oo][Uu][Tt])?$';

export const CallParameter = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 130,
      ...NO_CONTROL_CHARACTERS,
      description: 'Name of the parameter',
      examples: ['vFECHA'],
    }),
    value: Type.Optional(
      Type.Unknown({
        description: 'Value of an IN or INOUT parameter; a number of more than 15 digits keeps them all',
      }),
    ),
    direction: optionalOrNull(
      Type.String({
        pattern: DIRECTION_PATTERN,
        description: '`IN` (default), `OUT` or `INOUT`, any case',
        'x-expected': 'IN, OUT o INOUT',
      }),
    ),
    type: optionalOrNull(
      Type.String({
        maxLength: 40,
        description:
          '`STRING`, `VARCHAR2`, `NUMBER`, `INTEGER`, `FLOAT`, `DATE`, `TIMESTAMP`, `CLOB`, `BLOB`, `BOOLEAN` or `CURSOR`, any case; ' +
          'read from the data dictionary if not given',
      }),
    ),
  },
  { $id: 'CallParameter', additionalProperties: false },
);
export type CallParameter = Static<typeof CallParameter>;

/** What the asynchronous and the synchronous call have in common. */
export const callProperties = {
  name: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'One to three dotted Oracle identifiers: `PROC`, `PKG.PROC`, `SCHEMA.PKG.PROC`',
    examples: ['PKG_ETL.PROCESO_LARGO'],
  }),
  schema: optionalOrNull(Type.String({ maxLength: 130, description: 'Schema, put in front of the name' })),
  isFunction: optionalOrNull(
    Type.Boolean({ description: 'A function: the first OUT parameter receives the return value' }),
  ),
  params: optionalOrNull(
    Type.Array(Type.Unsafe<CallParameter>(Type.Ref('CallParameter')), {
      maxItems: 1000,
      description: 'The parameters',
    }),
  ),
};

/** Calls of the guides. The first is what Swagger UI offers to try out; the procedure comes with sql/create_test_procedures.sql. */
export const GUIDE_CALLS = [
  {
    name: 'PROC_TEST',
    params: [
      { name: 'p_input', value: 'Test', direction: 'IN' },
      { name: 'p_output', direction: 'OUT', type: 'STRING' },
    ],
  },
  {
    name: 'PKG_ETL.PROCESO_LARGO',
    params: [
      { name: 'vFECHA', value: '2025-12-10' },
      { name: 'vRESULTADO', direction: 'OUT', type: 'number' },
    ],
  },
];

export const ProcedureCall = Type.Object(callProperties, {
  $id: 'ProcedureCall',
  additionalProperties: false,
  description: 'A procedure or function and its parameters',
  examples: GUIDE_CALLS,
});
export type ProcedureCall = Static<typeof ProcedureCall>;

export const JobSubmission = Type.Object(
  {
    ...callProperties,
    timeout_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 31_536_000,
        description: 'Run time after which the call is broken off; 0: none',
      }),
    ),
    queue_timeout_seconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 31_536_000, description: 'Waiting time after which the job fails; 0: none' }),
    ),
    priority: Type.Optional(
      Type.Integer({ minimum: -100, maximum: 100, description: 'Higher runs first; 0 if not given' }),
    ),
    not_before: Type.Optional(Type.String({ format: 'date-time', description: 'The job does not start before' })),
    max_attempts: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, description: 'Attempts in all when the error is a transient one' }),
    ),
    concurrency_key: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        'x-maxBytes': 200,
        ...NO_CONTROL_CHARACTERS,
        description: 'Of the jobs with one key only one runs at a time',
      }),
    ),
  },
  {
    $id: 'JobSubmission',
    additionalProperties: false,
    description: 'A call, and how its job is run',
    examples: GUIDE_CALLS,
  },
);
export type JobSubmission = Static<typeof JobSubmission>;
