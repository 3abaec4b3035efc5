import type { NlsSettings } from './nls.ts';
import { compareBinary } from './text.ts';

/** Text order and equality by NLS_COMP and NLS_SORT. */

const ACCENTS = /\p{M}/gu;

/**
 * The key that NLS_SORT compares by: `_CI` ignores case, `_AI` accents too. Linguistic orders (SPANISH, GENERIC_M …) are those of ICU, so
 * they have no key but a comparison of their own.
 */
export function foldForSort(text: string, sort: string): string {
  const name = sort.toUpperCase();
  if (name.endsWith('_AI')) return text.normalize('NFD').replace(ACCENTS, '').toLowerCase();
  return name.endsWith('_CI') ? text.toLowerCase() : text;
}

const collators = new Map<string, Intl.Collator>();
const LOCALES: Record<string, string> = {
  SPANISH: 'es',
  XSPANISH: 'es-u-co-trad',
  GERMAN: 'de',
  FRENCH: 'fr',
  WEST_EUROPEAN: 'en',
};

/** The collator of a linguistic sort, or undefined for BINARY. */
export function collatorOf(sort: string): Intl.Collator | undefined {
  const name = sort.toUpperCase();
  const base = name.replace(/_(CI|AI)$/, '');
  if (base === 'BINARY') return undefined;
  let collator = collators.get(name);
  if (collator === undefined) {
    const sensitivity = name.endsWith('_AI') ? 'base' : name.endsWith('_CI') ? 'accent' : 'variant';
    collator = new Intl.Collator(LOCALES[base] ?? 'en', { sensitivity });
    collators.set(name, collator);
  }
  return collator;
}

/** −1, 0 or 1 for two texts in a session's order: binary unless NLS_COMP is LINGUISTIC. */
export function compareText(left: string, right: string, nls: Pick<NlsSettings, 'comp' | 'sort'>): number {
  if (nls.comp === 'BINARY') return compareBinary(left, right);
  const collator = collatorOf(nls.sort);
  if (collator !== undefined) return Math.sign(collator.compare(left, right));
  return compareBinary(foldForSort(left, nls.sort), foldForSort(right, nls.sort));
}
