import { readFileSync } from 'node:fs';

/** The statements of a corpus file; they stand between lines with a single slash. */
export function corpusStatements(file: string): string[] {
  const text = readFileSync(new URL(`./corpus/${file}`, import.meta.url), 'utf8');
  return text
    .split(/^\/\s*$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
