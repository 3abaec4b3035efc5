import type { TSchema } from '@sinclair/typebox';

type Examples = Readonly<Record<string, { summary: string; value: unknown }>>;

/** The one success response of an operation, with its examples and headers. */
export function success<T extends TSchema>(
  schema: T,
  description: string,
  examples: Examples,
  headers?: Record<string, TSchema>,
) {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/json': { schema, examples } },
  };
}
