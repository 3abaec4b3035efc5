import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startRunningService } from '../helpers/running-service.ts';

const PACKAGE = `CREATE OR REPLACE PACKAGE PKG_SALIDAS AS
  PROCEDURE MEZCLA(p_blob OUT BLOB, p_largo OUT NUMBER, p_filas OUT SYS_REFCURSOR, p_texto OUT VARCHAR2, truncated OUT NUMBER);
  FUNCTION TRIPLE(p_n IN NUMBER, p_doble OUT NUMBER) RETURN NUMBER;
  FUNCTION ECO_DOBLE(p_n IN BINARY_DOUBLE) RETURN BINARY_DOUBLE;
  PROCEDURE DOS(p_uno IN NUMBER, p_dos IN NUMBER, p_suma OUT NUMBER);
  TYPE FILA IS RECORD (id NUMBER);
  PROCEDURE CON_FILA(p_fila IN FILA);
END PKG_SALIDAS;`;

const BODY = `CREATE OR REPLACE PACKAGE BODY PKG_SALIDAS AS
  PROCEDURE MEZCLA(p_blob OUT BLOB, p_largo OUT NUMBER, p_filas OUT SYS_REFCURSOR, p_texto OUT VARCHAR2, truncated OUT NUMBER) IS
  BEGIN
    p_blob := HEXTORAW('00FF10');
    p_largo := 12345678901234567890123456789012345678;
    p_texto := 'fin';
    truncated := 7;
    OPEN p_filas FOR SELECT LEVEL AS N FROM DUAL CONNECT BY LEVEL <= 3;
  END;
  FUNCTION TRIPLE(p_n IN NUMBER, p_doble OUT NUMBER) RETURN NUMBER IS
  BEGIN
    p_doble := p_n * 2;
    RETURN p_n * 3;
  END;
  FUNCTION ECO_DOBLE(p_n IN BINARY_DOUBLE) RETURN BINARY_DOUBLE IS
  BEGIN
    RETURN p_n;
  END;
  PROCEDURE DOS(p_uno IN NUMBER, p_dos IN NUMBER, p_suma OUT NUMBER) IS
  BEGIN
    p_suma := p_uno + p_dos;
  END;
  PROCEDURE CON_FILA(p_fila IN FILA) IS
  BEGIN
    NULL;
  END;
END PKG_SALIDAS;`;

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService({ CURSOR_MAX_ROWS: '2' });
  await service.execute(PACKAGE, BODY);
});
afterAll(() => service?.stop());

const out = (name: string) => ({ name, direction: 'OUT' });

async function both(call: unknown): Promise<[sync: unknown, job: unknown]> {
  const { body } = await service.request('POST', '/procedure', call);
  const job = await service.run(call);
  return [body['out'] ?? body['error'], job.result ?? job.error];
}

describe('the keys of a result', () => {
  it('are in the order of the request, whatever their types', async () => {
    const names = ['p_texto', 'p_blob', 'p_filas', 'p_largo', 'truncated'];
    const expected = JSON.stringify({
      p_texto: 'fin',
      p_blob: 'AP8Q',
      p_filas: [{ N: 1 }, { N: 2 }],
      p_largo: '12345678901234567890123456789012345678',
      truncated: 7,
      truncated_: true,
    });
    for (const result of await both({ name: 'PKG_SALIDAS.MEZCLA', params: names.map(out) })) {
      expect(JSON.stringify(result)).toBe(expected);
    }
  });

  it('have the value of a function where the request has it', async () => {
    const params = [out('p_doble'), out('valor'), { name: 'p_n', value: 2 }];
    for (const result of await both({ name: 'PKG_SALIDAS.TRIPLE', isFunction: true, params })) {
      expect(JSON.stringify(result)).toBe('{"p_doble":4,"valor":6}');
    }
    for (const result of await both({ name: 'PKG_SALIDAS.TRIPLE', isFunction: true, params: params.toReversed() })) {
      expect(JSON.stringify(result)).toBe('{"valor":6,"p_doble":4}');
    }
  });
});

