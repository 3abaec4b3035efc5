import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../../embedded/types/data-type.ts';
import { findStandardFunction } from '../../../../embedded/types/standard-functions.ts';
import { Lob } from '../../../../embedded/types/values.ts';
import { call, callShown, contextOf, show } from '../context.ts';

type Case = [string, (string | number | null)[], string | null];

describe('character functions', () => {
  it.each([
    ['SUBSTR', ['ABCDEFG', 3, 4], 'CDEF'],
    ['SUBSTR', ['ABCDEFG', -5, 4], 'CDEF'],
    ['SUBSTR', ['ABCDEFG', 0, 2], 'AB'],
    ['SUBSTR', ['ABCDEFG', 3], 'CDEFG'],
    ['SUBSTR', ['ABCDEFG', 10], null],
    ['SUBSTR', ['ABCDEFG', -10], null],
    ['SUBSTR', ['ABCDEFG', 1, 0], null],
    ['SUBSTR', ['ABCDEFG', 2.9, 1.9], 'B'],
    ['SUBSTR', ['a😀b', 2, 1], '😀'],
    ['SUBSTR', [null, 1, 1], null],
    ['SUBSTR', ['abc', 1, null], null],
    ['SUBSTR', [12345, 2, 2], '23'],
    ['SUBSTRB', ['ABCDEFG', 5, 2], 'EF'],
    ['SUBSTRB', ['añb', 1, 2], 'a '],
    ['SUBSTRB', ['añb', 3, 2], ' b'],
    ['INSTR', ['CORPORATE FLOOR', 'OR', 3, 2], '14'],
    ['INSTR', ['CORPORATE FLOOR', 'OR', -3, 2], '2'],
    ['INSTR', ['CORPORATE FLOOR', 'XX'], '0'],
    ['INSTR', ['abc', 'a', 0], '0'],
    ['INSTR', ['abcabc', 'abc', -1], '4'],
    ['INSTR', ['abcabc', 'abc', -4], '1'],
    ['INSTR', ['a😀b', 'b'], '3'],
    ['INSTR', ['abc', null], null],
    ['INSTRB', ['añb', 'b'], '4'],
    ['LENGTH', ['CANDIDE'], '7'],
    ['LENGTH', ['a😀'], '2'],
    ['LENGTH', [null], null],
    ['LENGTH', [123.45], '6'],
    ['LENGTHB', ['añ'], '3'],
    ['UPPER', ['niño ß'], 'NIÑO ß'],
    ['LOWER', ['MR. SCOTT'], 'mr. scott'],
    ['INITCAP', ["the soap o'neil años 2nd"], "The Soap O'Neil Años 2nd"],
    ['LPAD', ['Page 1', 15, '*.'], '*.*.*.*.*Page 1'],
    ['LPAD', ['abc', 2], 'ab'],
    ['LPAD', ['abc', 0], null],
    ['LPAD', ['abc', 5, null], null],
    ['RPAD', ['ab', 5, 'xy'], 'abxyx'],
    ['RPAD', [12, 4], '12  '],
    ['LTRIM', ['<=====>BROWNING<=====>', '<>='], 'BROWNING<=====>'],
    ['RTRIM', ['<=====>BROWNING<=====>', '<>='], '<=====>BROWNING'],
    ['TRIM', ['  a b  '], 'a b'],
    ['LTRIM', ['  x'], 'x'],
    ['RTRIM', ['   '], null],
    ['REPLACE', ['JACK and JUE', 'J', 'BL'], 'BLACK and BLUE'],
    ['REPLACE', ['abcabc', 'b'], 'acac'],
    ['REPLACE', ['abc', null, 'x'], 'abc'],
    ['REPLACE', ['aaa', 'a', null], null],
    ['REPLACE', ['a$&b', '$&', '$$'], 'a$$b'],
    ['TRANSLATE', ['SQL*Plus User Guide', " */'", '___'], 'SQL_Plus_User_Guide'],
    ['TRANSLATE', ['abc', 'ab', 'x'], 'xc'],
    ['TRANSLATE', ['abc', 'a', null], null],
    ['CONCAT', ['a', null], 'a'],
    ['CONCAT', [1, 2], '12'],
    ['ASCII', ['Q'], '81'],
    ['ASCII', ['ñ'], '50097'],
    ['CHR', [67], 'C'],
    ['CHR', [50097], 'ñ'],
    ['NCHR', [241], 'ñ'],
    ['ASCIISTR', ['ABÄCDE'], 'AB\\00C4CDE'],
    ['UNISTR', ['abc\\00e5\\00f1\\00f6'], 'abcåñö'],
    ['SOUNDEX', ['SMYTHE'], 'S530'],
    ['SOUNDEX', ['Ashcraft'], 'A261'],
    ['SOUNDEX', ['Tymczak'], 'T522'],
    ['SOUNDEX', ['123'], null],
    ['CONVERT', ['Ä Ê Í Õ Ø A B', 'US7ASCII'], 'A E I O ? A B'],
    ['NLS_UPPER', ['large'], 'LARGE'],
    ['REVERSE', ['abc'], 'cba'],
  ] as Case[])('%s(%j) is %j', (name, inputs, expected) => {
    expect(callShown(name, ...inputs)).toBe(expected);
  });

  it('keep CLOBs CLOBs', () => {
    expect(show(call('SUBSTR', [new Lob('CLOB', 'abc'), 2]))).toBe('LOB bc');
    expect(show(call('UPPER', [new Lob('CLOB', 'abc')]))).toBe('LOB ABC');
    expect(callShown('LENGTH', new Lob('CLOB', ''))).toBe('0');
    expect(callShown('LENGTH', new Lob('BLOB', Buffer.alloc(3)))).toBe('3');
  });

  it('say their types', () => {
    const typeOf = (name: string, ...types: DataType[]) => findStandardFunction(name)?.returns(types);
    const char: DataType = { kind: 'CHAR', length: 3, unit: 'BYTE' };
    expect(typeOf('SUBSTR', { kind: 'CLOB' }, { kind: 'NUMBER' })?.kind).toBe('CLOB');
    expect(typeOf('UPPER', char)).toEqual(char);
    expect(typeOf('SUBSTR', char)).toEqual({ kind: 'VARCHAR2', length: 3, unit: 'BYTE' });
    expect(typeOf('TRIM', { kind: 'NVARCHAR2', length: 4, unit: 'CHAR' })?.kind).toBe('NVARCHAR2');
    expect(typeOf('CONCAT', char, char)).toEqual({ kind: 'VARCHAR2', length: 6, unit: 'BYTE' });
    expect(typeOf('INSTR', char, char)?.kind).toBe('NUMBER');
  });

  it('refuse what is out of range', () => {
    expect(() => callShown('INSTR', 'abc', 'b', 1, 0)).toThrow("ORA-01428: argument '0' is out of range");
    expect(() => callShown('UNISTR', 'a\\zz')).toThrow('ORA-30186');
    expect(() => callShown('CONVERT', 'a', 'NO_SUCH_SET')).toThrow('ORA-01482: unsupported character set');
  });
});

