import { describe, expect, it } from 'vitest';
import { buildCallBlock } from '../../../src/procedures/call-block.ts';
import type { ResolvedCall } from '../../../src/procedures/resolve-call.ts';

const FRAME = {
  before: { statements: ['BEFORE;'], binds: { before: { val: 1 } } },
  after: { statements: ['AFTER;'], binds: { after: { val: 2 } } },
};

const CALL: ResolvedCall = {
  name: ['VENTAS', 'Mi Pkg', 'PROC'],
  returnValue: undefined,
  arguments: [
    { key: 'p_fecha', formalName: 'P_FECHA', direction: 'IN', type: 'DATE', value: '2025-12-10' },
    { key: 'p_"x', formalName: 'P_TOTAL', direction: 'OUT', type: 'NUMBER', value: null },
    { key: 'p_nota', formalName: 'P_NOTA', direction: 'IN OUT', type: 'CLOB', value: 'hola' },
  ],
};

describe('buildCallBlock', () => {
  it('writes one block with typed variables, quoted names and bound values', () => {
    const { text, binds } = buildCallBlock(CALL, FRAME);
    expect(text).toBe(`DECLARE
  l_result CLOB := '{';
  l_0 DATE := TO_DATE(:p0, 'YYYY-MM-DD HH24:MI:SS');
  l_1 NUMBER;
  l_2 CLOB := :p2;
BEGIN
  BEFORE;
  "VENTAS"."Mi Pkg"."PROC"("P_FECHA" => l_0, "P_TOTAL" => l_1, "P_NOTA" => l_2);
  ASYNC_JOBS_RUNTIME.PUT_NUMBER(l_result, :k_l_1, l_1);
  ASYNC_JOBS_RUNTIME.PUT_CLOB(l_result, :k_l_2, l_2);
  DBMS_LOB.WRITEAPPEND(l_result, 1, '}');
  AFTER;
END;`);
    expect(binds).toMatchObject({
      before: { val: 1 },
      after: { val: 2 },
      p0: { val: '2025-12-10 00:00:00' },
      k_l_1: { val: '"p_\\"x":' },
      k_l_2: { val: ',"p_nota":' },
      p2: { val: 'hola' },
    });
  });

  it('hands cursors and binary results out instead of finishing', () => {
    const block = buildCallBlock(
      {
        name: ['P'],
        returnValue: undefined,
        arguments: [
          { key: 'c', formalName: undefined, direction: 'OUT', type: 'REF CURSOR', value: null },
          { key: 'b', formalName: undefined, direction: 'OUT', type: 'BLOB', value: null },
        ],
      },
      FRAME,
    );
    expect(block.text).toContain('"P"(:o_l_0, l_1);');
    expect(block.text).toContain(':o_l_1 := l_1;');
    expect(block.text).toContain(':result := l_result;');
    expect(block.text).not.toContain('AFTER;');
    expect(Object.keys(block.binds)).not.toContain('after');
    expect(block.cursors).toEqual([{ bind: 'o_l_0', key: 'c' }]);
    expect(block.binaries).toEqual([{ bind: 'o_l_1', key: 'b' }]);
  });

  it('assigns the value of a function', () => {
    const value = { name: ['F'], arguments: [], returnValue: { key: 'r', type: 'VARCHAR2' as const } };
    expect(buildCallBlock(value, FRAME).text).toContain('  l_return := "F";');
    const cursor = { name: ['F'], arguments: [], returnValue: { key: 'r', type: 'REF CURSOR' as const } };
    expect(buildCallBlock(cursor, FRAME).text).toContain('  :o_l_return := "F";');
  });

  it('never puts a value or a key into the text', () => {
    const hostile = "'); EXECUTE IMMEDIATE 'DROP TABLE T'; --";
    const { text } = buildCallBlock(
      {
        name: ['P'],
        returnValue: undefined,
        arguments: [{ key: hostile, formalName: undefined, direction: 'IN OUT', type: 'VARCHAR2', value: hostile }],
      },
      FRAME,
    );
    expect(text).not.toContain('DROP');
  });
});
