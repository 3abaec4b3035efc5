import type { CatalogColumn, CatalogTable } from '../catalog/catalog.ts';
import type { ColumnDefinition } from '../syntax/ast/ddl.ts';
import type { Expression, Identifier } from '../syntax/ast/expression.ts';
import type { Query } from '../syntax/ast/query.ts';
import type { ScalarType } from '../types/data-type.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { type ColumnType, columnType, storageType } from './column-type.ts';
import { checkName, type DdlRun } from './ddl-run.ts';
import { NO_NAMES } from './no-names.ts';
import { quoteName } from './quote.ts';
import { makeIdentitySequence } from './sequences.ts';

/** What a definition says of a new column; constraints come later. `table` has the columns that a virtual column may use. */
export async function makeColumn(
  run: DdlRun,
  definition: ColumnDefinition,
  table: CatalogTable,
): Promise<CatalogColumn> {
  checkName(definition.name);
  if (definition.default !== undefined && definition.identity !== undefined) {
    throw new OracleError(30674, 'identity column cannot have a default value', { offset: definition.name.pos });
  }
  const { type, floatPrecision, composite } = typeOf(run, definition, table);
  if (definition.default !== undefined) compileDefault(run, definition.default.expression);
  const column: CatalogColumn = {
    name: definition.name.name,
    type,
    floatPrecision,
    composite,
    isNullable: true,
    default: definition.default?.text,
    isDefaultOnNull: definition.default?.onNull ?? false,
    identity: undefined,
    virtual: definition.virtual?.text,
    isHidden: definition.invisible ?? false,
    isJson: definition.constraints.some(({ rule }) => rule.kind === 'check' && isJsonCheck(rule.condition)),
  };
  if (definition.identity === undefined) return column;
  if (type.kind !== 'NUMBER')
    throw new OracleError(30675, 'identity column must be a numeric type', { offset: definition.name.pos });
  if (table.columns.some(({ identity }) => identity !== undefined)) {
    throw new OracleError(30669, 'table can have only one identity column', { offset: definition.name.pos });
  }
  const sequence = await makeIdentitySequence(run, table.object, definition.identity.options);
  return { ...column, identity: { generation: definition.identity.generation, sequence } };
}

/** An object or collection type of a schema. */
export function findType(run: DdlRun, parts: string[]): CatalogColumn['composite'] {
  const found = run.catalog.resolveObject(parts, { schema: run.session.currentSchema, user: run.user });
  if (found?.object.type !== 'TYPE' || found.rest.length > 0) return undefined;
  return { schema: found.object.schema, name: found.object.name };
}

/** A column without a type takes it from its expression (virtual columns) or from what it refers to (foreign keys). */
function typeOf(run: DdlRun, definition: ColumnDefinition, table: CatalogTable): ColumnType {
  const { type, virtual, name } = definition;
  if (type !== undefined) return columnType(type, run.session.nls.lengthSemantics, (parts) => findType(run, parts));
  if (virtual !== undefined) return { type: typeOfExpression(run, virtual.expression, table) };
  if (definition.identity !== undefined) return { type: { kind: 'NUMBER' } };
  const reference = definition.constraints.find(({ rule }) => rule.kind === 'foreignKey')?.rule;
  if (reference?.kind === 'foreignKey') {
    const { schema, user } = { schema: run.session.currentSchema, user: run.user };
    const parent = run.catalog.resolveObject(
      reference.table.parts.map((part) => part.name),
      { schema, user },
    );
    const parentTable = parent && run.catalog.table(parent.object.schema, parent.object.name);
    const key = reference.columns[0]?.name ?? parentTable?.constraints.find((one) => one.type === 'P')?.columns[0];
    const column = parentTable?.columns.find((candidate) => candidate.name === key);
    if (column !== undefined) return { type: column.type, floatPrecision: column.floatPrecision };
  }
  throw new OracleError(902, 'invalid datatype', { offset: name.pos + name.name.length });
}

