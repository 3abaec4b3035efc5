import { describe, expect, it } from 'vitest';
import { assertTargetAllowed, isAllowed } from '../../../src/procedures/procedure-policy.ts';

const DENY = ['SYS.*', 'DBMS_*', 'UTL_*'];

describe('isAllowed', () => {
  it.each([
    [['PROC_TEST'], undefined, true],
    [['DBMS_LOCK', 'SLEEP'], undefined, false],
    [['SYS', 'DBMS_LOCK', 'SLEEP'], undefined, false],
    [['sys', 'PROC'], undefined, false],
    [['APP', 'UTL_FILE', 'FOPEN'], undefined, false],
    [['MY_DBMS_PKG', 'P'], undefined, true],
    [['PKG_ETL', 'CARGA'], ['PKG_ETL.*'], true],
    [['VENTAS', 'PKG_ETL', 'CARGA'], ['PKG_ETL.*'], true],
    [['OTRO'], ['PKG_ETL.*'], false],
    [['DBMS_STATS', 'GATHER'], ['DBMS_STATS.*'], true],
    [['PKGXETL', 'CARGA'], ['PKG.ETL.*'], false],
  ])('%j with allow %j: %s', (parts, allow, expected) => {
    expect(isAllowed(parts, { allow, deny: DENY })).toBe(expected);
  });
});

it('does not let a synonym lead around the deny list', () => {
  const description = { owner: 'SYS', resolvedName: 'SYS.UTL_FILE.FOPEN', displayName: 'X.FOPEN', signatures: [] };
  expect(() => assertTargetAllowed(description, { allow: undefined, deny: DENY })).toThrowError(
    expect.objectContaining({ code: 'PROCEDURE_NOT_ALLOWED' }),
  );
  expect(() => assertTargetAllowed(description, { allow: ['UTL_FILE.*'], deny: DENY })).not.toThrow();
});
