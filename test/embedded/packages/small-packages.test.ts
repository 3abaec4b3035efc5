import { describe, expect, it } from 'vitest';
import { longOperationsOf } from '../../../embedded/catalog/long-operations.ts';
import { findContextValue } from '../../../embedded/packages/application-context.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { CollectionValue } from '../../../embedded/types/values.ts';
import { nativeCall, output, result, run } from './native-call.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('DBMS_SESSION', () => {
  it('sets the identifier and contexts', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_SESSION.SET_IDENTIFIER', 'job-7');
    expect(call.session.attributes.clientIdentifier).toBe('job-7');
    await run(call, 'DBMS_SESSION.CLEAR_IDENTIFIER');
    expect(call.session.attributes.clientIdentifier).toBeNull();
    await run(call, 'DBMS_SESSION.SET_CONTEXT', 'my_ctx', 'name', 'value', null, null);
    expect(findContextValue(call.session, 'MY_CTX', 'Name')).toBe('value');
    await run(call, 'DBMS_SESSION.CLEAR_CONTEXT', 'MY_CTX', null, 'NAME');
    expect(findContextValue(call.session, 'MY_CTX', 'NAME')).toBeNull();
  });

  it('drops package state', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_SESSION.MODIFY_PACKAGE_STATE', 2);
    expect(call.session.packageData.get('reset')).toBe(true);
  });

  it('sleeps until it is broken off', async () => {
    const call = nativeCall();
    const sleeping = run(call, 'DBMS_SESSION.SLEEP', 3600);
    call.session.interrupt.request();
    await expect(sleeping).rejects.toThrow('ORA-01013: user requested cancel of current operation');
    call.session.interrupt.clear();
    await run(call, 'DBMS_SESSION.SLEEP', 0.01);
    await expect(run(call, 'DBMS_SESSION.SLEEP', -1)).rejects.toThrow('ORA-06502');
    call.session.interrupt.request(new OracleError(28, 'your session has been killed'));
    await expect(run(call, 'DBMS_SESSION.SLEEP', 3600)).rejects.toThrow('ORA-00028');
  });
});

describe('DBMS_APPLICATION_INFO', () => {
  it('keeps module, action and client info', async () => {
    const call = nativeCall();
    await run(call, 'DBMS_APPLICATION_INFO.SET_MODULE', 'm'.repeat(70), 'load');
    expect(call.session.attributes.module).toBe('m'.repeat(64));
    expect(await output(call, 1, 'DBMS_APPLICATION_INFO.READ_MODULE', null, null)).toBe('load');
    await run(call, 'DBMS_APPLICATION_INFO.SET_CLIENT_INFO', 'info');
    expect(await output(call, 0, 'DBMS_APPLICATION_INFO.READ_CLIENT_INFO', null)).toBe('info');
  });

  it('feeds V$SESSION_LONGOPS', async () => {
    const call = nativeCall();
    const name = 'DBMS_APPLICATION_INFO.SET_SESSION_LONGOPS';
    const first = await output(call, 0, name, -1, null, 'copy', 0, 0, 1, 10, 'rows', 'rows');
    expect(first).toBe(0);
    expect(await output(call, 0, name, 0, 0, 'copy', 0, 0, 5, 10, 'rows', 'rows')).toBe(0);
    expect(await output(call, 0, name, -1, null, 'other', 0, 0, 0, 1, 'unknown target', null)).toBe(1);
    expect(longOperationsOf(call.session).map(({ opName, soFar, totalWork }) => [opName, soFar, totalWork])).toEqual([
      ['copy', '5', '10'],
      ['other', '0', '1'],
    ]);
  });
});

describe('DBMS_UTILITY', () => {
  const call = nativeCall();

  it('gives stacks and times', async () => {
    expect(await result(call, 'DBMS_UTILITY.FORMAT_ERROR_STACK')).toBe('ORA-01403: no data found\n');
    expect(await result(call, 'DBMS_UTILITY.FORMAT_ERROR_BACKTRACE')).toBe('ORA-06512: at line 1\n');
    const start = Number(await result(call, 'DBMS_UTILITY.GET_TIME'));
    expect(Number(await result(call, 'DBMS_UTILITY.GET_TIME'))).toBeGreaterThanOrEqual(start);
  });

  it('takes lists apart and puts them together', async () => {
    const type = {
      kind: 'COLLECTION',
      shape: 'ASSOCIATIVE ARRAY',
      element: { kind: 'VARCHAR2', unit: 'BYTE' },
    } as const;
    const outcome = await run(call, 'DBMS_UTILITY.COMMA_TO_TABLE', 'a,"b,c",d.e', null, new CollectionValue(type));
    const table = outcome?.out?.get(2);
    if (!(table instanceof CollectionValue)) throw new Error('no table');
    expect(String(outcome?.out?.get(1))).toBe('3');
    expect([...table.elements.values()]).toEqual(['a', '"b,c"', 'd.e', null]);
    expect(await output(call, 2, 'DBMS_UTILITY.TABLE_TO_COMMA', table, null, null)).toBe('a,"b,c",d.e');
    await expect(run(call, 'DBMS_UTILITY.COMMA_TO_TABLE', '1,2', null, new CollectionValue(type))).rejects.toThrow(
      'ORA-20001',
    );
  });

  it('hashes into a range', async () => {
    const value = Number(await result(call, 'DBMS_UTILITY.GET_HASH_VALUE', 'abc', 100, 8));
    expect(value).toBeGreaterThanOrEqual(100);
    expect(value).toBeLessThan(108);
  });
});

