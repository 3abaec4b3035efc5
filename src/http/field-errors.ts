import type { FieldError } from '../errors.ts';

/** One Ajv error, as much of it as is used (Fastify's type of it leaves out what `verbose` adds). */
export type SchemaViolation = {
  keyword: string;
  instancePath: string;
  schemaPath: string;
  params: Record<string, unknown>;
  message?: string | undefined;
  parentSchema?: Record<string, unknown>;
};

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'un texto',
  number: 'un número',
  integer: 'un número entero',
  boolean: 'true o false',
  array: 'una lista',
  object: 'un objeto',
  null: 'null',
};

/** What they say is better than what `x-expected` says. */
const LENGTHS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'x-maxBytes']);

/** Says which field is wrong and what was expected of it. */
export function describeViolation(violation: SchemaViolation): FieldError {
  const { keyword, params } = violation;
  const path = dottedPath(violation.instancePath);
  if (keyword === 'required') return { path: join(path, String(params['missingProperty'])), message: 'es obligatorio' };
  if (keyword === 'additionalProperties') {
    return { path: join(path, String(params['additionalProperty'])), message: 'no se conoce este campo' };
  }
  return { path, message: expected(violation) };
}

/** `/params/0/direction` → `params[0].direction` */
function dottedPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : join(path, part)), '');
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function expected({ keyword, params, parentSchema, message }: SchemaViolation): string {
  const words = parentSchema?.['x-expected'];
  if (typeof words === 'string' && !LENGTHS.has(keyword)) return `se esperaba ${words}`;
  switch (keyword) {
    case 'type':
      return `se esperaba ${typeName(params['type'])}`;
    case 'enum':
      return `se esperaba uno de ${(params['allowedValues'] as unknown[]).join(', ')}`;
    case 'minimum':
    case 'exclusiveMinimum':
      return `se esperaba un valor de ${params['limit']} como mínimo`;
    case 'maximum':
    case 'exclusiveMaximum':
      return `se esperaba un valor de ${params['limit']} como máximo`;
    case 'minLength':
      return params['limit'] === 1 ? 'no puede estar vacío' : `debe tener ${params['limit']} caracteres como mínimo`;
    case 'maxLength':
      return `debe tener ${params['limit']} caracteres como máximo`;
    case 'x-maxBytes':
      return `debe tener ${parentSchema?.[keyword]} bytes en UTF-8 como máximo`;
    case 'maxItems':
      return `debe tener ${params['limit']} elementos como máximo`;
    case 'format':
      return params['format'] === 'date-time'
        ? 'se esperaba una fecha y hora ISO 8601 con su zona, como 2025-12-10T14:30:00Z'
        : `se esperaba ${params['format']}`;
    case 'pattern':
      return `se esperaba la forma ${params['pattern']}`;
    default:
      return message ?? 'no es válido';
  }
}

/** A field that may be null has two types, of which that one is not worth telling. */
function typeName(type: unknown): string {
  const [name] = [type].flat().filter((one) => one !== 'null');
  return TYPE_NAMES[String(name)] ?? String(name);
}
