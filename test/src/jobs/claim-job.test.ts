import { describe, expect, it } from 'vitest';
import { type ClaimRules, claimStatement, toLikePattern } from '../../../src/jobs/operations/claim-job.ts';

const RULES: ClaimRules = { procedureLimits: [], callerLimits: [], hasLocks: true, hasSessionView: true };

describe('claimStatement', () => {
  it('never counts with ROWNUM and always skips locked rows', () => {
    const text = claimStatement(RULES);
    expect(text).toContain('FOR UPDATE OF j.STATUS SKIP LOCKED');
    expect(text).not.toContain('ROWNUM');
  });

  it('names DBMS_LOCK and V$SESSION only where they may be used', () => {
    expect(claimStatement(RULES)).toMatch(/DBMS_LOCK\.REQUEST[\s\S]*V\$SESSION/);
    expect(claimStatement({ ...RULES, hasLocks: false, hasSessionView: false })).not.toMatch(/DBMS_LOCK|V\$SESSION/);
  });

  it('takes the gate only when limits have to be counted', () => {
    expect(claimStatement(RULES)).not.toContain('VERSION = -1 FOR UPDATE');
    const limited = claimStatement({
      ...RULES,
      procedureLimits: [{ pattern: 'PKG_ETL.*', limit: 2 }],
      callerLimits: [{ pattern: 'web', limit: 5 }],
    });
    expect(limited).toContain('VERSION = -1 FOR UPDATE');
    expect(limited).toContain(':pattern_limit_0');
    expect(limited).toContain(':caller_limit_0');
    expect(limited).not.toContain('PKG_ETL');
  });
});

it('makes LIKE patterns of procedure patterns', () => {
  expect(toLikePattern('PKG_ETL.*')).toBe('PKG\\_ETL.%');
  expect(toLikePattern('A%B')).toBe('A\\%B');
});
