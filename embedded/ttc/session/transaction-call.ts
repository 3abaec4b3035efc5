import type { BranchStart } from '../../session/branch-calls.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { encodeTransactionContext, encodeTransactionState } from '../messages/transaction-reply.ts';
import { STATE, type TransactionRequest } from '../messages/transaction-request.ts';
import { type CallContext, sendStatus, unbroken } from './call-context.ts';

const STARTS: [number, BranchStart][] = [
  [0x1, 'new'],
  [0x2, 'join'],
  [0x4, 'resume'],
  [0x8, 'promote'],
];

export async function transactionCall(context: CallContext, request: TransactionRequest): Promise<void> {
  context.requests.finish();
  const session = unbroken(context);
  const { writer } = context.reply;
  const { id } = request;
  switch (request.action) {
    case 'start': {
      const start = STARTS.find(([flag]) => (request.flags & flag) !== 0)?.[1];
      if (start === undefined || id === undefined) throw new OracleError(24759, 'invalid transaction start flags');
      await session.startBranch(id, start, request.timeoutSeconds);
      encodeTransactionContext(writer);
      break;
    }
    case 'end':
      await session.endBranch(id);
      encodeTransactionContext(writer);
      break;
    case 'prepare':
      encodeTransactionState(writer, (await session.prepareBranch(id)) ? STATE.requiresCommit : STATE.readOnly);
      break;
    case 'commit':
      await session.finishBranch(id, 'commit');
      encodeTransactionState(writer, request.isOnePhase ? STATE.committed : STATE.forgotten);
      break;
    case 'rollback':
      await session.finishBranch(id, 'rollback');
      encodeTransactionState(writer, STATE.aborted);
      break;
    case 'forget':
      // Branches are never decided without their transaction manager, so there is nothing to forget.
      throw new OracleError(24756, 'transaction does not exist');
  }
  sendStatus(context);
}
