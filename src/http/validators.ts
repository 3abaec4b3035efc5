import { Ajv, type AnySchema, type KeywordDefinition, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import { isMoment } from './moment.ts';

/** What Fastify hands to a validator compiler. */
type RouteSchema = { schema: unknown; httpPart?: string };

const SHARED_OPTIONS: Options = {
  allErrors: false,
  verbose: true,
  strict: true,
  strictTypes: false,
  // What a field must be, in the words of an error message.
  keywords: ['x-expected'],
};

/** Length of a text as VARCHAR2 columns count it: in bytes of UTF-8. */
const MAX_BYTES: KeywordDefinition = {
  keyword: 'x-maxBytes',
  type: 'string',
  schemaType: 'number',
  validate: (limit: number, text: string) => Buffer.byteLength(text) <= limit,
};

/**
 * Bodies are taken as they are: no coercion, no defaults, no silent removal (Oracle takes '' for NULL, so a null that
 * became '' or a 7 that became "7" would be another call). Query, path and headers are text, so they are coerced.
 */
export function buildValidators(sharedSchemas: Record<string, unknown>) {
  const strict = createAjv(sharedSchemas, { coerceTypes: false, useDefaults: false, removeAdditional: false });
  const coercing = createAjv(sharedSchemas, {
    coerceTypes: true,
    useDefaults: true,
    removeAdditional: false,
    // With it, "Infinity" becomes a number that no minimum and no maximum looks at.
    strictNumbers: false,
  });
  return ({ schema, httpPart }: RouteSchema) => (httpPart === 'body' ? strict : coercing).compile(schema as AnySchema);
}

function createAjv(sharedSchemas: Record<string, unknown>, options: Options): Ajv {
  const ajv = new Ajv({ ...SHARED_OPTIONS, ...options });
  addFormats.default(ajv);
  ajv.addFormat('date-time', isMoment);
  ajv.addKeyword(MAX_BYTES);
  for (const schema of Object.values(sharedSchemas)) ajv.addSchema(schema as AnySchema);
  return ajv;
}
