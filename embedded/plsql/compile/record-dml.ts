import type { Expression, Identifier } from '../../syntax/ast/expression.ts';
import type { Assignment, DmlStatement, DmlTarget, InsertStatement, UpdateStatement } from '../../syntax/ast/query.ts';
import type { RecordType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { denote } from './denotation.ts';
import type { Scope } from './scope.ts';

/** `INSERT … VALUES record` and `UPDATE … SET ROW = record` as the same statements with one expression for each field. */
export function expandRecords(statement: DmlStatement, scope: Scope): DmlStatement {
  if (statement.kind === 'insert') return expandInsert(statement, scope);
  if (statement.kind === 'update') return expandUpdate(statement, scope);
  return statement;
}

function expandInsert(statement: InsertStatement, scope: Scope): InsertStatement {
  const { source } = statement;
  const record =
    source.kind === 'record'
      ? source.record
      : source.kind === 'values' && source.values.length === 1
        ? parenthesizedRecord(source.values[0], scope)
        : undefined;
  if (record === undefined) return statement;
  const values = fieldsOf(record, scope);
  if (values === undefined)
    throw new CompileError(
      record.pos,
      'PLS-00518: This INSERT requires VALUES clause containing a parenthesised list of values',
    );
  return { ...statement, source: { kind: 'values', values } };
}

/** `VALUES (record)` is accepted where the record is the only value. */
function parenthesizedRecord(value: Expression | undefined, scope: Scope): Expression | undefined {
  if (value === undefined || (value.kind !== 'name' && value.kind !== 'call' && value.kind !== 'field'))
    return undefined;
  return fieldsOf(value, scope) === undefined ? undefined : value;
}

function expandUpdate(statement: UpdateStatement, scope: Scope): UpdateStatement {
  if (!statement.assignments.some((assignment) => assignment.kind === 'row')) return statement;
  const assignments = statement.assignments.flatMap((assignment) =>
    assignment.kind === 'row' ? rowAssignments(assignment, statement.target, scope) : [assignment],
  );
  return { ...statement, assignments };
}

function rowAssignments(
  assignment: Extract<Assignment, { kind: 'row' }>,
  target: DmlTarget,
  scope: Scope,
): Assignment[] {
  const columns = columnsOf(target, scope);
  const values = fieldsOf(assignment.record, scope);
  if (values === undefined) throw plsErrors.wrongType(assignment.record.pos);
  if (values.length < columns.length) throw new OracleError(947, 'not enough values', { offset: assignment.pos });
  if (values.length > columns.length) throw new OracleError(913, 'too many values', { offset: assignment.pos });
  return columns.map((name, i) => ({
    kind: 'column' as const,
    column: { parts: [{ name, quoted: true, pos: assignment.pos }], pos: assignment.pos },
    value: values[i] ?? { kind: 'null' as const, pos: assignment.pos },
  }));
}

function columnsOf(target: DmlTarget, scope: Scope): string[] {
  const found = target.name === undefined ? undefined : scope.unit.resolveObject(target.name.parts);
  const table =
    found === undefined ? undefined : scope.unit.runtime.catalog.table(found.object.schema, found.object.name);
  if (table === undefined) throw new OracleError(942, 'table or view does not exist', { offset: target.pos });
  return table.columns
    .filter((column) => !column.isHidden && column.virtual === undefined)
    .map((column) => column.name);
}

/** `record.field` for each field; undefined where the expression is no record. */
function fieldsOf(record: Expression, scope: Scope): Expression[] | undefined {
  const type = recordTypeOf(record, scope);
  if (type === undefined) return undefined;
  return type.fields.map((field): Expression => {
    const part: Identifier = { name: field.name, quoted: true, pos: record.pos };
    if (record.kind === 'name') {
      return { kind: 'name', pos: record.pos, name: { parts: [...record.name.parts, part], pos: record.pos } };
    }
    return { kind: 'field', pos: record.pos, object: record, field: part };
  });
}

function recordTypeOf(record: Expression, scope: Scope): RecordType | undefined {
  try {
    const denotation = denote(record, scope);
    const type =
      denotation.kind === 'place'
        ? denotation.place.type
        : denotation.kind === 'code'
          ? denotation.code.type
          : undefined;
    return type?.kind === 'RECORD' ? type : undefined;
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}
