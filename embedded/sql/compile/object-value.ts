import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { CallSite } from './function-rule.ts';
import { matchesQualifier } from './resolve-names.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** `VALUE(alias)`: an element of a collection of objects that is a row source. Throws ORA-00904 where the alias is none. */
export function compileValue({ expression, scope, pos }: CallSite): TypedSql {
  const argument = expression.arguments[0]?.value;
  const parts = argument?.kind === 'name' ? argument.name.parts : [];
  const source = scope.sources.find((candidate) => matchesQualifier(candidate, parts));
  const value = source?.objectValue;
  if (value === undefined || parts.length === 0) {
    throw new OracleError(904, `"${parts.at(-1)?.name ?? ''}": invalid identifier`, { offset: argument?.pos ?? pos });
  }
  if (scope.objectSite !== expression) throw unimplemented('objects at this place in SQL', pos);
  return { ...typed(value.sql, { kind: 'NULL' }, { pos, isRowDependent: true }), objectType: value.type };
}
