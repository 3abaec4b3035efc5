import { expect, it } from 'vitest';
import { toJsonNumber } from '../../../src/procedures/fetch-values.ts';

it.each([
  ['.5', 0.5],
  ['-.5', -0.5],
  ['1250', 1250],
  ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
  ['.12345678901234567890', '0.12345678901234567890'],
  ['9007199254740993', '9007199254740993'],
  ['9007199254740992', 9007199254740992],
  ['0', 0],
])('prints NUMBER %s', (text, expected) => {
  expect(toJsonNumber(text)).toBe(expected);
});