describe('BINARY_DOUBLE', () => {
  const echo = (value: unknown) =>
    both({ name: 'PKG_SALIDAS.ECO_DOBLE', isFunction: true, params: [{ name: 'p_n', value }] });

  it.each([1.5, -1e100, 'NaN', '-Infinity', null])('%s goes in and comes out', async (value) => {
    for (const result of await echo(value)) expect(result).toEqual({ RETURN_VALUE: value });
  });

  // Oracle prints 17 digits of them.
  it.each([1e300, -1.7976931348623157e308, 1e-310])('%s, which NUMBER cannot hold, too', async (value) => {
    for (const result of (await echo(value)) as { RETURN_VALUE: unknown }[]) {
      expect(Number(result.RETURN_VALUE)).toBe(value);
    }
  });
});

describe('a call that does not fit', () => {
  const DOS = 'PKG_SALIDAS.DOS(P_UNO IN NUMBER, P_DOS IN NUMBER, P_SUMA OUT NUMBER)';
  const uno = { name: 'p_uno', value: 1 };
  const CASES: [what: string, call: object, code: string, error: RegExp][] = [
    [
      'a parameter is missing',
      { name: 'PKG_SALIDAS.DOS', params: [uno, out('p_suma')] },
      'PLS-00306',
      /^Parámetros incorrectos: ORA-06550: .*PLS-00306: .*\nFirma: /s,
    ],
    [
      'a name is wrong',
      { name: 'PKG_SALIDAS.DOS', params: [uno, { name: 'p_tres', value: 2 }] },
      'PLS-00306',
      /^Parámetros incorrectos: p_tres no es un parámetro de PKG_SALIDAS\.DOS\nFirma: /,
    ],
    [
      'it is no function',
      { name: 'PKG_SALIDAS.DOS', isFunction: true },
      'PLS-00222',
      /^Parámetros incorrectos: PKG_SALIDAS\.DOS es un procedimiento; quite "isFunction"\nFirma: /,
    ],
  ];
  it.each(CASES)('%s', async (_what, call, code, error) => {
    const { status, body } = await service.request('POST', '/procedure', call);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'SIGNATURE_MISMATCH', error_code: code, error: expect.stringMatching(error) });
    expect(body['error']).toContain(DOS);
    const job = await service.run(call);
    expect(job).toMatchObject({ status: 'failed', error_code: code, error: expect.stringMatching(error) });
    expect(job.error).toContain(DOS);
  });

  it('it is a function', async () => {
    expect(await both({ name: 'PKG_SALIDAS.ECO_DOBLE', params: [{ name: 'p_n', value: 1 }] })).toEqual(
      Array(2).fill(
        'Parámetros incorrectos: PKG_SALIDAS.ECO_DOBLE es una función; indique "isFunction": true\n' +
          'Firma: PKG_SALIDAS.ECO_DOBLE(P_N IN BINARY_DOUBLE) RETURN BINARY_DOUBLE',
      ),
    );
  });

  it('a type cannot be passed', async () => {
    expect((await both({ name: 'PKG_SALIDAS.CON_FILA', params: [{ name: 'p_fila', value: {} }] }))[0]).toBe(
      'Parámetros incorrectos: el tipo PKG_SALIDAS.FILA de p_fila no se puede pasar\n' +
        'Firma: PKG_SALIDAS.CON_FILA(P_FILA IN PKG_SALIDAS.FILA)',
    );
  });

  it('a number is larger than NUMBER holds', async () => {
    const body =
      '{"name":"PKG_SALIDAS.DOS","params":[{"name":"p_uno","value":1e126},{"name":"p_dos","value":1},{"name":"p_suma","direction":"OUT"}]}';
    expect((await service.request('POST', '/procedure', body)).body).toMatchObject({
      code: 'VALUE_NOT_CONVERTIBLE',
      error: 'Error de conversión de tipos: el parámetro p_uno (NUMBER) debe ser un número (menor que 1e126)',
    });
  });
});

describe('an error with a NUL in its text', () => {
  it('ends the job like any other', async () => {
    await service.execute(
      "CREATE OR REPLACE PROCEDURE P_NUL AS BEGIN RAISE_APPLICATION_ERROR(-20001, 'a' || CHR(0) || 'b'); END;",
    );
    const job = await service.run({ name: 'P_NUL' });
    expect(job).toMatchObject({ status: 'failed', error_code: 'ORA-20001', status_reason: 'procedure_error' });
    expect(job.error).toMatch(/^ORA-20001: a\ufffdb/);
  });
});
