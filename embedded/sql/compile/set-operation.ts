import type { Query, QueryBody } from '../../syntax/ast/query.ts';
import type { ScalarType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { mergeTypes } from './case.ts';
import type { CompileContext } from './compile-context.ts';
import { convertTo, inconsistentTypes } from './convert.ts';
import type { CompiledBody, OutputColumn } from './output.ts';
import { compileQuery } from './query.ts';
import type { Scope } from './scope.ts';
import { classOf, isScalar } from './type-classes.ts';
import { pgTypeName } from './typed-sql.ts';

type SetOperation = Extract<QueryBody, { kind: 'setOperation' }>;
const OPERATORS = { UNION: 'UNION', 'UNION ALL': 'UNION ALL', INTERSECT: 'INTERSECT', MINUS: 'EXCEPT' } as const;

/** UNION and its kin. The names are the first query's. Throws ORA-01789 and ORA-01790. */
export function compileSetOperation(
  body: SetOperation,
  context: CompileContext,
  parent: Scope | undefined,
): CompiledBody {
  // A long chain leans left: the operands of one operator are printed side by side.
  const operands: QueryBody[] = [];
  let current: QueryBody = body;
  while (current.kind === 'setOperation' && current.operator === body.operator) {
    operands.unshift(current.right);
    current = current.left;
  }
  operands.unshift(current);
  const compiled = operands.map((operand) => compileOperand(operand, context, parent));
  const first = compiled[0];
  if (first === undefined) throw new Error('a set operation has operands');
  const types = first.columns.map((column) => column.type);
  for (const [index, operand] of compiled.entries()) {
    if (operand.columns.length !== first.columns.length) {
      throw new OracleError(1789, 'query block has incorrect number of result columns', { offset: operands[0]?.pos });
    }
    for (const [position, column] of operand.columns.entries()) {
      types[position] = mergeColumn(types[position], column, operands[index]?.pos ?? body.pos);
    }
  }
  const scalarTypes = types.map((type) => (isScalar(type) ? type : ({ kind: 'NULL' } as const)));
  if (body.operator !== 'UNION ALL') refuseLobs(scalarTypes, body.pos);
  const parts = compiled.map((operand) => `(${converted(operand, scalarTypes, context)})`);
  const columns = first.columns.map((column, index): OutputColumn => {
    const type = scalarTypes[index] ?? { kind: 'NULL' };
    const isNullable = compiled.some((operand) => operand.columns[index]?.isNullable === true);
    return { name: column.name, type, isNullable, isJson: column.isJson, value: undefined };
  });
  return { sql: parts.join(` ${OPERATORS[body.operator]} `), columns, hidden: [], hasRowid: false, base: undefined };
}

function compileOperand(body: QueryBody, context: CompileContext, parent: Scope | undefined): CompiledBody {
  const query: Query =
    body.kind === 'nested' ? body.query : { kind: 'query', pos: body.pos, end: body.pos, with: [], body, orderBy: [] };
  return compileQuery(query, context, parent);
}

function mergeColumn(type: OutputColumn['type'] | undefined, column: OutputColumn, pos: number): ScalarType {
  if (type === undefined || !isScalar(type) || !isScalar(column.type)) {
    throw new OracleError(22902, 'CURSOR expression not allowed', { offset: pos });
  }
  const merged = mergeTypes(type, column.type);
  if (merged === undefined) {
    throw new OracleError(1790, 'expression must have same datatype as corresponding expression', {
      offset: column.value?.pos ?? pos,
    });
  }
  return merged;
}

function refuseLobs(types: ScalarType[], pos: number): void {
  const lob = types.find((type) => classOf(type) === 'lob');
  if (lob !== undefined) throw inconsistentTypes('-', lob, pos);
}

/** The operand with its columns converted where their PostgreSQL type differs from the common one. */
function converted(operand: CompiledBody, types: ScalarType[], context: CompileContext): string {
  const isSame = operand.columns.every((column, index) => {
    const type = types[index];
    return (
      type === undefined ||
      (isScalar(column.type) && pgTypeName(column.type) === pgTypeName(type) && sameFamily(column.type, type))
    );
  });
  if (isSame) return operand.sql;
  const alias = context.nextAlias('q');
  const columns = operand.columns.map((column, index) => {
    const type = types[index] ?? { kind: 'NULL' };
    if (!isScalar(column.type)) throw new Error('checked before');
    const value = { sql: `${alias}.c${index + 1}`, type: column.type, isNullable: true, pos: 0, isRowDependent: true };
    return `${convertTo(value, type, context.nls).sql} AS c${index + 1}`;
  });
  return `SELECT ${columns.join(', ')} FROM (${operand.sql}) ${alias}`;
}

function sameFamily(left: ScalarType, right: ScalarType): boolean {
  return left.kind === 'NULL' || right.kind === 'NULL' || classOf(left) === classOf(right);
}
