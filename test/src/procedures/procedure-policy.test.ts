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

describe('assertTargetAllowed', () => {
  const target = (...resolvedParts: string[]) => ({
    owner: resolvedParts[0] ?? '',
    resolvedParts,
    displayName: resolvedParts.slice(1).join('.'),
    signatures: [],
  });
  const isRefused = (name: string[], description: ReturnType<typeof target>, allow?: string[]) => {
    try {
      assertTargetAllowed(name, description, { allow, deny: DENY });
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
      return true;
    }
  };

  it('does not let a synonym lead around the deny list', () => {
    const file = target('SYS', 'UTL_FILE', 'FOPEN');
    expect(isRefused(['X', 'FOPEN'], file)).toBe(true);
    expect(isRefused(['X', 'FOPEN'], file, ['X.*'])).toBe(true);
    expect(isRefused(['X', 'FOPEN'], file, ['X.*', 'UTL_FILE.*'])).toBe(false);
    expect(isRefused(['X', 'SLEEP'], target('', 'DBMS_SESSION', 'SLEEP'))).toBe(true);
  });

  it('takes no procedure of another package for the one that is allowed', () => {
    expect(isRefused(['OTRO', 'CARGA'], target('APP', 'OTRO', 'CARGA'), ['CARGA'])).toBe(true);
    expect(isRefused(['APP', 'CARGA'], target('APP', 'CARGA'), ['CARGA'])).toBe(false);
    expect(isRefused(['CARGA'], target('APP', 'CARGA'), ['CARGA'])).toBe(false);
    expect(isRefused(['MI_CARGA'], target('VENTAS', 'PKG', 'CARGA'), ['MI_CARGA'])).toBe(false);
    expect(isRefused(['MI_CARGA'], target('VENTAS', 'PKG', 'CARGA'), ['VENTAS.PKG.*'])).toBe(false);
  });
});