describe('DBMS_ASSERT', () => {
  const call = nativeCall();
  it.each([
    ['ENQUOTE_LITERAL', ['abc'], "'abc'"],
    ['ENQUOTE_LITERAL', ["'a''b'"], "'a''b'"],
    ['ENQUOTE_LITERAL', [null], "''"],
    ['ENQUOTE_NAME', ['emp', true], '"EMP"'],
    ['ENQUOTE_NAME', ['emp', false], '"emp"'],
    ['ENQUOTE_NAME', ['"Emp"', true], '"Emp"'],
    ['SIMPLE_SQL_NAME', [' emp_1$# '], 'emp_1$#'],
    ['SIMPLE_SQL_NAME', ['"any thing"'], '"any thing"'],
    ['QUALIFIED_SQL_NAME', ['app."T x".c@link'], 'app."T x".c@link'],
    ['NOOP', ['x; y'], 'x; y'],
  ])('%s(%j) is %s', async (name, inputs, expected) => {
    expect(await result(call, `DBMS_ASSERT.${name}`, ...inputs)).toBe(expected);
  });

  it.each([
    ['ENQUOTE_LITERAL', "a'b", 'ORA-06502'],
    ['ENQUOTE_NAME', 'a"b', 'ORA-44003: invalid SQL name'],
    ['SIMPLE_SQL_NAME', '1a', 'ORA-44003: invalid SQL name'],
    ['SIMPLE_SQL_NAME', 'a b', 'ORA-44003'],
    ['SIMPLE_SQL_NAME', null, 'ORA-44003'],
    ['QUALIFIED_SQL_NAME', 'a..b', 'ORA-44004: invalid qualified SQL name'],
    ['QUALIFIED_SQL_NAME', 'a;drop', 'ORA-44004'],
  ])('%s refuses %j', async (name, input, message) => {
    await expect(run(call, `DBMS_ASSERT.${name}`, input)).rejects.toThrow(message);
  });
});

describe('DBMS_RANDOM', () => {
  it('repeats itself from a seed and stays in range', async () => {
    const [one, other] = [nativeCall(), nativeCall()];
    for (const call of [one, other]) await run(call, 'DBMS_RANDOM.SEED', 42);
    const sequence = async (call: typeof one) => {
      const values: number[] = [];
      for (let index = 0; index < 50; index += 1) {
        values.push(Number(await result({ ...call, overload: 2 }, 'DBMS_RANDOM.VALUE', 1, 6)));
      }
      return values;
    };
    const values = await sequence(one);
    expect(await sequence(other)).toEqual(values);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...values)).toBeLessThan(6);
    expect(new Set(values).size).toBe(50);
  });

  it.each([
    ['U', /^[A-Z]{20}$/],
    ['l', /^[a-z]{20}$/],
    ['a', /^[A-Za-z]{20}$/],
    ['x', /^[A-Z0-9]{20}$/],
    ['p', /^[ -~]{20}$/],
  ])('STRING(%s)', async (option, pattern) => {
    expect(await result(nativeCall(), 'DBMS_RANDOM.STRING', option, 20)).toMatch(pattern);
  });
});

