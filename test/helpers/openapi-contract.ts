import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIV3_1 } from 'openapi-types';

type Schema = Record<string, unknown>;

/** One operation, as `GET /jobs/{job_id}`. */
export type OperationName = string;

export type Contract = {
  operations: ReadonlyMap<OperationName, OpenAPIV3_1.OperationObject>;
  /** What is wrong with a value, a field that the schema does not know included; empty when nothing is. */
  violations(schema: unknown, value: unknown): string[];
  /** What the document does not say of a response; empty when it is as documented. */
  undocumented(operation: OperationName, response: Response): Promise<string[]>;
};

/** Reads an OpenAPI document as a promise to be kept by responses and examples. */
export function readContract(document: OpenAPIV3_1.Document): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', ...(closed(document) as Schema) });
  const operations = new Map(
    Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.entries(item ?? {}).map(([method, operation]): [OperationName, OpenAPIV3_1.OperationObject] => [
        `${method.toUpperCase()} ${path}`,
        operation as OpenAPIV3_1.OperationObject,
      ]),
    ),
  );

  function violations(schema: unknown, value: unknown): string[] {
    const validate = ajv.compile(withDocument(closed(schema)) as Schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  async function undocumented(name: OperationName, response: Response): Promise<string[]> {
    const documented = operations.get(name)?.responses?.[String(response.status)] as
      | OpenAPIV3_1.ResponseObject
      | undefined;
    if (documented === undefined) return [`${name} does not document ${response.status}`];
    const type = response.headers.get('content-type')?.split(';')[0] ?? 'none';
    const media = documented.content?.[type];
    if (media === undefined) return [`${name} ${response.status} does not document ${type}`];
    const wrong = violations(media.schema, await response.clone().json());
    return wrong.map((violation) => `${name} ${response.status}: ${violation}`);
  }

  return { operations, violations, undocumented };
}

/** The same with every object closed that lists its properties: a field that is not documented is a violation. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy: Schema = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isOpen = copy['type'] === 'object' && 'properties' in copy && !('additionalProperties' in copy);
  return isOpen ? { ...copy, additionalProperties: false } : copy;
}

function withDocument(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/'));
}
