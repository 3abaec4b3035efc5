import type { DmlStatement, LockTableStatement } from '../../syntax/ast/query.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { DmlAction, DmlPlan } from '../dml-plan.ts';
import type { CompileContext } from './compile-context.ts';
import { requirePrivilege } from './dml-target.ts';
import { type CompiledInsert, compileInsert } from './insert.ts';
import { compileMerge } from './merge.ts';
import { compileMultiInsert } from './multi-insert.ts';
import { relationSql, resolveTable } from './table-source.ts';
import { compileDelete, compileUpdate } from './update.ts';

const KINDS = {
  insert: 'insert',
  multiInsert: 'insert',
  update: 'update',
  delete: 'delete',
  merge: 'merge',
  lockTable: 'lockTable',
} as const;

export function compileDmlStatement(statement: DmlStatement, context: CompileContext): DmlPlan {
  const { action, returning } = compile(statement, context);
  return {
    statementKind: KINDS[statement.kind],
    action,
    returning,
    steps: context.functionSteps.map((entry) => entry.step),
    temporaryTables: [...context.temporaryTables],
  };
}

function compile(statement: DmlStatement, context: CompileContext): CompiledInsert {
  switch (statement.kind) {
    case 'insert':
      return compileInsert(statement, context);
    case 'multiInsert':
      return compileMultiInsert(statement, context);
    case 'update':
      return compileUpdate(statement, context);
    case 'delete':
      return compileDelete(statement, context);
    case 'merge':
      return compileMerge(statement, context);
    case 'lockTable':
      return { action: compileLock(statement, context), returning: [] };
  }
}

const LOCK_MODES: Record<string, string> = {
  'ROW SHARE': 'ROW SHARE',
  'SHARE UPDATE': 'ROW SHARE',
  'ROW EXCLUSIVE': 'ROW EXCLUSIVE',
  SHARE: 'SHARE',
  'SHARE ROW EXCLUSIVE': 'SHARE ROW EXCLUSIVE',
  EXCLUSIVE: 'EXCLUSIVE',
};

function compileLock(statement: LockTableStatement, context: CompileContext): DmlAction {
  const mode = LOCK_MODES[statement.mode.toUpperCase()];
  if (mode === undefined)
    throw new OracleError(1737, 'valid modes: [ROW] SHARE, [[SHARE] ROW] EXCLUSIVE, SHARE UPDATE', {
      offset: statement.pos,
    });
  const relations = statement.tables.map((name) => {
    const table = resolveTable(name, context);
    requirePrivilege(table, 'SELECT', context);
    if (table.isTemporary) context.temporaryTables.add(table);
    return relationSql(table);
  });
  const isNowait = statement.nowait || statement.waitSeconds === 0;
  const sql = context.parameters.prepare(
    `LOCK TABLE ${relations.join(', ')} IN ${mode} MODE${isNowait ? ' NOWAIT' : ''}`,
  );
  const wait = isNowait
    ? 'nowait'
    : statement.waitSeconds === undefined
      ? 'forever'
      : { milliseconds: statement.waitSeconds * 1000 };
  return { kind: 'lock', sql, wait };
}
