import { describe, expect, it } from 'vitest';
import { canBecome, FINAL_STATUSES, formatDuration, isFinal, JOB_STATUSES } from '../../../src/jobs/job.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [350, '350ms'],
    [999, '999ms'],
    [1000, '1s'],
    [5200, '5.2s'],
    [5204, '5.204s'],
    [135_000, '2m15s'],
    [300_000, '5m0s'],
    [930_000, '15m30s'],
    [3_600_000, '1h0m0s'],
    [90_061_001, '25h1m1.001s'],
    [-5, '0s'],
  ])('%d ms: %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('transitions', () => {
  it('lead out of pending and running only', () => {
    expect(JOB_STATUSES.filter(isFinal)).toEqual([...FINAL_STATUSES]);
    for (const final of FINAL_STATUSES) {
      expect(JOB_STATUSES.some((status) => canBecome(final, status))).toBe(false);
    }
  });

  it('never complete a job that did not run', () => {
    expect(canBecome('pending', 'completed')).toBe(false);
    expect(canBecome('running', 'completed')).toBe(true);
    expect(canBecome('running', 'pending')).toBe(true);
  });
});
