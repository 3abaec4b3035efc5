import type { QualifiedName } from '../../syntax/ast/expression.ts';
import { NUMBER } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Scope } from './scope.ts';
import { quoteName, quoteText, type TypedSql, typed } from './typed-sql.ts';

/**
 * `seq.NEXTVAL`, `schema.seq.CURRVAL`. In one row every NEXTVAL of a sequence is the same number: the first use takes it, further ones
 * read it (PostgreSQL computes the columns of a select list from left to right). Undefined where the name is none of these. Throws
 * ORA-02289, ORA-02287.
 */
export function compileSequence(name: QualifiedName, scope: Scope): TypedSql | undefined {
  const last = name.parts.at(-1)?.name;
  if (name.parts.length < 2 || (last !== 'NEXTVAL' && last !== 'CURRVAL')) return undefined;
  const resolved = scope.context.resolveObject({ ...name, parts: name.parts.slice(0, -1) });
  if (resolved?.object.type !== 'SEQUENCE' || resolved.rest.length > 0) {
    if (scope.context.names.resolveVariable(name.parts) !== undefined) return undefined;
    throw new OracleError(2289, 'sequence does not exist', { offset: name.pos });
  }
  if (!scope.allowsSequences) throw new OracleError(2287, 'sequence number not allowed here', { offset: name.pos });
  const { schema, name: sequence } = resolved.object;
  const relation = quoteText(`${quoteName(schema)}.${quoteName(sequence)}`);
  if (scope.sequenceColumns !== undefined) {
    const column = scope.sequenceColumns.get(relation) ?? `s${scope.sequenceColumns.size + 1}`;
    scope.sequenceColumns.set(relation, column);
    return typed(`${scope.sources[0]?.pgAlias}.${column}`, NUMBER, {
      pos: name.pos,
      isNullable: false,
      isRowDependent: true,
    });
  }
  const uses = scope.sequenceUses.get(relation) ?? 0;
  const takesNext = last === 'NEXTVAL' && uses === 0;
  if (last === 'NEXTVAL') scope.sequenceUses.set(relation, uses + 1);
  return typed(`${takesNext ? 'nextval' : 'currval'}(${relation})::numeric`, NUMBER, {
    pos: name.pos,
    isNullable: false,
    isRowDependent: true,
  });
}
