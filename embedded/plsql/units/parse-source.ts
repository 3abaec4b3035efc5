import { type ParsedUnit, parseUnit } from '../../syntax/parse.ts';

const parsedSources = new Map<string, ParsedUnit>();
const KEPT_SOURCES = 200;

/** Parses the source of a unit. Trees are the same for all sessions; those of the last sources are kept. */
export function parseSource(source: string): ParsedUnit {
  const known = parsedSources.get(source);
  if (known !== undefined) return known;
  const parsed = parseUnit(source);
  if (parsedSources.size >= KEPT_SOURCES) parsedSources.delete(parsedSources.keys().next().value ?? '');
  parsedSources.set(source, parsed);
  return parsed;
}