describe('regular expressions', () => {
  it.each([
    // "Oracle Regular Expression Support" and the functions' examples.
    ['REGEXP_SUBSTR', ['500 Oracle Parkway, Redwood Shores, CA', ',[^,]+,'], ', Redwood Shores,'],
    [
      'REGEXP_SUBSTR',
      ['http://www.example.com/products', 'http://([[:alnum:]]+\\.?){3,4}/?'],
      'http://www.example.com/',
    ],
    ['REGEXP_SUBSTR', ['1234567890', '(123)(4(56)(78))', 1, 1, 'i', 1], '123'],
    ['REGEXP_SUBSTR', ['1234567890', '(123)(4(56)(78))', 1, 1, 'i', 4], '78'],
    ['REGEXP_SUBSTR', ['a,b,,d', '[^,]+', 1, 3], 'd'],
    ['REGEXP_SUBSTR', ['abc', 'x'], null],
    ['REGEXP_SUBSTR', ['aBc', 'b', 1, 1, 'i'], 'B'],
    ['REGEXP_SUBSTR', ['aaa', 'a+?'], 'a'],
    ['REGEXP_SUBSTR', ['x(1)', '\\(\\d\\)'], '(1)'],
    ['REGEXP_SUBSTR', ['a]b', '[]]'], ']'],
    ['REGEXP_SUBSTR', ['a\\b', '[\\]'], '\\'],
    ['REGEXP_SUBSTR', ['a-b', '[a-]+'], 'a-'],
    ['REGEXP_SUBSTR', ['line1\nline2', '^line2$', 1, 1, 'm'], 'line2'],
    ['REGEXP_SUBSTR', ['a\nb', 'a.b'], null],
    ['REGEXP_SUBSTR', ['a\nb', 'a.b', 1, 1, 'n'], 'a\nb'],
    ['REGEXP_SUBSTR', ['a b', 'a b', 1, 1, 'x'], null],
    ['REGEXP_SUBSTR', ['niño', '[[:alpha:]]+'], 'niño'],
    ['REGEXP_SUBSTR', ['a{b', 'a{b'], 'a{b'],
    ['REGEXP_INSTR', ['500 Oracle Parkway, Redwood Shores, CA', '[^ ]+', 1, 6], '37'],
    ['REGEXP_INSTR', ['500 Oracle Parkway, Redwood Shores, CA', '[s|r|p][[:alpha:]]{6}', 3, 2, 1, 'i'], '28'],
    ['REGEXP_INSTR', ['1234567890', '(123)(4(56)(78))', 1, 1, 0, 'i', 2], '4'],
    ['REGEXP_INSTR', ['abc', 'x'], '0'],
    ['REGEXP_COUNT', ['123123123123123', '(12)3', 1, 'i'], '5'],
    ['REGEXP_COUNT', ['123123123123', '123', 3, 'i'], '3'],
    ['REGEXP_COUNT', ['aaa', 'b'], '0'],
    ['REGEXP_REPLACE', ['500   Oracle     Parkway', '( ){2,}', ' '], '500 Oracle Parkway'],
    [
      'REGEXP_REPLACE',
      ['515.123.4567', '([[:digit:]]{3})\\.([[:digit:]]{3})\\.([[:digit:]]{4})', '(\\1) \\2-\\3'],
      '(515) 123-4567',
    ],
    ['REGEXP_REPLACE', ['abc', '(.)', '\\1 '], 'a b c '],
    ['REGEXP_REPLACE', ['aaa', 'a', 'b', 1, 2], 'aba'],
    ['REGEXP_REPLACE', ['aaa', 'a', 'b', 2], 'abb'],
    ['REGEXP_REPLACE', ['a1b2', '\\d'], 'ab'],
    ['REGEXP_REPLACE', ['abc', null, 'x'], 'abc'],
    ['REGEXP_REPLACE', ['abab', '(a)(b)\\1\\2', 'x'], 'x'],
    ['REGEXP_REPLACE', ['a1', 'a1', '$&'], '$&'],
  ] as Case[])('%s(%j) is %j', (name, inputs, expected) => {
    expect(callShown(name, ...inputs)).toBe(expected);
  });

  it.each([
    ['Steven', '^Ste(v|ph)en$', true],
    ['Stephen', '^Ste(v|ph)en$', true],
    ['Stefan', '^Ste(v|ph)en$', false],
    [null, 'a', null],
    ['a', null, null],
    ['10.20', '^[[:digit:]]+\\.[[:digit:]]+$', true],
    ['user@example.com', '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,4}$', true],
  ])('REGEXP_LIKE(%j, %j) is %j', (text, pattern, expected) => {
    expect(callShown('REGEXP_LIKE', text, pattern)).toBe(expected);
  });

  it('refuse bad patterns', () => {
    expect(() => callShown('REGEXP_LIKE', 'a', '(a')).toThrow('ORA-12725: unmatched parentheses in regular expression');
    expect(() => callShown('REGEXP_LIKE', 'a', '[a')).toThrow('ORA-12726: unmatched bracket in regular expression');
    expect(() => callShown('REGEXP_LIKE', 'a', '\\1')).toThrow(
      'ORA-12727: invalid back reference in regular expression',
    );
    expect(() => callShown('REGEXP_LIKE', 'a', '[[:foo:]]')).toThrow('ORA-12729');
    expect(() => callShown('REGEXP_LIKE', 'a', 'a', 'q')).toThrow('ORA-01760: illegal argument for function');
    expect(() => callShown('REGEXP_SUBSTR', 'a', 'a', 0)).toThrow("ORA-01428: argument '0' is out of range");
  });
});

describe('NLSSORT', () => {
  it('gives keys for the binary sorts', () => {
    expect(call('NLSSORT', ['Ab'], contextOf())).toEqual(Buffer.from('Ab\0'));
    expect(call('NLSSORT', ['Áb', 'NLS_SORT=BINARY_AI'], contextOf())).toEqual(Buffer.from('ab\0'));
    expect(() => call('NLSSORT', ['a', 'NLS_SORT=XSPANISH'], contextOf())).toThrow('ORA-03001');
  });
});
