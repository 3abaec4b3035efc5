import type { ColumnDescription } from '../sql/sql-engine.ts';
import type { ColumnDefinition } from '../syntax/ast/ddl.ts';
import type { Identifier, TypeSpec } from '../syntax/ast/expression.ts';
import type { InsertStatement, Query } from '../syntax/ast/query.ts';
import type { ScalarType } from '../types/data-type.ts';
import { OracleError } from '../types/oracle-error.ts';
import type { CreateTable } from './create-table.ts';
import type { DdlRun } from './ddl-run.ts';
import { NO_NAMES } from './no-names.ts';

/** The CREATE TABLE without AS that stands for one with it: columns after the query's. */
export function withQueryColumns(run: DdlRun, statement: CreateTable, query: Query): CreateTable {
  const { columns } = run.sql.compileQuery(query, run.text, NO_NAMES);
  if (statement.columns.length > 0 && statement.columns.length !== columns.length) {
    throw new OracleError(1730, 'invalid number of column names specified');
  }
  const definitions = columns.map((column, index) => {
    const given = statement.columns[index];
    if (given?.type !== undefined) {
      throw new OracleError(1773, 'may not specify column datatypes in this CREATE TABLE', { offset: given.name.pos });
    }
    return makeDefinition(column, given, query, index);
  });
  return { ...statement, columns: definitions, asQuery: undefined };
}

function makeDefinition(
  column: ColumnDescription,
  given: ColumnDefinition | undefined,
  query: Query,
  index: number,
): ColumnDefinition {
  if (given === undefined && !hasUsableName(query, index)) {
    throw new OracleError(998, 'must name this expression with a column alias');
  }
  const name: Identifier = given?.name ?? { name: column.name, quoted: true, pos: query.pos };
  const constraints = given?.constraints ?? [];
  const isNotNull = !column.isNullable && !constraints.some(({ rule }) => rule.kind === 'notNull');
  return {
    ...given,
    name,
    type: typeSpec(column, name),
    constraints: isNotNull ? [...constraints, { pos: name.pos, columns: [], rule: { kind: 'notNull' } }] : constraints,
  };
}

/** An expression has a name of its own only with an alias. */
export function hasUsableName(query: Query, index: number): boolean {
  const block = firstBlock(query);
  if (block === undefined || block.items.some(({ kind }) => kind === 'star')) return true;
  const item = block.items[index];
  if (item?.kind !== 'expression') return true;
  return item.alias !== undefined || item.expression.kind === 'name';
}

export function firstBlock(query: Query) {
  let body = query.body;
  while (body.kind !== 'select') body = body.kind === 'nested' ? body.query.body : body.left;
  return body;
}

/** The written form of a type, for a column that is made from it. */
function typeSpec({ type }: ColumnDescription, name: Identifier): TypeSpec {
  if (type.kind === 'REF CURSOR' || type.kind === 'RECORD' || type.kind === 'COLLECTION') {
    throw new OracleError(902, 'invalid datatype');
  }
  if (type.kind === 'NULL') throw new OracleError(1723, 'zero-length columns are not allowed');
  const { pos } = name;
  return {
    kind: 'named',
    pos,
    name: { parts: [{ name: type.kind === 'PLS_INTEGER' ? 'NUMBER' : type.kind, quoted: false, pos }], pos },
    arguments: typeArguments(type),
    lengthUnit: type.kind === 'VARCHAR2' || type.kind === 'CHAR' ? type.unit : undefined,
  };
}

function typeArguments(type: ScalarType): (number | undefined)[] {
  switch (type.kind) {
    case 'VARCHAR2':
      return [Math.min(type.length ?? 4000, 4000)];
    case 'NVARCHAR2':
      return [Math.min(type.length ?? 2000, 2000)];
    case 'CHAR':
    case 'NCHAR':
      return [type.length ?? 1];
    case 'RAW':
      return [Math.min(type.length ?? 2000, 2000)];
    case 'NUMBER':
      return type.precision === undefined ? [] : [type.precision, type.scale ?? 0];
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
    case 'TIMESTAMP WITH LOCAL TIME ZONE':
      return [type.precision];
    case 'INTERVAL YEAR TO MONTH':
      return [type.yearPrecision];
    case 'INTERVAL DAY TO SECOND':
      return [type.dayPrecision, type.secondPrecision];
    default:
      return [];
  }
}

/** The INSERT that fills the table. */
export function fillStatement(statement: CreateTable, query: Query, columns: string[]): InsertStatement {
  return {
    kind: 'insert',
    pos: statement.pos,
    end: statement.end,
    target: { pos: statement.name.pos, name: statement.name },
    columns: columns.map((name) => ({ name, quoted: true, pos: query.pos })),
    source: { kind: 'query', query },
  };
}
