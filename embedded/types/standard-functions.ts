import type { StandardFunction } from './standard-function.ts';
import { CHARACTER_FUNCTIONS } from './standard-functions/character.ts';
import { CHARACTER_SET_FUNCTIONS } from './standard-functions/character-set.ts';
import { CONVERSION_FUNCTIONS } from './standard-functions/conversion.ts';
import { DATETIME_FUNCTIONS } from './standard-functions/datetime.ts';
import { MISCELLANEOUS_FUNCTIONS } from './standard-functions/miscellaneous.ts';
import { NULL_FUNCTIONS } from './standard-functions/null-handling.ts';
import { NUMBER_FUNCTIONS } from './standard-functions/number.ts';
import { REGEXP_FUNCTIONS } from './standard-functions/regexp.ts';

const FUNCTIONS = new Map<string, StandardFunction>(
  [
    ...CHARACTER_FUNCTIONS,
    ...CHARACTER_SET_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...NULL_FUNCTIONS,
    ...CONVERSION_FUNCTIONS,
    ...DATETIME_FUNCTIONS,
    ...REGEXP_FUNCTIONS,
    ...MISCELLANEOUS_FUNCTIONS,
  ].map((entry) => [entry.name, entry]),
);

/** A scalar function of package STANDARD by its name in upper case. */
export function findStandardFunction(name: string): StandardFunction | undefined {
  return FUNCTIONS.get(name);
}
