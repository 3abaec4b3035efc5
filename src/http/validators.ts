import {
  Ajv,
  type AnySchema,
  type ErrorObject,
  type KeywordDefinition,
  type Options,
  type ValidateFunction,
} from 'ajv';
import addFormats from 'ajv-formats';
import { hasMoreValues } from './json-size.ts';
import { isMoment } from './moment.ts';

/** What Fastify hands to a validator compiler. */
type RouteSchema = { schema: unknown; httpPart?: string };

const SHARED_OPTIONS: Options = {
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
  const strict = createCompiler(sharedSchemas, { coerceTypes: false, useDefaults: false, removeAdditional: false });
  const coercing = createCompiler(sharedSchemas, {
    coerceTypes: true,
    useDefaults: true,
    removeAdditional: false,
    // With it, "Infinity" becomes a number that no minimum and no maximum looks at.
    strictNumbers: false,
  });
  return ({ schema, httpPart }: RouteSchema) => (httpPart === 'body' ? strict : coercing)(schema as AnySchema);
}

/** What a person may have written by hand. Of more, only the first wrong field is looked for: a hostile body could have millions. */
const MAX_VALUES = 2000;

type Validator = { (data: unknown): boolean; errors?: ErrorObject[] | null | undefined };

function createCompiler(sharedSchemas: Record<string, unknown>, options: Options): (schema: AnySchema) => Validator {
  const quick = createAjv(sharedSchemas, { ...options, allErrors: false });
  const thorough = createAjv(sharedSchemas, { ...options, allErrors: true });
  return (schema) => namingAll(quick.compile(schema), () => thorough.compile(schema));
}

/** @param compileAll compiled at the first refusal only: most services never see one of most schemas. */
function namingAll(findFirst: ValidateFunction, compileAll: () => ValidateFunction): Validator {
  let findAll: ValidateFunction | undefined;
  const validator: Validator = (data) => {
    if (findFirst(data)) return true;
    validator.errors = findFirst.errors;
    if (hasMoreValues(data, MAX_VALUES)) return false;
    findAll ??= compileAll();
    if (!findAll(data)) validator.errors = findAll.errors;
    return false;
  };
  return validator;
}

function createAjv(sharedSchemas: Record<string, unknown>, options: Options): Ajv {
  const ajv = new Ajv({ ...SHARED_OPTIONS, ...options });
  addFormats.default(ajv);
  ajv.addFormat('date-time', isMoment);
  ajv.addKeyword(MAX_BYTES);
  for (const schema of Object.values(sharedSchemas)) ajv.addSchema(schema as AnySchema);
  return ajv;
}