/** Compiles `SELECT <expression> FROM (SELECT CAST(NULL AS …) c1, … FROM DUAL)`, where a column's type is wanted. */
function typeOfExpression(run: DdlRun, expression: Expression, table: CatalogTable): ScalarType {
  if (table.columns.some(({ type }) => type.kind === 'NULL')) throw unimplemented('virtual columns without a type');
  const compiled = run.sql.compileQuery(selectFrom(expression, table), run.text, NO_NAMES);
  const type = compiled.columns[0]?.type;
  if (type === undefined || type.kind === 'REF CURSOR' || type.kind === 'RECORD' || type.kind === 'COLLECTION')
    throw new OracleError(902, 'invalid datatype');
  return type.kind === 'VARCHAR2' && type.length === undefined ? { ...type, length: 4000 } : type;
}

function selectFrom(expression: Expression, table: CatalogTable): Query {
  const name = (text: string, pos = expression.pos): Identifier => ({ name: text, quoted: true, pos });
  const dual = {
    kind: 'table' as const,
    pos: expression.pos,
    name: { parts: [name('SYS'), name('DUAL')], pos: expression.pos },
  };
  const block = (items: { expression: Expression; alias?: Identifier }[], from: Query | undefined): Query => ({
    kind: 'query',
    pos: expression.pos,
    end: expression.pos,
    with: [],
    orderBy: [],
    body: {
      kind: 'select',
      pos: expression.pos,
      distinct: false,
      items: items.map((item) => ({ kind: 'expression', text: 'C', ...item })),
      from: [from === undefined ? dual : { kind: 'derived', pos: expression.pos, query: from, lateral: false }],
      groupBy: [],
      windows: [],
    },
  });
  const columns = table.columns.map((column) => ({
    expression: castNull(column, expression.pos),
    alias: name(column.name),
  }));
  return block([{ expression }], block(columns, undefined));
}

function castNull({ type }: CatalogColumn, pos: number): Expression {
  const lengths =
    'length' in type
      ? [type.length]
      : type.kind === 'NUMBER' && type.precision !== undefined
        ? [type.precision, type.scale]
        : [];
  return {
    kind: 'cast',
    pos,
    operand: { kind: 'null', pos },
    type: { kind: 'named', pos, name: { parts: [{ name: type.kind, quoted: false, pos }], pos }, arguments: lengths },
  };
}

/** A DEFAULT must compile without columns. Throws ORA-00984 for names that mean nothing. */
export function compileDefault(run: DdlRun, expression: Expression): Query {
  const pos = expression.pos;
  const query: Query = {
    kind: 'query',
    pos,
    end: pos,
    with: [],
    orderBy: [],
    body: {
      kind: 'select',
      pos,
      distinct: false,
      items: [{ kind: 'expression', expression, text: 'DEFAULT' }],
      from: [
        {
          kind: 'table',
          pos,
          name: {
            parts: [
              { name: 'SYS', quoted: true, pos },
              { name: 'DUAL', quoted: true, pos },
            ],
            pos,
          },
        },
      ],
      groupBy: [],
      windows: [],
    },
  };
  try {
    run.sql.compileQuery(query, run.text, NO_NAMES);
  } catch (error) {
    if (error instanceof OracleError && error.code === 904) {
      throw new OracleError(984, 'column not allowed here', { offset: error.offset, cause: error });
    }
    throw error;
  }
  return query;
}

/** `c IS JSON`, which makes the driver treat the column as JSON. */
export function isJsonCheck(condition: Expression): boolean {
  return (
    condition.kind === 'is' && condition.test === 'JSON' && !condition.negated && condition.operand.kind === 'name'
  );
}

/** The column in CREATE TABLE and ADD COLUMN of PostgreSQL, without NOT NULL. */
export function columnSql(
  run: DdlRun,
  column: CatalogColumn,
  definition: ColumnDefinition | undefined,
  table: CatalogTable,
): string {
  const base = `${quoteName(column.name)} ${storageType(column.type)}`;
  if (definition?.virtual === undefined) return base;
  // A cast to the column's own type: the length of an expression's text may be less, the precision of its number is not.
  return `${base} GENERATED ALWAYS AS (${run.print(definition.virtual.expression, table)}) STORED`;
}
