import { describe, expect, it } from 'vitest';
import { Lob } from '../../../embedded/types/values.ts';
import { nativeCall, openSession, output, result, run } from './native-call.ts';

const call = nativeCall();
const clob = (text: string) => new Lob('CLOB', text);
const blob = (...bytes: number[]) => new Lob('BLOB', Buffer.from(bytes));

describe('DBMS_LOB', () => {
  it('appends and writes', async () => {
    const lob = clob('abc');
    await run(call, 'DBMS_LOB.APPEND', lob, clob('def'));
    await run(call, 'DBMS_LOB.WRITEAPPEND', lob, 2, 'ghi');
    expect(lob.content).toBe('abcdefgh');
    await run(call, 'DBMS_LOB.WRITE', lob, 2, 2, 'XY');
    expect(lob.content).toBe('aXYdefgh');
    await run(call, 'DBMS_LOB.WRITE', lob, 1, 11, 'Z');
    expect(lob.content).toBe('aXYdefgh  Z');
    const bytes = blob(1);
    await run(call, 'DBMS_LOB.WRITE', bytes, 1, 4, Buffer.from([9]));
    expect(bytes.content).toEqual(Buffer.from([1, 0, 0, 9]));
  });

  it('reads pieces', async () => {
    const lob = clob('hello');
    const piece = await run(call, 'DBMS_LOB.READ', lob, 10, 3, null);
    expect([String(piece?.out?.get(1)), piece?.out?.get(3)]).toEqual(['3', 'llo']);
    await expect(run(call, 'DBMS_LOB.READ', lob, 10, 6, null)).rejects.toThrow('ORA-01403: no data found');
    expect(await result(call, 'DBMS_LOB.SUBSTR', lob, 2, 2)).toBe('el');
    expect(await result(call, 'DBMS_LOB.SUBSTR', lob, 2, 9)).toBeNull();
    expect(await result(call, 'DBMS_LOB.SUBSTR', lob, 0, 1)).toBeNull();
    expect(await result(call, 'DBMS_LOB.SUBSTR', null, 1, 1)).toBeNull();
    expect(await result(call, 'DBMS_LOB.GETLENGTH', lob)).toBe(5);
    expect(await result(call, 'DBMS_LOB.GETLENGTH', clob(''))).toBe(0);
    expect(await result(call, 'DBMS_LOB.GETLENGTH', null)).toBeNull();
  });

  it('finds and compares', async () => {
    expect(await result(call, 'DBMS_LOB.INSTR', clob('abcabc'), 'bc', 1, 2)).toBe(5);
    expect(await result(call, 'DBMS_LOB.INSTR', clob('abc'), 'x', 1, 1)).toBe(0);
    expect(await result(call, 'DBMS_LOB.INSTR', blob(1, 2, 3), Buffer.from([2, 3]), 1, 1)).toBe(2);
    expect(await result(call, 'DBMS_LOB.INSTR', clob('abc'), 'a', 0, 1)).toBeNull();
    const most = 1e18;
    expect(await result(call, 'DBMS_LOB.COMPARE', clob('abc'), clob('abc'), most, 1, 1)).toBe(0);
    expect(await result(call, 'DBMS_LOB.COMPARE', clob('abc'), clob('abd'), 2, 1, 1)).toBe(0);
    expect(await result(call, 'DBMS_LOB.COMPARE', clob('abc'), clob('abd'), most, 1, 1)).toBe(-1);
  });

  it('copies, erases and trims', async () => {
    const lob = clob('0123456789');
    await run(call, 'DBMS_LOB.COPY', lob, clob('abcdef'), 3, 2, 2);
    expect(lob.content).toBe('0bcd456789');
    expect(await output(call, 1, 'DBMS_LOB.ERASE', lob, 100, 9)).toBe(2);
    expect(lob.content).toBe('0bcd4567  ');
    await run(call, 'DBMS_LOB.TRIM', lob, 4);
    expect(lob.content).toBe('0bcd');
    await expect(run(call, 'DBMS_LOB.TRIM', lob, 5)).rejects.toThrow('ORA-22926');
  });

  it('makes temporary LOBs by the overload', async () => {
    const made = await run({ ...call, overload: 2 }, 'DBMS_LOB.CREATETEMPORARY', null, true, 10);
    expect(made?.out?.get(0)).toEqual(new Lob('CLOB', ''));
    const binary = await run(call, 'DBMS_LOB.CREATETEMPORARY', null, true, 10);
    expect(binary?.out?.get(0)).toEqual(new Lob('BLOB', Buffer.alloc(0)));
    expect(await result(call, 'DBMS_LOB.ISTEMPORARY', clob('a'))).toBe(1);
  });

  it('opens and closes', async () => {
    const lob = clob('a');
    await run(call, 'DBMS_LOB.OPEN', lob, 1);
    expect(await result(call, 'DBMS_LOB.ISOPEN', lob)).toBe(1);
    await expect(run(call, 'DBMS_LOB.OPEN', lob, 1)).rejects.toThrow('ORA-22293');
    await run(call, 'DBMS_LOB.CLOSE', lob);
    await expect(run(call, 'DBMS_LOB.CLOSE', lob)).rejects.toThrow('ORA-22289');
  });

  it('converts between CLOB and BLOB', async () => {
    const bytes = blob();
    const outcome = await run(call, 'DBMS_LOB.CONVERTTOBLOB', bytes, clob('añ€'), 1e18, 1, 1, 873, 0, null);
    expect(bytes.content).toEqual(Buffer.from('añ€'));
    expect([outcome?.out?.get(3), outcome?.out?.get(4), outcome?.out?.get(7)].map(String)).toEqual(['7', '4', '0']);
    const latin = blob();
    await run(call, 'DBMS_LOB.CONVERTTOBLOB', latin, clob('ñ€'), 1e18, 1, 1, 178, 0, null);
    expect(latin.content).toEqual(Buffer.from([0xf1, 0x80]));
    const text = clob('');
    await run(call, 'DBMS_LOB.CONVERTTOCLOB', text, latin, 1e18, 1, 1, 178, 0, null);
    expect(text.content).toBe('ñ€');
  });

  it('complains as Oracle does', async () => {
    const lob = clob('a');
    await expect(run(call, 'DBMS_LOB.APPEND', null, lob)).rejects.toThrow(
      'ORA-06502: PL/SQL: numeric or value error: invalid LOB locator specified: ORA-22275',
    );
    await expect(run(call, 'DBMS_LOB.WRITE', lob, 0, 1, 'x')).rejects.toThrow(
      'ORA-21560: argument 2 is null, invalid, or out of range',
    );
    await expect(run(call, 'DBMS_LOB.WRITE', lob, 1, 0, 'x')).rejects.toThrow('ORA-21560: argument 3');
    await expect(run(call, 'DBMS_LOB.WRITEAPPEND', lob, 3, 'x')).rejects.toThrow('ORA-21560: argument 2');
    expect(lob.content).toBe('a');
  });

  it('writes through to the row that a LOB came from', async () => {
    const statements: [string, (string | null)[]][] = [];
    const stored = nativeCall(openSession());
    stored.sql.runNative = async (text, parameters) => {
      statements.push([text.replace(/\s+/g, ' '), parameters]);
      return [['1']];
    };
    const lob = new Lob('CLOB', 'ab', { schema: 'APP', table: 'T "x"', column: 'C', rowid: 'AAAAABAABAAAAAAAAB' });
    await run(stored, 'DBMS_LOB.WRITEAPPEND', lob, 1, 'c');
    expect(statements).toEqual([
      [
        'UPDATE "APP"."T ""x""" SET "C" = "C" || $1::text WHERE "ora$rowid" = ora.rowid_number($2::text) RETURNING 1',
        ['c', 'AAAAABAABAAAAAAAAB'],
      ],
    ]);
    expect(lob.content).toBe('abc');
    await run(stored, 'DBMS_LOB.WRITE', lob, 1, 1, 'X');
    expect(statements[1]?.[0]).toContain('SET "C" = $1::text WHERE');
    expect(statements[1]?.[1]).toEqual(['Xbc', 'AAAAABAABAAAAAAAAB']);
    expect(await result(stored, 'DBMS_LOB.ISTEMPORARY', lob)).toBe(0);
    stored.sql.runNative = async () => [];
    await expect(run(stored, 'DBMS_LOB.WRITEAPPEND', lob, 1, 'd')).rejects.toThrow('ORA-22922: nonexistent LOB value');
    expect(lob.content).toBe('Xbc');
  });
});
