import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimiter } from '../../../src/oracle/limiter.ts';
import type { CallBody } from '../../../src/procedures/call-request.ts';
import { createProcedureDescriber } from '../../../src/procedures/describe-procedure.ts';
import type { ProcedureRunner } from '../../../src/procedures/procedure-runner.ts';
import { createProcedureRunner } from '../../../src/procedures/run-procedure.ts';
import { type JobDatabase, startJobDatabase, until } from '../../helpers/job-database.ts';

const PACKAGE = `
CREATE OR REPLACE PACKAGE PKG_TIPOS AS
  PROCEDURE ECO(
    P_TEXTO IN OUT VARCHAR2, P_NUMERO IN OUT NUMBER, P_FECHA IN OUT DATE, P_INSTANTE IN OUT TIMESTAMP,
    P_ZONA IN OUT TIMESTAMP WITH TIME ZONE, P_SI IN OUT BOOLEAN, P_CLOB IN OUT CLOB, P_ENTERO IN OUT PLS_INTEGER
  );
  PROCEDURE BINARIO(P_BLOB IN OUT BLOB, P_RAW IN OUT RAW);
  PROCEDURE LARGO(P_VECES IN NUMBER, P_SALIDA OUT CLOB);
  PROCEDURE CURSORES(P_FILAS IN NUMBER, P_UNO OUT SYS_REFCURSOR, P_NINGUNO OUT SYS_REFCURSOR, P_TOTAL OUT NUMBER);
  FUNCTION SUMA(P_A IN NUMBER, P_B IN NUMBER DEFAULT 1) RETURN NUMBER;
  PROCEDURE CUAL(P_X IN NUMBER, P_SALIDA OUT VARCHAR2);
  PROCEDURE CUAL(P_X IN VARCHAR2, P_SALIDA OUT VARCHAR2);
  PROCEDURE CUAL(P_X IN DATE, P_Y IN DATE, P_SALIDA OUT VARCHAR2);
  PROCEDURE CONTAR(P_CUENTA OUT NUMBER);
  PROCEDURE SIN_PARAMETROS;
END PKG_TIPOS;`;

const BODY = `
CREATE OR REPLACE PACKAGE BODY PKG_TIPOS AS
  G_CUENTA NUMBER := 0;
  PROCEDURE ECO(
    P_TEXTO IN OUT VARCHAR2, P_NUMERO IN OUT NUMBER, P_FECHA IN OUT DATE, P_INSTANTE IN OUT TIMESTAMP,
    P_ZONA IN OUT TIMESTAMP WITH TIME ZONE, P_SI IN OUT BOOLEAN, P_CLOB IN OUT CLOB, P_ENTERO IN OUT PLS_INTEGER
  ) IS
  BEGIN
    NULL;
  END;
  PROCEDURE BINARIO(P_BLOB IN OUT BLOB, P_RAW IN OUT RAW) IS
  BEGIN
    NULL;
  END;
  PROCEDURE LARGO(P_VECES IN NUMBER, P_SALIDA OUT CLOB) IS
    L_SALIDA CLOB := 'x';
  BEGIN
    FOR I IN 1 .. P_VECES LOOP
      DBMS_LOB.APPEND(L_SALIDA, TO_CLOB(RPAD('a"\\', 1000, 'ñ') || CHR(10)));
    END LOOP;
    P_SALIDA := L_SALIDA;
  END;
  PROCEDURE CURSORES(P_FILAS IN NUMBER, P_UNO OUT SYS_REFCURSOR, P_NINGUNO OUT SYS_REFCURSOR, P_TOTAL OUT NUMBER) IS
  BEGIN
    OPEN P_UNO FOR
      SELECT LEVEL AS ID, 'Item ' || LEVEL AS NOMBRE, DATE '2025-12-10' AS FECHA, LEVEL / 8 AS OCTAVO,
             TO_NUMBER(NULL) AS NADA
      FROM DUAL CONNECT BY LEVEL <= P_FILAS;
    P_TOTAL := P_FILAS;
  END;
  FUNCTION SUMA(P_A IN NUMBER, P_B IN NUMBER DEFAULT 1) RETURN NUMBER IS
  BEGIN
    RETURN P_A + P_B;
  END;
  PROCEDURE CUAL(P_X IN NUMBER, P_SALIDA OUT VARCHAR2) IS
  BEGIN
    P_SALIDA := 'numero';
  END;
  PROCEDURE CUAL(P_X IN VARCHAR2, P_SALIDA OUT VARCHAR2) IS
  BEGIN
    P_SALIDA := 'texto';
  END;
  PROCEDURE CUAL(P_X IN DATE, P_Y IN DATE, P_SALIDA OUT VARCHAR2) IS
  BEGIN
    P_SALIDA := 'fechas';
  END;
  PROCEDURE CONTAR(P_CUENTA OUT NUMBER) IS
  BEGIN
    G_CUENTA := G_CUENTA + 1;
    P_CUENTA := G_CUENTA;
  END;
  PROCEDURE SIN_PARAMETROS IS
  BEGIN
    NULL;
  END;
END PKG_TIPOS;`;

