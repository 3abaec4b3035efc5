import { describe, expect, it } from 'vitest';
import { type CallBody, readCall } from '../../../src/procedures/call-request.ts';
import type { Argument, ProcedureDescription, Signature } from '../../../src/procedures/describe-procedure.ts';
import type { OracleType } from '../../../src/procedures/oracle-type.ts';
import { resolveCall } from '../../../src/procedures/resolve-call.ts';

function argument(name: string, type: OracleType | undefined, extra: Partial<Argument> = {}): Argument {
  return { name, direction: 'IN', type, typeName: type ?? 'PL/SQL RECORD', hasDefault: false, ...extra };
}

function described(...signatures: Signature[]): ProcedureDescription {
  return { owner: 'APP', resolvedParts: ['APP', 'P'], displayName: 'P', signatures };
}

function procedure(...list: Argument[]): Signature {
  return { arguments: list, returns: undefined };
}

const resolve = (body: CallBody, description?: ProcedureDescription) => resolveCall(readCall(body), description);

const FECHA_TOTAL = described(
  procedure(argument('P_FECHA', 'DATE'), argument('P_TOTAL', 'NUMBER', { direction: 'OUT' })),
);

describe('resolveCall', () => {
  it('binds by name, whatever the case and the order, with the types of the dictionary', () => {
    const params = [
      { name: 'p_Total', direction: 'OUT' },
      { name: 'p_fecha', value: '2025-12-10', type: 'STRING' },
    ];
    expect(resolve({ name: 'p', params }, FECHA_TOTAL).arguments).toEqual([
      { key: 'p_Total', formalName: 'P_TOTAL', direction: 'OUT', type: 'NUMBER', value: null },
      { key: 'p_fecha', formalName: 'P_FECHA', direction: 'IN', type: 'DATE', value: '2025-12-10' },
    ]);
  });

  it('binds by position when no name is an argument', () => {
    const params = [
      { name: 'vFECHA', value: '2025-12-10' },
      { name: 'vRESULTADO', direction: 'OUT', type: 'number' },
    ];
    expect(resolve({ name: 'p', params }, FECHA_TOTAL).arguments).toMatchObject([
      { key: 'vFECHA', formalName: undefined, type: 'DATE' },
      { key: 'vRESULTADO', formalName: undefined, type: 'NUMBER' },
    ]);
  });

  it('refuses a mixture and shows the signature', () => {
    const params = [{ name: 'p_fecha' }, { name: 'vRESULTADO', direction: 'OUT' }];
    expect(() => resolve({ name: 'p', params }, FECHA_TOTAL)).toThrowError(
      expect.objectContaining({
        code: 'SIGNATURE_MISMATCH',
        message: expect.stringContaining('P(P_FECHA IN DATE, P_TOTAL OUT NUMBER)'),
      }),
    );
  });

  it('chooses the overload by names, then by what is missing, then by types', () => {
    const overloads = described(
      procedure(argument('P_ID', 'NUMBER')),
      procedure(argument('P_ID', 'VARCHAR2')),
      procedure(argument('P_ID', 'NUMBER'), argument('P_NOTA', 'VARCHAR2', { hasDefault: true })),
      procedure(argument('P_ID', 'NUMBER'), argument('P_TOTAL', 'NUMBER', { direction: 'OUT' })),
    );
    const one = (value: unknown) => resolve({ name: 'p', params: [{ name: 'p_id', value }] }, overloads).arguments;
    expect(one(7)).toMatchObject([{ type: 'NUMBER' }]);
    expect(one('siete')).toMatchObject([{ type: 'VARCHAR2' }]);
    const withOut = [
      { name: 'a', value: 7 },
      { name: 'b', direction: 'OUT' },
    ];
    expect(resolve({ name: 'p', params: withOut }, overloads).arguments[1]).toMatchObject({ type: 'NUMBER' });
  });

  it('gives the value of a function to the first OUT that is no argument, or to RETURN_VALUE', () => {
    const total = described({
      arguments: [argument('P_A', 'NUMBER')],
      returns: { type: 'NUMBER', typeName: 'NUMBER' },
    });
    const named = resolve(
      {
        name: 'f',
        isFunction: true,
        params: [
          { name: 'suma', direction: 'OUT' },
          { name: 'P_A', value: 1 },
        ],
      },
      total,
    );
    expect(named).toMatchObject({
      returnValue: { key: 'suma', type: 'NUMBER' },
      arguments: [{ key: 'P_A', formalName: 'P_A' }],
    });
    const unnamed = resolve({ name: 'f', isFunction: true, params: [{ name: 'x', value: 1 }] }, total);
    expect(unnamed).toMatchObject({
      returnValue: { key: 'RETURN_VALUE' },
      arguments: [{ key: 'x', formalName: undefined, type: 'NUMBER' }],
    });
  });

  it('calls an unknown procedure as it stands, with types of the request or of the values', () => {
    const params = [
      { name: 'a', value: 1 },
      { name: 'b', value: 'x' },
      { name: 'c', direction: 'OUT', type: 'CURSOR' },
    ];
    const { arguments: list } = resolve({ name: 'no_existe', params });
    expect(list.map(({ type }) => type)).toEqual(['NUMBER', 'VARCHAR2', 'REF CURSOR']);
  });

  it('refuses a type that cannot be passed', () => {
    const description = described(procedure(argument('P_FILA', undefined)));
    expect(() => resolve({ name: 'p', params: [{ name: 'p_fila', value: 1 }] }, description)).toThrowError(
      expect.objectContaining({ code: 'SIGNATURE_MISMATCH', message: expect.stringContaining('PL/SQL RECORD') }),
    );
  });

  it('lets the request be more specific than a text parameter', () => {
    const description = described(procedure(argument('P_TEXTO', 'VARCHAR2')));
    const params = [{ name: 'p_texto', value: '2025-12-10', type: 'DATE' }];
    expect(resolve({ name: 'p', params }, description).arguments).toMatchObject([{ type: 'DATE' }]);
  });
});
