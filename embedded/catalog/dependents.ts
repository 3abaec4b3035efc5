import type { CatalogEntry } from './catalog-entry.ts';
import type { LoadedCatalog } from './loaded-catalog.ts';

const wordsOf = new WeakMap<CatalogEntry, Set<string>>();

/** Dynamic SQL is in literals: what it names, a unit does not depend on. */
const COMMENTS_AND_LITERALS = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g;

/**
 * True where a new object takes the place of a public synonym of its name. Any other new object concerns nothing that is valid, and
 * what is not is compiled again at its next use anyway.
 */
export function hidesPublicName(catalog: LoadedCatalog, object: { name: string }): boolean {
  return catalog.findEntry('PUBLIC', object.name) !== undefined;
}

/**
 * Program units and views whose text has the name of one of `changed`, and those that depend on them in turn. By name, hence a unit that
 * merely has a variable of that name is among them: it is compiled again, which does no harm.
 */
export function dependentsOf(
  catalog: LoadedCatalog,
  changed: readonly { schema: string; name: string }[],
): CatalogEntry[] {
  const found = new Map<number, CatalogEntry>();
  const candidates = catalog.entries().filter((entry) => textOf(entry) !== undefined && !entry.object.isBuiltIn);
  const queue = changed.map(({ schema, name }) => ({ schema, name }));
  for (const { schema, name } of queue) {
    const names = [name, ...synonymsOf(catalog, schema, name)];
    for (const entry of candidates) {
      const { object } = entry;
      if (found.has(object.id) || isSameObject(object, schema, name)) continue;
      const words = wordsIn(entry);
      if (!names.some((word) => words.has(word.toUpperCase()))) continue;
      found.set(object.id, entry);
      // Nothing depends on a body: who calls a package depends on its specification.
      if (object.type !== 'PACKAGE BODY' && object.type !== 'TRIGGER') queue.push(object);
    }
  }
  for (const { schema, name } of changed) {
    for (const entry of catalog.allTriggersOf(schema, name)) found.set(entry.object.id, entry);
  }
  return [...found.values()];
}

/** Names of objects in the entry's text that exist in its schema, in PUBLIC, or as `schema.name`: for *_DEPENDENCIES. */
export function namesUsedBy(entry: CatalogEntry): ReadonlySet<string> {
  return wordsIn(entry);
}

function isSameObject(object: { schema: string; name: string; type: string }, schema: string, name: string): boolean {
  return (
    object.schema === schema && object.name === name && object.type !== 'PACKAGE BODY' && object.type !== 'TYPE BODY'
  );
}

function synonymsOf(catalog: LoadedCatalog, schema: string, name: string): string[] {
  return catalog
    .entries()
    .filter(({ object }) => object.target?.schema === schema && object.target.name === name)
    .map(({ object }) => object.name);
}

function textOf(entry: CatalogEntry): string | undefined {
  return entry.unit?.source ?? entry.table?.viewText;
}

function wordsIn(entry: CatalogEntry): Set<string> {
  let words = wordsOf.get(entry);
  if (words === undefined) {
    const text = (textOf(entry) ?? '').replace(COMMENTS_AND_LITERALS, ' ');
    words = new Set(text.toUpperCase().match(/[\p{L}\p{N}_$#]+/gu) ?? []);
    wordsOf.set(entry, words);
  }
  return words;
}