let database: JobDatabase;
let runner: ProcedureRunner;
beforeAll(async () => {
  database = await startJobDatabase();
  await database.execute(PACKAGE, BODY, 'CREATE TABLE DIARIO (TEXTO VARCHAR2(100))');
  runner = createRunner();
});
afterAll(() => database.stop());

function createRunner(options: { timeoutMs?: number; cursorMaxRows?: number } = {}): ProcedureRunner {
  return createProcedureRunner({
    pool: database.control,
    limiter: createLimiter(2, 10_000),
    describer: createProcedureDescriber(),
    policy: { allow: undefined, deny: ['SYS.*', 'DBMS_*', 'UTL_*'] },
    timeoutMs: options.timeoutMs ?? 10_000,
    cancelGraceMs: 2000,
    cursorMaxRows: options.cursorMaxRows ?? 100,
  });
}

async function run(call: CallBody): Promise<Record<string, unknown>> {
  return JSON.parse(await runner.run(call)) as Record<string, unknown>;
}

const out = (name: string, type?: string) => ({ name, direction: 'OUT', ...(type === undefined ? {} : { type }) });
const inOut = (name: string, value: unknown) => ({ name, direction: 'INOUT', value });

describe('values', () => {
  const echo = (values: Record<string, unknown>) =>
    run({ name: 'pkg_tipos.eco', params: Object.entries(values).map(([name, value]) => inOut(name, value)) });

  it('go in and come out unchanged, with types from the dictionary', async () => {
    expect(
      await echo({
        p_texto: 'Año "nuevo" \\ 😀\n\t\u0001',
        p_numero: '12345678901234567890.123456789',
        p_fecha: '10/12/2025',
        p_instante: '2025-12-10T14:30:00.123456',
        p_zona: '2025-12-10T14:30:00.5-03:00',
        p_si: true,
        p_clob: 'corto',
        p_entero: -7,
      }),
    ).toEqual({
      p_texto: 'Año "nuevo" \\ 😀\n\t\u0001',
      p_numero: '12345678901234567890.123456789',
      p_fecha: '2025-12-10T00:00:00',
      p_instante: '2025-12-10T14:30:00.123456',
      p_zona: '2025-12-10T14:30:00.5-03:00',
      p_si: true,
      p_clob: 'corto',
      p_entero: -7,
    });
  });

  it('may all be null', async () => {
    const nothing = {
      p_texto: null,
      p_numero: null,
      p_fecha: null,
      p_instante: null,
      p_zona: null,
      p_si: null,
      p_clob: null,
      p_entero: null,
    };
    expect(await echo(nothing)).toEqual(nothing);
  });

  it('numbers are JSON numbers where they are exact', async () => {
    const number = async (value: unknown) =>
      (
        await run({
          name: 'pkg_tipos.suma',
          isFunction: true,
          params: [
            { name: 'P_A', value },
            { name: 'P_B', value: 0 },
          ],
        })
      )['RETURN_VALUE'];
    expect(await number(0.1)).toBe(0.1);
    expect(await number('-.5')).toBe(-0.5);
    expect(await number('9007199254740991')).toBe(9_007_199_254_740_991);
    expect(await number('99999999999999999999999999999999999999')).toBe('99999999999999999999999999999999999999');
    expect(await number('1e100')).toBe(1e100);
  });

  it('text above 32 KB travels as CLOB, both ways', async () => {
    const text = 'ñandú "1" \\ \n'.repeat(20_000);
    const { p_clob: clob } = await run({
      name: 'pkg_tipos.eco',
      params: [
        ...['p_texto', 'p_numero', 'p_fecha', 'p_instante', 'p_zona', 'p_si', 'p_entero'].map((name) =>
          inOut(name, null),
        ),
        inOut('p_clob', text),
      ],
    });
    expect(clob === text).toBe(true);
    const { salida } = await run({ name: 'pkg_tipos.largo', params: [{ name: 'n', value: 60 }, out('salida')] });
    expect(String(salida)).toHaveLength(1 + 60 * 1001);
  });

  it('binary values are base64', async () => {
    const bytes = Buffer.from([0, 1, 254, 255]).toString('base64');
    const call = (value: string | null) =>
      run({ name: 'pkg_tipos.binario', params: [inOut('p_blob', value), inOut('p_raw', value)] });
    expect(await call(bytes)).toEqual({ p_blob: bytes, p_raw: bytes });
    expect(await call(null)).toEqual({ p_blob: null, p_raw: null });
  });

  it('cursors are arrays of objects beside the other results; more rows than the cap are cut, and it is said', async () => {
    const params = [{ name: 'p_filas', value: 2 }, out('p_uno'), out('p_ninguno'), out('p_total')];
    expect(await run({ name: 'pkg_tipos.cursores', params })).toEqual({
      p_total: 2,
      p_uno: [
        { ID: 1, NOMBRE: 'Item 1', FECHA: '2025-12-10T00:00:00', OCTAVO: 0.125, NADA: null },
        { ID: 2, NOMBRE: 'Item 2', FECHA: '2025-12-10T00:00:00', OCTAVO: 0.25, NADA: null },
      ],
      p_ninguno: null,
    });
    const many = [{ name: 'p_filas', value: 101 }, ...params.slice(1)];
    const cut = await run({ name: 'pkg_tipos.cursores', params: many });
    expect(cut['p_uno']).toHaveLength(100);
    expect(cut['truncated']).toBe(true);
  });
});

