import { describe, expect, it } from 'vitest';
import { Lexer } from '../../../embedded/syntax/lexer.ts';
import { SyntaxFault } from '../../../embedded/syntax/syntax-fault.ts';

function tokens(text: string): string[] {
  const lexer = new Lexer(text);
  const found: string[] = [];
  for (let token = lexer.next(); token.kind !== 'end'; token = lexer.next()) {
    found.push(`${token.kind}:${token.text}${token.suffix ?? ''}`);
  }
  return found;
}

function faultOf(text: string): { code: number | 'PLS'; offset: number } {
  try {
    tokens(text);
  } catch (error) {
    if (error instanceof SyntaxFault) return { code: error.code, offset: error.offset };
    throw error;
  }
  throw new Error('no fault');
}

describe('Lexer', () => {
  it('folds words, keeps quoted names', () => {
    expect(tokens('Abc "Abc" a$b#1_c ñandú')).toEqual(['word:ABC', 'quoted:Abc', 'word:A$B#1_C', 'word:ÑANDÚ']);
  });

  it('tells a range from a decimal point', () => {
    expect(tokens('1..10 1.5 .5 1. 1e5 1.5E-3 2f 2.5D 1day')).toEqual([
      'number:1',
      'symbol:..',
      'number:10',
      'number:1.5',
      'number:.5',
      'number:1.',
      'number:1e5',
      'number:1.5E-3',
      'number:2F',
      'number:2.5D',
      'number:1',
      'word:DAY',
    ]);
  });

  it.each([
    ["'it''s'", "it's"],
    ["q'[it's]'", "it's"],
    ["Q'!a!b!'", 'a!b'],
    ["q'(a)b)'", 'a)b'],
    ["nq'{x}'", 'x'],
    ["N'x'", 'x'],
    ["''", ''],
    ["'a\nb'", 'a\nb'],
  ])('reads %s', (text, value) => {
    expect(tokens(text)).toEqual([`string:${value}`]);
  });

  it('reads placeholders, but not behind a string', () => {
    expect(tokens(`:a :1 :"Bc" : d x := 1 'k' : v 'k':w`)).toEqual([
      'bind:A',
      'bind:1',
      'bind:Bc',
      'bind:D',
      'word:X',
      'symbol::=',
      'number:1',
      'string:k',
      'symbol::',
      'word:V',
      'string:k',
      'symbol::',
      'word:W',
    ]);
  });

  it('skips comments and keeps hints', () => {
    const lexer = new Lexer('SELECT /*+ FULL(t) */ /* x */ a -- end\n, b');
    lexer.next();
    expect(lexer.next()).toMatchObject({ text: 'A', hint: 'FULL(t)' });
    expect(lexer.next().hint).toBeUndefined();
  });

  it('reads the longest symbol', () => {
    expect(tokens('a**b=>c||d<=e<>f!=g^=h<<i>>j%k')).toEqual(
      'word:A symbol:** word:B symbol:=> word:C symbol:|| word:D symbol:<= word:E symbol:<> word:F symbol:!= word:G symbol:^= word:H symbol:<< word:I symbol:>> word:J symbol:% word:K'.split(
        ' ',
      ),
    );
  });

  it.each([
    ["a 'b", 1756, 2],
    ["q'[b]", 1756, 0],
    ['a "b', 1740, 2],
    ['""', 1741, 0],
    ['a /* b', 1742, 2],
    ['a ` b', 911, 2],
    [`a ${'x'.repeat(129)}`, 972, 2],
  ])('refuses %s with ORA-%i', (text, code, offset) => {
    expect(faultOf(text)).toEqual({ code, offset });
  });
});
