import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProcedureName, quoteIdentifier, quoteProcedureName } from '../../../src/procedures/procedure-name.ts';

describe('parseProcedureName', () => {
  it.each([
    ['proc_test', undefined, ['PROC_TEST']],
    ['PKG_ETL.Proceso', undefined, ['PKG_ETL', 'PROCESO']],
    ['ventas.pkg.proc', undefined, ['VENTAS', 'PKG', 'PROC']],
    ['pkg.proc', 'ventas', ['VENTAS', 'PKG', 'PROC']],
    ['"Mi Proc"', undefined, ['Mi Proc']],
    ['p$1#x', '"s.1"', ['s.1', 'P$1#X']],
    ['niño', undefined, ['NIÑO']],
  ])('reads %s in schema %s', (name, schema, parts) => {
    expect(parseProcedureName(name, schema)).toEqual(parts);
  });

  it.each([
    '',
    '.',
    'a.',
    '.a',
    'a..b',
    'a.b.c.d',
    '1a',
    '_a',
    'a b',
    'a;drop table t',
    "a'",
    '"a',
    '""',
    '"a"b',
    'a@link',
    'a(1)',
    'a--',
    ' a',
    'a ',
    'a\nb',
    '"a\nb"',
    'x'.repeat(129),
    `a.${'b'.repeat(200)}`,
  ])('refuses %j', (name) => {
    expect(parseProcedureName(name)).toBeUndefined();
  });

  it('refuses a schema of two parts and four parts in all', () => {
    expect(parseProcedureName('c', 'a.b')).toBeUndefined();
    expect(parseProcedureName('b.c.d', 'a')).toBeUndefined();
  });

  it('never lets anything but identifiers through', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parts = parseProcedureName(text);
        if (parts === undefined) return;
        expect(quoteProcedureName(parts)).toMatch(/^"[^"\0]+"(\."[^"\0]+"){0,2}$/);
      }),
    );
  });
});

it('refuses to quote what is no identifier', () => {
  expect(() => quoteIdentifier('a"b')).toThrow();
  expect(() => quoteIdentifier('')).toThrow();
});
