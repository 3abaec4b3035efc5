import { expect, it } from 'vitest';
import { retryDelaySeconds } from '../../../src/jobs/retry-delay.ts';

it('doubles from two seconds to five minutes', () => {
  expect([1, 2, 3, 7, 8, 9, 100].map(retryDelaySeconds)).toEqual([2, 4, 8, 128, 256, 300, 300]);
});
