import type { Expression, QualifiedName } from '../../syntax/ast/expression.ts';
import { DATE, NUMBER, type ScalarType } from '../../types/data-type.ts';
import { systemTimeZone } from '../../types/datetime.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { HostVariable } from '../sql-engine.ts';
import { compileAttribute, compositeColumn } from './composite-column.ts';
import { namedZone } from './datetime-format.ts';
import { compileJsonDot } from './json-dot.ts';
import { floatingConstant, nullSql } from './literals.ts';
import type { ClockForm } from './parameters.ts';
import {
  invalidIdentifier,
  noteColumnUse,
  type ResolvedColumn,
  resolveColumn,
  resolveSource,
} from './resolve-names.ts';
import type { Scope } from './scope.ts';
import { compileSequence } from './sequence.ts';
import { compileStoredFunction } from './stored-function.ts';
import { isScalar, varchar } from './type-classes.ts';
import { quoteText, type TypedSql, typed } from './typed-sql.ts';

/** A name without arguments, in Oracle's order: column, pseudo-column, sequence, PL/SQL variable, stored function. */
export function compileName(expression: Extract<Expression, { kind: 'name' }>, scope: Scope): TypedSql {
  const { name, pos } = expression;
  if (name.databaseLink !== undefined) throw unimplemented('database links', pos);
  const single = name.parts.length === 1 ? name.parts[0] : undefined;
  if (single?.name === 'ROWNUM' && !single.quoted) return compileRownum(scope, pos);
  const resolved = resolveColumn(scope, name);
  if (resolved !== undefined) {
    if (resolved.column.composite !== undefined && scope.objectSite !== expression) {
      throw unimplemented('objects at this place in SQL', pos);
    }
    return columnSql(resolved, scope, pos);
  }
  const attribute = compileAttribute(name, scope, scope.objectSite === expression);
  if (attribute !== undefined) return attribute;
  const alias =
    single === undefined ? undefined : scope.selectAliases?.find((column) => column.name === single.name)?.value;
  if (alias !== undefined) return alias;
  const pseudo =
    compileRowid(name, scope) ?? (single === undefined ? undefined : compilePseudoColumn(single.name, scope, pos));
  if (pseudo !== undefined) return pseudo;
  const sequence = compileSequence(name, scope);
  if (sequence !== undefined) return sequence;
  const variable = scope.context.names.resolveVariable(name.parts);
  if (variable !== undefined) return hostVariable(variable, scope, pos);
  const call = compileStoredFunction({ kind: 'call', pos, callee: expression, arguments: [] }, scope);
  if (call !== undefined) return call;
  const inDocument = compileJsonDot(name, scope);
  if (inDocument !== undefined) return inDocument;
  throw invalidIdentifier(name);
}

/** A use of a column, noted for the checks of grouping. */
export function columnSql(resolved: ResolvedColumn, from: Scope, pos: number): TypedSql {
  const { column } = resolved;
  if (column.composite !== undefined) return compositeColumn(resolved, from, pos);
  noteColumnUse(from, resolved, pos);
  return {
    sql: column.sql,
    type: column.type,
    isNullable: column.isNullable,
    pos,
    isRowDependent: true,
    ...(column.lob === undefined ? {} : { lob: column.lob }),
    ...(column.base === undefined ? {} : { base: column.base }),
    ...(column.isJson ? { isJson: true } : {}),
    ...(column.zone === undefined ? {} : { zone: column.zone }),
  };
}

function compileRownum(scope: Scope, pos: number): TypedSql {
  if (scope.rownum === undefined) throw unimplemented('ROWNUM at this place', pos);
  scope.columnUses++;
  if (scope.aggregateDepth === 0) scope.ungrouped.push({ name: 'ROWNUM', pos });
  return typed(scope.rownum, NUMBER, { pos, isNullable: false, isRowDependent: true });
}

function compileRowid(name: QualifiedName, scope: Scope): TypedSql | undefined {
  const last = name.parts.at(-1);
  if (last?.name !== 'ROWID' || last.quoted) return undefined;
  const qualifier = name.parts.slice(0, -1);
  const withRowid = scope.sources.filter((source) => source.rowid !== undefined);
  if (qualifier.length === 0 && withRowid.length > 1) {
    throw new OracleError(918, 'column ambiguously defined', { offset: name.pos });
  }
  const found =
    qualifier.length > 0 || withRowid[0] === undefined
      ? resolveSource(scope, qualifier)
      : { source: withRowid[0], scope };
  if (found === undefined) return undefined;
  if (found.source.rowid === undefined) {
    throw new OracleError(1446, 'cannot select ROWID from, or sample, a view with DISTINCT, GROUP BY, etc.', {
      offset: name.pos,
    });
  }
  const rowid = found.source.rowid;
  const column = {
    name: 'ROWID',
    sql: rowid,
    type: { kind: 'ROWID' } as const,
    isNullable: false,
    isHidden: true,
    isJson: false,
  };
  noteColumnUse(scope, { column, source: found.source, scope: found.scope }, name.pos);
  return {
    ...typed(`ora.rowid_text(${rowid})`, { kind: 'ROWID' }, { pos: name.pos, isRowDependent: true }),
    rowidNumber: rowid,
  };
}

