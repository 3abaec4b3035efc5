import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredUnit } from '../../../embedded/catalog/catalog.ts';
import { TestDatabase, type TestSession } from './test-database.ts';

let database: TestDatabase;
let app: TestSession;
beforeAll(async () => {
  database = await TestDatabase.start();
  app = await database.session('APP');
});
afterAll(() => database.stop());

const OPTIONS = { orReplace: true, user: 'APP' };

function unit(type: StoredUnit['type'], name: string, source: string, more: Partial<StoredUnit> = {}): StoredUnit {
  return {
    schema: 'APP',
    name,
    type,
    source,
    status: 'VALID',
    errors: [],
    arguments: [],
    procedures: [
      {
        procedureName: null,
        subprogramId: 1,
        overload: null,
        isFunction: false,
        authid: 'DEFINER',
        deterministic: false,
      },
    ],
    trigger: undefined,
    ...more,
  };
}

const ARGUMENT = {
  objectName: 'P',
  packageName: null,
  subprogramId: 1,
  overload: null,
  argumentName: 'A',
  position: 1,
  sequence: 1,
  dataLevel: 0,
  dataType: 'VARCHAR2',
  plsType: 'VARCHAR2',
  inOut: 'IN' as const,
  defaulted: 'N' as const,
  dataLength: null,
  dataPrecision: null,
  dataScale: null,
  charLength: 0,
  typeOwner: null,
  typeName: null,
  typeSubname: null,
};