describe('calls', () => {
  it('bind by name, by position, with defaults left out', async () => {
    const suma = (params: CallBody['params']) =>
      run({ name: 'PKG_TIPOS.SUMA', isFunction: true, params: params ?? [] });
    expect(
      await suma([
        { name: 'P_B', value: 3 },
        { name: 'p_a', value: 4 },
      ]),
    ).toEqual({ RETURN_VALUE: 7 });
    expect(await suma([out('total'), { name: 'x', value: 4 }])).toEqual({ total: 5 });
  });

  it('choose the overload by the values', async () => {
    const cual = async (...values: unknown[]) =>
      (
        await run({
          name: 'pkg_tipos.cual',
          params: [...values.map((value, index) => ({ name: `v${index}`, value })), out('r')],
        })
      )['r'];
    expect(await cual(1)).toBe('numero');
    expect(await cual('uno')).toBe('texto');
    expect(await cual('2025-12-10', '2025-12-11')).toBe('fechas');
  });

  it('see package state that is new each time', async () => {
    const contar = () => run({ name: 'pkg_tipos.contar', params: [out('n')] });
    expect([await contar(), await contar(), await contar()]).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
  });

  it('need no parameters, reach quoted names, and go through synonyms', async () => {
    expect(await run({ name: 'pkg_tipos.sin_parametros' })).toEqual({});
    await database.execute(
      'CREATE OR REPLACE PROCEDURE "Mi Proc"(P OUT NUMBER) AS BEGIN P := 1; END;',
      'CREATE OR REPLACE SYNONYM OTRO_NOMBRE FOR PKG_TIPOS',
    );
    expect(await run({ name: '"Mi Proc"', params: [out('p')] })).toEqual({ p: 1 });
    expect(await run({ name: 'otro_nombre.suma', isFunction: true, params: [{ name: 'p_a', value: 1 }] })).toEqual({
      RETURN_VALUE: 2,
    });
  });

  it('see a signature that was changed a moment ago', async () => {
    const create = (type: string) =>
      database.execute(
        `CREATE OR REPLACE PROCEDURE CAMBIANTE(P IN ${type}, R OUT VARCHAR2) AS BEGIN R := TO_CHAR(P); END;`,
      );
    const call = () => run({ name: 'cambiante', params: [{ name: 'p', value: '12' }, out('r')] });
    await create('NUMBER');
    expect(await call()).toEqual({ r: '12' });
    await create('VARCHAR2');
    expect(await call()).toEqual({ r: '12' });
    await create('DATE');
    await expect(call()).rejects.toMatchObject({ code: 'VALUE_NOT_CONVERTIBLE' });
  });

  it('commit what they did', async () => {
    await database.execute(
      'CREATE OR REPLACE PROCEDURE ANOTA(P IN VARCHAR2) AS BEGIN INSERT INTO DIARIO VALUES (P); END;',
    );
    await run({ name: 'anota', params: [{ name: 'p', value: 'uno' }] });
    expect(await database.query('SELECT TEXTO FROM DIARIO')).toEqual([{ TEXTO: 'uno' }]);
  });
});