const CLOCK_TYPES: Record<ClockForm, ScalarType> = {
  SYSDATE: DATE,
  CURRENT_DATE: DATE,
  SYSTIMESTAMP: { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 },
  CURRENT_TIMESTAMP: { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 },
  LOCALTIMESTAMP: { kind: 'TIMESTAMP', precision: 6 },
};

/** One moment for the statement, taken when it starts. */
export function clockSql(form: ClockForm, scope: Scope, pos: number): TypedSql {
  const type = CLOCK_TYPES[form];
  const token = scope.context.parameters.addClock(form, type);
  const clock = typed(token, type, { pos, isNullable: false });
  return form === 'SYSTIMESTAMP' ? { ...clock, zone: namedZone(systemTimeZone(Date.now())) } : clock;
}

function compilePseudoColumn(name: string, scope: Scope, pos: number): TypedSql | undefined {
  const { context } = scope;
  switch (name) {
    case 'SYSDATE':
    case 'SYSTIMESTAMP':
    case 'CURRENT_DATE':
    case 'CURRENT_TIMESTAMP':
    case 'LOCALTIMESTAMP':
      return clockSql(name, scope, pos);
    case 'USER':
      return typed(`${quoteText(context.sessionUser)}::text`, varchar(128), { pos, isNullable: false });
    case 'UID':
      return typed(`${userNumber(context.sessionUser)}::numeric`, NUMBER, { pos, isNullable: false });
    case 'SESSIONTIMEZONE':
      return typed(`${quoteText(context.nls.timeZone)}::text`, varchar(75), { pos, isNullable: false });
    case 'DBTIMEZONE':
      return typed(`'+00:00'::text`, varchar(6), { pos, isNullable: false });
    case 'LEVEL':
    case 'CONNECT_BY_ISLEAF':
    case 'CONNECT_BY_ISCYCLE':
      return compileHierarchyColumn(name, scope, pos);
    default:
      return floatingConstant(name, pos);
  }
}

/** A number for a user's name, the same each time. */
export function userNumber(user: string): number {
  if (user === 'SYS') return 0;
  if (user === 'SYSTEM') return 9;
  return 100 + [...user].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9000, 7);
}

function compileHierarchyColumn(name: string, scope: Scope, pos: number): TypedSql | undefined {
  const { hierarchy } = scope;
  if (hierarchy === undefined) {
    if (name !== 'LEVEL') return undefined;
    throw new OracleError(1788, 'CONNECT BY clause required in this query block', { offset: pos });
  }
  const sql = name === 'LEVEL' ? hierarchy.level : name === 'CONNECT_BY_ISLEAF' ? hierarchy.isLeaf : hierarchy.isCycle;
  if (sql === undefined && name === 'CONNECT_BY_ISCYCLE') {
    throw new OracleError(30930, 'NOCYCLE keyword is required with CONNECT_BY_ISCYCLE pseudocolumn', { offset: pos });
  }
  if (sql === undefined) throw unimplemented(name, pos);
  scope.columnUses++;
  if (scope.aggregateDepth === 0) scope.ungrouped.push({ name, pos });
  return typed(sql, NUMBER, { pos, isNullable: false, isRowDependent: true });
}

/** A PL/SQL variable or bind as a parameter of the statement. */
export function hostVariable(variable: HostVariable, scope: Scope, pos: number): TypedSql {
  const { type } = variable;
  if (!isScalar(type)) {
    throw type.kind === 'REF CURSOR'
      ? new OracleError(932, 'inconsistent datatypes: expected - got CURSER', { offset: pos })
      : new OracleError(902, 'invalid datatype', { offset: pos });
  }
  if (type.kind === 'BOOLEAN')
    throw new OracleError(6553, 'ORA-06553: PLS-382: expression is of wrong type', { offset: pos });
  if (type.kind === 'NULL') return nullSql(pos);
  const token = scope.context.parameters.addInput(variable, type);
  const result = typed(token, type.kind === 'PLS_INTEGER' ? NUMBER : type, { pos });
  return result;
}

/** Binds, `:NEW.x`, `rec(i).field`, `SQL%ROWCOUNT`: whatever only the host knows. */
export function compileHostExpression(expression: Expression, scope: Scope): TypedSql {
  const variable = findHostExpression(expression, scope);
  if (variable !== undefined) return hostVariable(variable, scope, expression.pos);
  if (expression.kind === 'field')
    throw new OracleError(904, `"${expression.field.name}": invalid identifier`, { offset: expression.pos });
  throw new OracleError(911, 'invalid character', { offset: expression.pos });
}

export function findHostExpression(expression: Expression, scope: Scope): HostVariable | undefined {
  const { names } = scope.context;
  if (expression.kind === 'bind') {
    return names.resolveExpression(expression) ?? names.resolveBind(expression.index, expression.name);
  }
  if (expression.kind === 'name') return names.resolveVariable(expression.name.parts);
  return names.resolveExpression(expression);
}