describe('program units', () => {
  it('are stored with source, arguments and errors, for the next start too', async () => {
    const stored = await database.catalog.storeUnit(
      unit('PROCEDURE', 'P', 'PROCEDURE p (a VARCHAR2) IS\nBEGIN\n  NULL;\nEND;', {
        status: 'INVALID',
        arguments: [ARGUMENT],
        errors: [{ line: 2, column: 3, text: 'PLS-00201: identifier', attribute: 'ERROR' }],
      }),
      OPTIONS,
    );
    expect(await app.view('USER_SOURCE', ['LINE', 'TEXT'], { NAME: 'P' })).toEqual([
      { LINE: '1', TEXT: 'PROCEDURE p (a VARCHAR2) IS\n' },
      { LINE: '2', TEXT: 'BEGIN\n' },
      { LINE: '3', TEXT: '  NULL;\n' },
      { LINE: '4', TEXT: 'END;' },
    ]);
    expect(await app.view('USER_ERRORS', ['SEQUENCE', 'LINE', 'POSITION', 'TEXT', 'MESSAGE_NUMBER'])).toEqual([
      { SEQUENCE: '1', LINE: '2', POSITION: '3', TEXT: 'PLS-00201: identifier', MESSAGE_NUMBER: '201' },
    ]);
    expect(await app.view('USER_ARGUMENTS', ['ARGUMENT_NAME', 'DATA_TYPE', 'IN_OUT', 'CHARACTER_SET_NAME'])).toEqual([
      { ARGUMENT_NAME: 'A', DATA_TYPE: 'VARCHAR2', IN_OUT: 'IN', CHARACTER_SET_NAME: 'CHAR_CS' },
    ]);
    await database.catalog.setUnitStatus(stored, 'VALID', []);
    expect(await app.view('USER_OBJECTS', ['OBJECT_ID', 'STATUS'], { OBJECT_NAME: 'P' })).toEqual([
      { OBJECT_ID: String(stored.id), STATUS: 'VALID' },
    ]);
    const again = await database.reload();
    const object = again.findObject('APP', 'P');
    expect(object).toMatchObject({ id: stored.id, status: 'VALID', source: stored.source });
    expect(object && again.unit(object)).toMatchObject({ arguments: [ARGUMENT], errors: [], status: 'VALID' });
    await again.close();
  });

  it('replace only their own kind, and only with OR REPLACE', async () => {
    const first = await database.catalog.storeUnit(unit('FUNCTION', 'F', 'FUNCTION f …'), OPTIONS);
    const second = await database.catalog.storeUnit(unit('FUNCTION', 'F', 'FUNCTION f -- new'), OPTIONS);
    expect([second.id, second.created]).toEqual([first.id, first.created]);
    expect(second.source).toBe('FUNCTION f -- new');
    const cases: [StoredUnit, { orReplace: boolean; user: string }, string][] = [
      [unit('FUNCTION', 'F', 'x'), { orReplace: false, user: 'APP' }, 'ORA-00955'],
      [unit('PROCEDURE', 'F', 'x'), OPTIONS, 'ORA-00955'],
      [{ ...unit('PROCEDURE', 'Q', 'x'), schema: 'SYSTEM' }, OPTIONS, 'ORA-01031'],
      [{ ...unit('PROCEDURE', 'Q', 'x'), schema: 'NOBODY' }, OPTIONS, 'ORA-01918'],
    ];
    for (const [stored, options, code] of cases) {
      await expect(database.catalog.storeUnit(stored, options)).rejects.toThrow(code);
    }
  });

  it('become INVALID when what they use changes', async () => {
    const { catalog } = database;
    await app.ddl('CREATE TABLE used (a NUMBER)');
    await catalog.storeUnit(unit('PACKAGE', 'PKG', 'PACKAGE pkg IS PROCEDURE x; END;'), OPTIONS);
    await catalog.storeUnit(unit('PACKAGE BODY', 'PKG', 'PACKAGE BODY pkg IS … used …'), OPTIONS);
    await catalog.storeUnit(unit('PROCEDURE', 'CALLER', 'PROCEDURE caller IS BEGIN pkg.x; END;'), OPTIONS);
    const status = () => [
      catalog.findObject('APP', 'PKG', 'PACKAGE')?.status,
      catalog.findObject('APP', 'PKG', 'PACKAGE BODY')?.status,
      catalog.findObject('APP', 'CALLER')?.status,
    ];
    const version = catalog.version;
    await app.ddl('ALTER TABLE used ADD b NUMBER');
    expect(status()).toEqual(['VALID', 'INVALID', 'VALID']);
    expect(catalog.version).toBeGreaterThan(version);
    // The same specification again concerns nobody; a new one does.
    await catalog.storeUnit(unit('PACKAGE', 'PKG', 'PACKAGE pkg IS PROCEDURE x; END;'), OPTIONS);
    expect(status()[2]).toBe('VALID');
    await catalog.storeUnit(unit('PACKAGE', 'PKG', 'PACKAGE pkg IS PROCEDURE x(a NUMBER); END;'), OPTIONS);
    expect(status()[2]).toBe('INVALID');
    expect(
      await app.view('USER_DEPENDENCIES', ['NAME', 'TYPE', 'REFERENCED_NAME', 'REFERENCED_TYPE'], {
        NAME: 'PKG',
        TYPE: 'PACKAGE BODY',
      }),
    ).toEqual([
      { NAME: 'PKG', TYPE: 'PACKAGE BODY', REFERENCED_NAME: 'PKG', REFERENCED_TYPE: 'PACKAGE' },
      { NAME: 'PKG', TYPE: 'PACKAGE BODY', REFERENCED_NAME: 'USED', REFERENCED_TYPE: 'TABLE' },
    ]);
    await app.ddl('DROP PACKAGE pkg');
    expect(status()).toEqual([undefined, undefined, 'INVALID']);
  });

  it('triggers follow their table', async () => {
    const { catalog } = database;
    await app.ddl('CREATE TABLE watched (a NUMBER)');
    const trigger: StoredUnit['trigger'] = {
      table: { schema: 'APP', name: 'WATCHED' },
      timing: 'BEFORE',
      events: ['INSERT', 'UPDATE'],
      updateColumns: [],
      forEachRow: true,
      isEnabled: true,
    };
    const source = 'TRIGGER trg BEFORE INSERT OR UPDATE ON watched FOR EACH ROW BEGIN NULL; END;';
    await catalog.storeUnit(unit('TRIGGER', 'TRG', source, { trigger, procedures: [] }), OPTIONS);
    const stored = unit('TRIGGER', 'TRG', source, { trigger });
    await expect(catalog.storeUnit(stored, { orReplace: false, user: 'APP' })).rejects.toThrow(
      "ORA-04081: trigger 'TRG' already exists",
    );
    const elsewhere = { ...stored, trigger: { ...trigger, table: { schema: 'APP', name: 'USED' } } };
    await expect(catalog.storeUnit(elsewhere, OPTIONS)).rejects.toThrow('ORA-04095');
    const columns = ['TRIGGER_TYPE', 'TRIGGERING_EVENT', 'STATUS', 'TRIGGER_BODY', 'DESCRIPTION'];
    expect(await app.view('USER_TRIGGERS', columns)).toEqual([
      {
        TRIGGER_TYPE: 'BEFORE EACH ROW',
        TRIGGERING_EVENT: 'INSERT OR UPDATE',
        STATUS: 'ENABLED',
        TRIGGER_BODY: 'BEGIN NULL; END;',
        DESCRIPTION: 'trg BEFORE INSERT OR UPDATE ON watched FOR EACH ROW ',
      },
    ]);
    expect(catalog.triggersOf('APP', 'WATCHED')).toHaveLength(1);
    await app.ddl('ALTER TRIGGER trg DISABLE');
    expect(catalog.triggersOf('APP', 'WATCHED')).toHaveLength(0);
    await app.ddl('ALTER TABLE watched ENABLE ALL TRIGGERS', 'ALTER TABLE watched RENAME TO guarded');
    expect(catalog.triggersOf('APP', 'GUARDED').map(({ object }) => object.name)).toEqual(['TRG']);
    await app.ddl('DROP TABLE guarded');
    expect(catalog.findObject('APP', 'TRG', 'TRIGGER')).toBeUndefined();
  });
});