describe('UTL_RAW, UTL_ENCODE, UTL_I18N', () => {
  const call = nativeCall();
  it.each([
    ['UTL_RAW.CAST_TO_RAW', ['AñB'], hex('41c3b142')],
    ['UTL_RAW.CAST_TO_VARCHAR2', [hex('41c3b142')], 'AñB'],
    ['UTL_RAW.LENGTH', [hex('0102')], 2],
    ['UTL_RAW.SUBSTR', [hex('01020304'), 2, 2], hex('0203')],
    ['UTL_RAW.SUBSTR', [hex('01020304'), -2, null], hex('0304')],
    ['UTL_RAW.CONCAT', [hex('01'), null, hex('02')], hex('0102')],
    ['UTL_RAW.REVERSE', [hex('010203')], hex('030201')],
    ['UTL_RAW.COPIES', [hex('0a'), 3], hex('0a0a0a')],
    ['UTL_RAW.XRANGE', [hex('fe'), hex('01')], hex('feff0001')],
    ['UTL_RAW.COMPARE', [hex('0102'), hex('0103'), null], 2],
    ['UTL_RAW.COMPARE', [hex('01'), hex('0100'), null], 0],
    ['UTL_RAW.BIT_AND', [hex('0fff'), hex('f1')], hex('01ff')],
    ['UTL_RAW.BIT_OR', [hex('0f'), hex('f0')], hex('ff')],
    ['UTL_RAW.BIT_XOR', [hex('ff'), hex('0f')], hex('f0')],
    ['UTL_RAW.BIT_COMPLEMENT', [hex('0f')], hex('f0')],
    ['UTL_RAW.TRANSLATE', [hex('0102030201'), hex('0102'), hex('0a')], hex('0a030a')],
    ['UTL_RAW.OVERLAY', [hex('aabb'), hex('01020304'), 2, null, null], hex('01aabb04')],
    ['UTL_RAW.CAST_FROM_NUMBER', [100], hex('c202')],
    ['UTL_RAW.CAST_TO_NUMBER', [hex('c202')], 100],
    ['UTL_RAW.CAST_FROM_BINARY_INTEGER', [258, 1], hex('00000102')],
    ['UTL_RAW.CAST_TO_BINARY_INTEGER', [hex('0201'), 2], 258],
    ['UTL_RAW.CONVERT', [hex('f1'), 'AL32UTF8', 'SPANISH_SPAIN.WE8ISO8859P1'], hex('c3b1')],
    ['UTL_RAW.LENGTH', [null], null],
    ['UTL_ENCODE.BASE64_ENCODE', [Buffer.from('hello')], Buffer.from('aGVsbG8=')],
    ['UTL_ENCODE.BASE64_DECODE', [Buffer.from('aGVs\r\nbG8=')], Buffer.from('hello')],
    ['UTL_I18N.STRING_TO_RAW', ['ñ', 'AL32UTF8'], hex('c3b1')],
    ['UTL_I18N.RAW_TO_CHAR', [hex('f1'), 'WE8MSWIN1252'], 'ñ'],
  ])('%s(%j)', async (name, inputs, expected) => {
    expect(await result(call, name, ...inputs)).toEqual(expected);
  });

  it('breaks Base64 into lines of 64', async () => {
    const encoded = await result(call, 'UTL_ENCODE.BASE64_ENCODE', Buffer.alloc(96, 1));
    expect(
      String(encoded)
        .split('\r\n')
        .map((line) => line.length),
    ).toEqual([64, 64]);
  });
});

describe('UTL_MATCH', () => {
  it.each([
    ['EDIT_DISTANCE', 'shackleford', 'shackelford', 2],
    ['EDIT_DISTANCE', '', 'abc', null],
    ['EDIT_DISTANCE', 'abc', 'abc', 0],
    ['EDIT_DISTANCE', 'kitten', 'sitting', 3],
    ['EDIT_DISTANCE_SIMILARITY', 'shackleford', 'shackelford', 82],
    ['JARO_WINKLER_SIMILARITY', 'shackleford', 'shackelford', 98],
    ['JARO_WINKLER_SIMILARITY', 'abc', 'xyz', 0],
  ])('%s(%s, %s) is %s', async (name, left, right, expected) => {
    expect(await result(nativeCall(), `UTL_MATCH.${name}`, left === '' ? null : left, right)).toBe(expected);
  });

  it('gives the Jaro-Winkler distance as BINARY_DOUBLE', async () => {
    expect(await result(nativeCall(), 'UTL_MATCH.JARO_WINKLER', 'MARTHA', 'MARHTA')).toBeCloseTo(0.9611, 4);
  });
});

describe('DBMS_CRYPTO', () => {
  const call = nativeCall();

  it('hashes, signs and encrypts', async () => {
    expect(await result(call, 'DBMS_CRYPTO.HASH', Buffer.from('abc'), 3)).toEqual(
      hex('a9993e364706816aba3e25717850c26c9cd0d89d'),
    );
    expect(
      await result(call, 'DBMS_CRYPTO.MAC', Buffer.from('what do ya want for nothing?'), 3, Buffer.from('Jefe')),
    ).toEqual(hex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'));
    // FIPS 197, appendix C.1.
    const key = hex('000102030405060708090a0b0c0d0e0f');
    const ecbWithoutPadding = 6 + 768 + 8192;
    const encrypted = await result(
      call,
      'DBMS_CRYPTO.ENCRYPT',
      hex('00112233445566778899aabbccddeeff'),
      ecbWithoutPadding,
      key,
      null,
    );
    expect(encrypted).toEqual(hex('69c4e0d86a7b0430d8cdb78070b4c55a'));
    const aesCbcPkcs5 = 6 + 256 + 4096;
    const secret = await result(call, 'DBMS_CRYPTO.ENCRYPT', Buffer.from('secret'), aesCbcPkcs5, key, null);
    expect(await result(call, 'DBMS_CRYPTO.DECRYPT', secret ?? null, aesCbcPkcs5, key, null)).toEqual(
      Buffer.from('secret'),
    );
    await expect(run(call, 'DBMS_CRYPTO.ENCRYPT', Buffer.from('x'), aesCbcPkcs5, hex('00'), null)).rejects.toThrow(
      'ORA-28234',
    );
    await expect(run(call, 'DBMS_CRYPTO.ENCRYPT', Buffer.from('x'), 1 + 256 + 4096, key, null)).rejects.toThrow(
      'ORA-03001',
    );
  });
});
