import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteLongNumbers } from '../../../src/http/long-numbers.ts';

describe('quoteLongNumbers', () => {
  it.each([
    ['{"value":12345678901234567890123456789012345678}', '{"value":"12345678901234567890123456789012345678"}'],
    ['[0.12345678901234567890]', '["0.12345678901234567890"]'],
    ['[-9007199254740993]', '["-9007199254740993"]'],
    ['[1e400]', '["1e400"]'],
    ['[1e-400]', '["1e-400"]'],
  ])('%s → %s', (json, expected) => {
    expect(quoteLongNumbers(json)).toBe(expected);
  });

  it.each([
    '[9007199254740992, 0.1, -1.50, 1e21, 100000000000000000000000, 0, -0.0, 1E+2]',
    '{"12345678901234567890":"12345678901234567890"}',
    '"a \\" 12345678901234567890 \\\\"',
    '"unterminated 12345678901234567890',
    '[-]',
    '',
  ])('leaves %s', (json) => {
    expect(quoteLongNumbers(json)).toBe(json);
  });

  it('changes no JSON but its long numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, indented) => {
        const json = JSON.stringify(value, null, indented ? 2 : 0);
        expect(JSON.parse(quoteLongNumbers(json))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('reads a string of 20 MB', () => {
    const json = JSON.stringify({ value: '\\"'.repeat(5_000_000) });
    expect(quoteLongNumbers(json)).toBe(json);
  });
});
