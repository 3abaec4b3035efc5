import type { Identifier } from './ast/expression.ts';
import type { ParsedStatement, StatementClass } from './ast/statement.ts';
import { parseArguments } from './parse-call.ts';
import { parseCreate } from './parse-create.ts';
import {
  parseAlter,
  parseComment,
  parseDrop,
  parsePurge,
  parseRename,
  parseTruncate,
  parseUnsupportedStatement,
} from './parse-ddl.ts';
import { parseDml, parseExplainPlan } from './parse-dml.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseBlock } from './parse-plsql-block.ts';
import { parseQuery } from './parse-query.ts';
import { parseAlterSession, parseAlterSystem } from './parse-session-control.ts';
import { parseTransactionControl } from './parse-transaction.ts';
import { parseGrant } from './parse-user.ts';
import type { TokenStream } from './token-stream.ts';

type Parsed = { class: StatementClass; statement: ParsedStatement };
type ParseStatement = (stream: TokenStream) => Parsed;

const ddl =
  (parse: (stream: TokenStream) => ParsedStatement): ParseStatement =>
  (stream) => ({ class: 'ddl', statement: parse(stream) });
const dml: ParseStatement = (stream) => ({ class: 'dml', statement: parseDml(stream) });
const query: ParseStatement = (stream) => ({ class: 'query', statement: parseQuery(stream) });
const transaction: ParseStatement = (stream) => ({
  class: 'transactionControl',
  statement: parseTransactionControl(stream),
});

/** By first word ("Types of SQL Statements", SQL Language Reference 19c). */
const STATEMENTS: Record<string, ParseStatement> = {
  SELECT: query,
  WITH: query,
  INSERT: dml,
  UPDATE: dml,
  DELETE: dml,
  MERGE: dml,
  LOCK: dml,
  EXPLAIN: (stream) => ({ class: 'dml', statement: parseExplainPlan(stream) }),
  BEGIN: parseAnonymousBlock,
  DECLARE: parseAnonymousBlock,
  CALL: parseCall,
  CREATE: ddl(parseCreate),
  DROP: ddl(parseDrop),
  ALTER: parseAnyAlter,
  TRUNCATE: ddl(parseTruncate),
  RENAME: ddl(parseRename),
  COMMENT: ddl(parseComment),
  GRANT: ddl(parseGrant),
  REVOKE: ddl(parseGrant),
  PURGE: ddl(parsePurge),
  ANALYZE: ddl(parseUnsupportedStatement),
  AUDIT: ddl(parseUnsupportedStatement),
  NOAUDIT: ddl(parseUnsupportedStatement),
  FLASHBACK: ddl(parseUnsupportedStatement),
  ASSOCIATE: ddl(parseUnsupportedStatement),
  DISASSOCIATE: ddl(parseUnsupportedStatement),
  ADMINISTER: ddl(parseUnsupportedStatement),
  COMMIT: transaction,
  ROLLBACK: transaction,
  SAVEPOINT: transaction,
  SET: parseSet,
};

/** True where the text is PL/SQL to the wire: names of placeholders count once. */
export function atPlsql(stream: TokenStream): boolean {
  return stream.atAny(['BEGIN', 'DECLARE', 'CALL']) || stream.atSymbol('<<');
}

/** One statement, up to its end. Throws ORA-00900 where the first word starts none. */
export function parseAnyStatement(stream: TokenStream): Parsed {
  const first = stream.peek();
  if (first.kind === 'symbol' && first.text === '(') return query(stream);
  if (first.kind === 'symbol' && first.text === '<<') return parseAnonymousBlock(stream);
  const parse = first.kind === 'word' ? STATEMENTS[first.text] : undefined;
  if (parse === undefined) throw stream.fault(900);
  const parsed = parse(stream);
  // The rest of a unit's text is its source.
  if (parsed.statement.kind === 'createUnit') return parsed;
  if (!stream.isAtEnd) throw stream.fault(stream.atSymbol(';') ? 911 : 933);
  return parsed;
}

/** `[<<label>>]… [DECLARE …] BEGIN … END [name] ;` */
function parseAnonymousBlock(stream: TokenStream): Parsed {
  const statement = stream.inPlsql(() => {
    let label: Identifier | undefined;
    while (stream.acceptSymbol('<<')) {
      label = stream.identifier();
      stream.expectSymbol('>>');
    }
    const block = parseBlock(stream, label);
    stream.expectSymbol(';');
    if (!stream.isAtEnd) throw stream.unexpected();
    return block;
  });
  return { class: 'plsql', statement };
}

/** `CALL [schema.][package.]routine ( [argument, …] ) [INTO :bind]` */
function parseCall(stream: TokenStream): Parsed {
  const pos = stream.next().pos;
  return stream.inPlsql(() => {
    const procedure = parseQualifiedName(stream);
    const inputs = parseArguments(stream);
    let into: string | undefined;
    if (stream.accept('INTO')) {
      const target = stream.peek();
      if (target.kind !== 'bind') throw stream.unexpected('<a bind variable>');
      stream.next();
      into = target.text;
    }
    stream.acceptSymbol(';');
    const end = stream.previousEnd;
    return { class: 'plsql', statement: { kind: 'call', pos, end, procedure, arguments: inputs, into } };
  });
}

function parseAnyAlter(stream: TokenStream): Parsed {
  if (stream.at('ALTER', 'SESSION')) return { class: 'sessionControl', statement: parseAlterSession(stream) };
  if (stream.at('ALTER', 'SYSTEM')) return { class: 'sessionControl', statement: parseAlterSystem(stream) };
  return { class: 'ddl', statement: parseAlter(stream) };
}

/** `SET ROLE …` is session control; SET TRANSACTION and SET CONSTRAINTS control the transaction. */
function parseSet(stream: TokenStream): Parsed {
  if (!stream.at('SET', 'ROLE')) return transaction(stream);
  const pos = stream.pos;
  while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
  return { class: 'sessionControl', statement: { kind: 'setRole', pos, end: stream.previousEnd } };
}
