import addFormats from 'ajv-formats';

const rfc3339 = addFormats.default.get('date-time', 'full') as { validate: (text: string) => boolean };

/**
 * A date and time of RFC 3339 with its zone, in the years 1 to 9999 of UTC, for JSON schemas. A leap second is refused: neither
 * JavaScript nor Oracle has one.
 */
export function isMoment(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return rfc3339.validate(text) && year >= 1 && year <= 9999;
}
