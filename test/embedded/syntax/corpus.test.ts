import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../../embedded/syntax/parse.ts';
import { corpusStatements } from './corpus-statements.ts';

describe.each(readdirSync(new URL('./corpus/', import.meta.url)))('%s', (file) => {
  it.each(corpusStatements(file))('parses %#: %s', (text) => {
    const { statement } = parseStatement(text);
    if (statement.kind === 'createUnit') expect(statement.syntaxErrors).toEqual([]);
    expect(statement.end).toBeGreaterThanOrEqual(text.length - 30);
  });
});
