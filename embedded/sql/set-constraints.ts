import type { Catalog, CatalogConstraint } from '../catalog/catalog.ts';
import type { QualifiedName } from '../syntax/ast/expression.ts';
import { OracleError } from '../types/oracle-error.ts';
import { quoteName } from './compile/typed-sql.ts';

/**
 * `SET CONSTRAINTS` in PostgreSQL, for the rest of the transaction. Throws ORA-02448 for a constraint that there is not, ORA-02447 for one that
 * cannot be deferred. CHECK and NOT NULL constraints are checked at once all the same.
 */
export function setConstraintsSql(
  names: 'all' | readonly QualifiedName[],
  isDeferred: boolean,
  catalog: Catalog,
  schema: string,
): string {
  const mode = isDeferred ? 'DEFERRED' : 'IMMEDIATE';
  if (names === 'all') return `SET CONSTRAINTS ALL ${mode}`;
  const targets = names.flatMap((name) => {
    const constraint = find(name, catalog, schema);
    if (constraint === undefined) throw new OracleError(2448, 'constraint does not exist', { offset: name.pos });
    if (constraint.isDeferrable !== true) {
      throw new OracleError(2447, 'cannot defer a constraint that is not deferrable', { offset: name.pos });
    }
    if (constraint.type === 'C') return [];
    return [`${quoteName(constraint.schema)}.${quoteName(constraint.storageName ?? constraint.name)}`];
  });
  return targets.length === 0 ? 'SELECT 1' : `SET CONSTRAINTS ${targets.join(', ')} ${mode}`;
}

function find({ parts }: QualifiedName, catalog: Catalog, current: string): CatalogConstraint | undefined {
  const name = parts.at(-1)?.name;
  const schema = parts.length > 1 ? parts[0]?.name : current;
  return name === undefined || schema === undefined ? undefined : catalog.constraint(schema, name);
}
