import type { QueryCursor } from '../sql/sql-engine.ts';
import type { DdlStatement, TransactionControlStatement } from '../syntax/ast/ddl.ts';
import { unimplemented } from '../types/oracle-error.ts';
import type { ExecuteRequest, ExecuteResult } from './database-session.ts';
import { executeBlock } from './execute-block.ts';
import { executeDml } from './execute-dml.ts';
import { executeQuery } from './execute-query.ts';
import { emptyResult } from './execute-result.ts';
import { executeSessionControl } from './execute-session-control.ts';
import { executeTransactionControl } from './execute-transaction-control.ts';
import type { SessionParts } from './oracle-session.ts';
import type { Prepared } from './prepared.ts';

/** Runs any statement. `guard` makes a cursor fit for the client's hands. */
export async function executeStatement(
  parts: SessionParts,
  prepared: Prepared,
  request: ExecuteRequest,
  guard: (cursor: QueryCursor) => QueryCursor,
): Promise<ExecuteResult> {
  const { statement, class: statementClass } = prepared.parsed;
  switch (statement.kind) {
    case 'query':
      return executeQuery(parts, prepared, statement, request, guard);
    case 'insert':
    case 'multiInsert':
    case 'update':
    case 'delete':
    case 'merge':
    case 'lockTable':
      return executeDml(parts, prepared, statement, request);
    case 'block':
    case 'call':
      return executeBlock(parts, prepared, request, guard);
    case 'alterSession':
    case 'alterSystem':
    case 'setRole':
      return { ...emptyResult(), ...(await executeSessionControl(statement, parts)) };
    case 'commit':
    case 'rollback':
    case 'savepoint':
    case 'setTransaction':
    case 'setConstraints':
      await executeTransactionControl(parts.sql, statement satisfies TransactionControlStatement);
      return emptyResult();
    case 'explainPlan':
      throw unimplemented('EXPLAIN PLAN');
    default:
      if (statementClass !== 'ddl') throw unimplemented(statement.kind);
      return executeDdl(parts, prepared, statement);
  }
}

/** Units are PL/SQL's to compile and store; everything else is the SQL side's. Every DDL commits first. */
async function executeDdl(
  { sql, plsql }: SessionParts,
  prepared: Prepared,
  statement: DdlStatement,
): Promise<ExecuteResult> {
  if (statement.kind === 'createUnit') {
    await sql.commit();
    return { ...emptyResult(), ...(await plsql.createUnit(statement, prepared.text)) };
  }
  if (statement.kind === 'alterUnit' && statement.action === 'COMPILE' && statement.unitType !== 'INDEX') {
    await sql.commit();
    return { ...emptyResult(), ...(await plsql.compileUnit(statement.name, statement.unitType)) };
  }
  await sql.executeDdl(statement, prepared.text);
  return emptyResult();
}
