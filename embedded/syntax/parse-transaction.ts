import type { TransactionControlStatement } from './ast/ddl.ts';
import { parseCommaList, parseQualifiedName } from './parse-name.ts';
import type { TokenStream } from './token-stream.ts';

/** COMMIT, ROLLBACK, SAVEPOINT, SET TRANSACTION, SET CONSTRAINTS; the stream stands on the first word. */
export function parseTransactionControl(stream: TokenStream): TransactionControlStatement {
  const word = stream.next();
  const pos = word.pos;
  switch (word.text) {
    case 'COMMIT':
      return parseCommit(stream, pos);
    case 'ROLLBACK':
      return parseRollback(stream, pos);
    case 'SAVEPOINT': {
      const name = stream.identifier();
      return { kind: 'savepoint', pos, end: stream.previousEnd, name };
    }
    default:
      return stream.at('TRANSACTION') ? parseSetTransaction(stream, pos) : parseSetConstraints(stream, pos);
  }
}

/** `COMMIT [WORK] [COMMENT 'text'] [WRITE …] [FORCE …]` */
function parseCommit(stream: TokenStream, pos: number): TransactionControlStatement {
  stream.accept('WORK');
  if (stream.accept('COMMENT')) {
    if (stream.peek().kind !== 'string') throw stream.fault(905);
    stream.next();
  }
  if (stream.accept('WRITE')) {
    while (stream.acceptAny(['WAIT', 'NOWAIT', 'IMMEDIATE', 'BATCH']) !== undefined);
  }
  if (stream.at('FORCE')) throw stream.unsupported('COMMIT FORCE');
  return { kind: 'commit', pos, end: stream.previousEnd };
}

/** `ROLLBACK [WORK] [TO [SAVEPOINT] name]` */
function parseRollback(stream: TokenStream, pos: number): TransactionControlStatement {
  stream.accept('WORK');
  if (stream.at('FORCE')) throw stream.unsupported('ROLLBACK FORCE');
  if (!stream.accept('TO')) return { kind: 'rollback', pos, end: stream.previousEnd };
  if (stream.at('SAVEPOINT') && stream.atIdentifier(1)) stream.next();
  const toSavepoint = stream.identifier();
  return { kind: 'rollback', pos, end: stream.previousEnd, toSavepoint };
}

/** `SET TRANSACTION { READ { ONLY | WRITE } | ISOLATION LEVEL { SERIALIZABLE | READ COMMITTED } } [NAME 'text']` */
function parseSetTransaction(stream: TokenStream, pos: number): TransactionControlStatement {
  stream.next();
  const statement: Extract<TransactionControlStatement, { kind: 'setTransaction' }> = {
    kind: 'setTransaction',
    pos,
    end: pos,
  };
  if (stream.accept('READ', 'ONLY')) statement.mode = 'READ ONLY';
  else if (stream.accept('READ', 'WRITE')) statement.mode = 'READ WRITE';
  else if (stream.accept('ISOLATION', 'LEVEL', 'SERIALIZABLE')) statement.mode = 'SERIALIZABLE';
  else if (stream.accept('ISOLATION', 'LEVEL', 'READ', 'COMMITTED')) statement.mode = 'READ COMMITTED';
  if (stream.accept('NAME')) {
    const name = stream.peek();
    if (name.kind !== 'string') throw stream.fault(905);
    stream.next();
    statement.name = name.text;
  } else if (statement.mode === undefined) throw stream.fault(900);
  statement.end = stream.previousEnd;
  return statement;
}

/** `SET { CONSTRAINT | CONSTRAINTS } { ALL | name, … } { IMMEDIATE | DEFERRED }` */
function parseSetConstraints(stream: TokenStream, pos: number): TransactionControlStatement {
  if (stream.acceptAny(['CONSTRAINTS', 'CONSTRAINT']) === undefined) throw stream.fault(922);
  const all = stream.accept('ALL');
  const names = all ? [] : parseCommaList(stream, () => parseQualifiedName(stream));
  const mode = stream.acceptAny(['IMMEDIATE', 'DEFERRED']);
  if (mode === undefined) throw stream.fault(905);
  return { kind: 'setConstraints', pos, end: stream.previousEnd, all, names, deferred: mode === 'DEFERRED' };
}
