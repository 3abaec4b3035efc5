import { describe, expect, it } from 'vitest';
import { parseStatement, parseUnit } from '../../../embedded/syntax/parse.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';

function errorOf(text: string): OracleError {
  try {
    parseStatement(text);
  } catch (error) {
    if (error instanceof OracleError) return error;
    throw error;
  }
  throw new Error(`parsed: ${text}`);
}

describe('errors of SQL', () => {
  it.each([
    ['', 900, 0],
    ['foo bar', 900, 0],
    ['select', 936, 6],
    ['select from dual', 936, 7],
    ['select 1', 923, 8],
    ['select a b c from dual', 923, 11],
    ['select 1 from', 903, 13],
    ['select 1 from dual where', 936, 24],
    ['select 1 from dual where a', 920, 26],
    ['select 1 from dual where a = 1 or b', 920, 35],
    ['select f(1 from dual', 907, 11],
    ['select a = 1 from dual', 923, 9],
    ['select 1 from dual foo bar', 933, 23],
    ['select 1 from dual;', 911, 18],
    ["select 'a from dual", 1756, 7],
    ['select 1 from dual group a', 924, 25],
    ['select 1 from a join b', 905, 22],
    ['insert t values (1)', 925, 7],
    ['insert into t (a) value (1)', 926, 18],
    ['insert into t values 1', 906, 21],
    ['insert into t values (1', 907, 23],
    ['update t a = 1', 971, 11],
    ['update t set a 1', 927, 15],
    ['delete from', 903, 11],
    ['create table t (a number b number)', 907, 25],
    ['create foo', 901, 7],
    ['create table t (a', 907, 17],
    ['alter session foo', 2248, 14],
    ['alter table t foo', 1735, 14],
    ['drop foo x', 950, 5],
    ['select 1 from dual where rownum <', 936, 33],
  ])('%s → ORA-%i at %i', (text, code, offset) => {
    const error = errorOf(text);
    expect({ code: error.code, offset: error.offset }).toEqual({ code, offset });
  });
});

describe('errors of PL/SQL', () => {
  it('names line, column and symbol', () => {
    const error = errorOf('begin\n  x := 1\nend;');
    expect(error.code).toBe(6550);
    expect(error.message).toMatch(
      /^ORA-06550: line 3, column 1:\nPLS-00103: Encountered the symbol "END" when expecting/,
    );
  });

  it('wraps errors of static SQL', () => {
    expect(errorOf('begin\n  select 1 into from dual;\nend;').message).toMatch(/^ORA-06550: line 2, column \d+:\n/);
    expect(errorOf('begin\n  update t set where a = 1;\nend;').message).toBe(
      'ORA-06550: line 2, column 16:\nPL/SQL: ORA-00904: : invalid identifier\nORA-06550: line 2, column 3:\nPL/SQL: SQL Statement ignored',
    );
  });

  it('wants the closing semicolon', () => {
    expect(errorOf('begin null; end').message).toContain('Encountered the symbol "end-of-file"');
    expect(errorOf('begin null; end; /').message).toContain('Encountered the symbol "/"');
  });

  it('names what is not done', () => {
    expect(errorOf('select x from t model dimension by (a)').message).toMatch(
      /^ORA-03001: unimplemented feature: MODEL/,
    );
  });
});

describe('units with errors', () => {
  it('are statements all the same', () => {
    const text = 'create or replace procedure p is\nbegin\n  foo(;\nend;';
    const { statement } = parseStatement(text);
    expect(statement).toMatchObject({
      kind: 'createUnit',
      unitType: 'PROCEDURE',
      orReplace: true,
      source: 'procedure p is\nbegin\n  foo(;\nend;',
      sourcePos: 18,
      unit: undefined,
    });
    expect(statement).toHaveProperty('syntaxErrors.0', {
      line: 3,
      column: 7,
      text: expect.stringMatching(/^PLS-00103: Encountered the symbol ";"/),
    });
  });

  it('also where a string never ends', () => {
    expect(parseUnit("procedure p is begin x := 'a; end;").syntaxErrors).toHaveLength(1);
  });
});
