import { describe, expect, it } from 'vitest';
import { CollectionValue } from '../../../embedded/types/values.ts';
import { nativeCall, output, run } from './native-call.ts';

async function readLines(call: ReturnType<typeof nativeCall>): Promise<(string | null)[]> {
  const lines: (string | null)[] = [];
  for (;;) {
    const outcome = await run(call, 'DBMS_OUTPUT.GET_LINE', null, null);
    if (String(outcome?.out?.get(1)) !== '0') return lines;
    lines.push(outcome?.out?.get(0) as string | null);
  }
}

describe('DBMS_OUTPUT', async () => {
  it('keeps lines for the client', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'lost: not enabled');
    await run(call, 'DBMS_OUTPUT.ENABLE', null);
    await run(call, 'DBMS_OUTPUT.PUT', 'a');
    await run(call, 'DBMS_OUTPUT.PUT', 'b');
    await run(call, 'DBMS_OUTPUT.NEW_LINE');
    await run(call, 'DBMS_OUTPUT.PUT_LINE', null);
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'c');
    expect(await readLines(call)).toEqual(['ab', null, 'c']);
  });

  it('drops what was not read when writing goes on', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_OUTPUT.ENABLE', 20_000);
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'one');
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'two');
    expect(await output(call, 0, 'DBMS_OUTPUT.GET_LINE', null, null)).toBe('one');
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'three');
    expect(await readLines(call)).toEqual(['three']);
  });

  it('gives many lines at once', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_OUTPUT.ENABLE', null);
    for (const line of ['a', 'b', 'c']) await run(call, 'DBMS_OUTPUT.PUT_LINE', line);
    const outcome = await run(call, 'DBMS_OUTPUT.GET_LINES', null, 2);
    const lines = outcome?.out?.get(0);
    expect(lines instanceof CollectionValue && [...lines.elements]).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(String(outcome?.out?.get(1))).toBe('2');
    expect(await readLines(call)).toEqual(['c']);
  });

  it('limits the buffer and the line', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_OUTPUT.ENABLE', 100);
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'x'.repeat(2000));
    await expect(run(call, 'DBMS_OUTPUT.PUT_LINE', 'y')).rejects.toThrow(
      'ORA-20000: ORU-10027: buffer overflow, limit of 2000 bytes',
    );
    await run(call, 'DBMS_OUTPUT.ENABLE', null);
    await run(call, 'DBMS_OUTPUT.PUT', 'ñ'.repeat(16_383));
    await expect(run(call, 'DBMS_OUTPUT.PUT', 'xy')).rejects.toThrow(
      'ORA-20000: ORU-10028: line length overflow, limit of 32767 bytes per line',
    );
  });

  it('forgets everything when disabled', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_OUTPUT.ENABLE', null);
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'a');
    await run(call, 'DBMS_OUTPUT.DISABLE');
    await run(call, 'DBMS_OUTPUT.PUT_LINE', 'b');
    expect(await readLines(call)).toEqual([]);
  });
});
