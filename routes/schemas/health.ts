import { Type } from '@sinclair/typebox';

/** Probes ask for no token. */
export const HEALTH_TAG = { tags: ['health'], security: [] };

export const Live = Type.Object(
  { status: Type.Literal('alive') },
  { description: 'The process runs', examples: [{ status: 'alive' }] },
);

export const Ready = Type.Object(
  { status: Type.Literal('ready') },
  { description: 'The database answers and the schema objects are there', examples: [{ status: 'ready' }] },
);

export const Pong = Type.Object(
  { status: Type.Literal('ok') },
  { description: 'It answers', examples: [{ status: 'ok' }] },
);
