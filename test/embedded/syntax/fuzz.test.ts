import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression, parseQuery, parseStatement, parseUnit } from '../../../embedded/syntax/parse.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { corpusStatements } from './corpus-statements.ts';

/** Parses; anything thrown but OracleError is a bug. */
function isOrderly(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof OracleError)) throw error;
  }
  return true;
}

const corpus = readdirSync(new URL('./corpus/', import.meta.url)).flatMap(corpusStatements);
const words = [...new Set(corpus.flatMap((text) => text.match(/[A-Za-z_]+|[^\sA-Za-z_]/g) ?? []))];

describe('the parser throws nothing but OracleError and ends', () => {
  it('on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        [parseStatement, parseQuery, parseExpression, parseUnit].every((parse) => isOrderly(parse, text)),
      ),
    );
  });

  it('on shuffled keywords', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'SELECT ', 'BEGIN ', 'CREATE TABLE t ', 'CREATE PROCEDURE p IS ', 'INSERT ', 'ALTER '),
        fc.array(fc.constantFrom(...words), { maxLength: 60 }),
        (start, parts) => isOrderly(parseStatement, start + parts.join(' ')),
      ),
      { numRuns: 2000 },
    );
  });

  it('on damaged programs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus),
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.constantFrom(...words, ''),
        (text, place, removed, inserted) => {
          const at = place % text.length;
          return isOrderly(parseStatement, `${text.slice(0, at)} ${inserted} ${text.slice(at + removed)}`);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['parentheses', '('],
    ['subqueries', '(select '],
    ['signs', '- '],
    ['NOT', 'not '],
    ['CASE', 'case when '],
    ['calls', 'f('],
  ])('on deeply nested %s', (_, part) => {
    expect(isOrderly(parseStatement, `select ${part.repeat(5000)}`)).toBe(true);
    expect(isOrderly(parseStatement, `begin x := ${part.repeat(5000)}`)).toBe(true);
  });

  it('on deeply nested blocks', () => {
    expect(isOrderly(parseStatement, 'begin '.repeat(5000))).toBe(true);
    expect(isOrderly(parseStatement, `begin ${'if a then '.repeat(5000)}`)).toBe(true);
    expect(isOrderly(parseStatement, `declare ${'procedure p is '.repeat(5000)}`)).toBe(true);
  });
});
