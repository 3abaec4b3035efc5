import { describe, expect, it } from 'vitest';
import { NATIVE_PACKAGES } from '../../../embedded/packages/native-packages.ts';
import { parseUnit } from '../../../embedded/syntax/parse.ts';
import { nativeCall, run } from './native-call.ts';

describe('specifications of the supplied packages', () => {
  it.each(NATIVE_PACKAGES.map((one) => [one.name, one] as const))('%s parses and is implemented', (name, native) => {
    const { unit, syntaxErrors } = parseUnit(native.specification);
    expect(syntaxErrors).toEqual([]);
    if (unit?.kind !== 'packageSpec') throw new Error(`${name} is no package specification`);
    const declared = unit.declarations.flatMap((declaration) =>
      declaration.kind === 'subprogram' ? [declaration.subprogram.name.name] : [],
    );
    expect(Object.keys(native.subprograms).sort()).toEqual([...new Set(declared)].sort());
  });

  it('are there once each', () => {
    const names = NATIVE_PACKAGES.map((one) => one.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuse by name what is not supported', async () => {
    await expect(run(nativeCall(), 'DBMS_SCHEDULER.CREATE_JOB')).rejects.toThrow(
      'ORA-03001: unimplemented feature: DBMS_SCHEDULER.CREATE_JOB',
    );
    await expect(run(nativeCall(), 'UTL_FILE.FOPEN')).rejects.toThrow('ORA-03001');
    await expect(run(nativeCall(), 'HTP.P')).rejects.toThrow('ORA-03001: unimplemented feature: HTP.P');
    await expect(run(nativeCall(), 'UTL_HTTP.BEGIN_REQUEST')).rejects.toThrow('ORA-03001');
    await expect(run(nativeCall(), 'DBMS_LOB.LOADFROMFILE')).rejects.toThrow('ORA-03001');
  });

  it('keep DBMS_LOCK and DBMS_CRYPTO from those without a grant', () => {
    const restricted = NATIVE_PACKAGES.filter((one) => one.isRestricted === true).map((one) => one.name);
    expect(restricted.sort()).toEqual(['DBMS_CRYPTO', 'DBMS_LOCK']);
  });
});