describe('errors', () => {
  it.each([
    [{ name: 'no_existe' }, 'PROCEDURE_NOT_FOUND', 'PLS-00201', /^Procedimiento no encontrado: ORA-06550/],
    [{ name: 'pkg_tipos.no_existe' }, 'PROCEDURE_NOT_FOUND', 'PLS-00302', /PLS-00302/],
    [{ name: 'proc_test' }, 'SIGNATURE_MISMATCH', 'PLS-00306', /^Parámetros incorrectos: ORA-06550/],
    [
      { name: 'proc_test_error', params: [{ name: 'p_should_fail', value: 1 }] },
      'PROCEDURE_FAILED',
      'ORA-20001',
      /^ORA-20001: Error intencional de prueba/,
    ],
  ])('%j: %s', async (call, code, oracleCode, message) => {
    await expect(runner.run(call)).rejects.toMatchObject({ code, oracleCode, message: expect.stringMatching(message) });
  });

  it('of conversion are told before the call', async () => {
    const call = { name: 'proc_test_demora', params: [{ name: 'segundos', value: 'mucho' }] };
    await expect(runner.run(call)).rejects.toMatchObject({ code: 'VALUE_NOT_CONVERTIBLE' });
  });

  it('forbid what the deny list names, also behind a synonym', async () => {
    await expect(runner.run({ name: 'dbms_lock.sleep' })).rejects.toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
    await database.execute('CREATE OR REPLACE SYNONYM DORMIR FOR SYS.DBMS_SESSION');
    const call = { name: 'dormir.sleep', params: [{ name: 'seconds', value: 0 }] };
    await expect(runner.run(call)).rejects.toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
  });

  it('forbid it behind any number of synonyms, and behind one that changes', async () => {
    await database.execute('CREATE OR REPLACE SYNONYM CADENA_1 FOR SYS.DBMS_SESSION');
    for (let link = 2; link <= 15; link += 1) {
      await database.execute(`CREATE OR REPLACE SYNONYM CADENA_${link} FOR CADENA_${link - 1}`);
    }
    const call = { name: 'cadena_15.sleep', params: [{ name: 'seconds', value: 0 }] };
    await expect(runner.run(call)).rejects.toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });

    await database.execute('CREATE OR REPLACE SYNONYM CADENA_1 FOR PKG_TIPOS');
    expect(await runner.run({ name: 'cadena_15.sin_parametros' })).toBe('{}');
    await database.execute('CREATE OR REPLACE SYNONYM CADENA_1 FOR SYS.DBMS_SESSION');
    await expect(runner.run({ name: 'cadena_15.sin_parametros' })).rejects.toMatchObject({
      code: 'PROCEDURE_NOT_ALLOWED',
    });
  });

  it('forbid what a synonym names out of sight', async () => {
    await database.execute('CREATE OR REPLACE SYNONYM INVISIBLE FOR SYS.UTL_NO_EXISTE');
    await expect(runner.run({ name: 'invisible.algo' })).rejects.toMatchObject({ code: 'PROCEDURE_NOT_ALLOWED' });
  });

  it('undo everything', async () => {
    await database.execute(`
      CREATE OR REPLACE PROCEDURE ANOTA_Y_FALLA AS
      BEGIN
        INSERT INTO DIARIO VALUES ('perdido');
        RAISE_APPLICATION_ERROR(-20002, 'no');
      END;`);
    await expect(runner.run({ name: 'anota_y_falla' })).rejects.toMatchObject({ oracleCode: 'ORA-20002' });
    expect(await database.query("SELECT * FROM DIARIO WHERE TEXTO = 'perdido'")).toEqual([]);
  });

  it('past the time limit: broken off in the database, rolled back, the next call works', async () => {
    await database.execute(`
      CREATE OR REPLACE PROCEDURE ANOTA_Y_DUERME AS
      BEGIN
        INSERT INTO DIARIO VALUES ('dormido');
        DBMS_SESSION.SLEEP(600);
      END;`);
    const hasty = createRunner({ timeoutMs: 200 });
    await expect(hasty.run({ name: 'anota_y_duerme' })).rejects.toMatchObject({ code: 'PROCEDURE_TIMEOUT' });
    await until(async () => {
      const [row] = await database.query<{ N: number }>(
        "SELECT COUNT(*) AS N FROM V$SESSION WHERE STATUS = 'ACTIVE' AND MODULE = 'test'",
      );
      return row?.N === 0;
    });
    expect(await database.query("SELECT * FROM DIARIO WHERE TEXTO = 'dormido'")).toEqual([]);
    expect(await runner.run({ name: 'pkg_tipos.sin_parametros' })).toBe('{}');
  });
});
