import type { ScalarType } from '../../types/data-type.ts';
import { mergeTypes } from './case.ts';
import { classOf, isCharacter, varchar } from './type-classes.ts';
import type { TypedSql } from './typed-sql.ts';

/** GREATEST and LEAST compare as the first argument's family; numbers as the highest numeric type among them. */
export function commonGreatestType(inputs: TypedSql[]): ScalarType {
  const first = inputs.find((input) => input.type.kind !== 'NULL')?.type ?? { kind: 'NULL' as const };
  if (isCharacter(first)) {
    const lengths = inputs.map((input) => ('length' in input.type ? input.type.length : undefined));
    return varchar(
      lengths.some((length) => length === undefined) ? undefined : Math.max(...lengths.map((length) => length ?? 0)),
    );
  }
  const same = inputs.filter((input) => classOf(input.type) === classOf(first));
  const merged = same.reduce<ScalarType>((common, { type }) => mergeTypes(common, type) ?? common, first);
  return merged.kind === 'PLS_INTEGER' ? { kind: 'NUMBER' } : merged;
}
