import type { SessionControlStatement } from './ast/ddl.ts';
import type { TokenStream } from './token-stream.ts';

type AlterSession = Extract<SessionControlStatement, { kind: 'alterSession' }>;

/** `ALTER SESSION { SET name = value … | { ENABLE | DISABLE | CLOSE | ADVISE | SYNC } … }` */
export function parseAlterSession(stream: TokenStream): AlterSession {
  const pos = stream.next().pos;
  stream.next();
  const statement: AlterSession = { kind: 'alterSession', pos, end: pos, settings: [] };
  if (stream.accept('SET')) {
    do statement.settings.push(parseSetting(stream));
    while (!stream.isAtEnd && !stream.atSymbol(';'));
  } else {
    if (!stream.atAny(['ENABLE', 'DISABLE', 'CLOSE', 'ADVISE', 'SYNC', 'FORCE'])) throw stream.fault(2248);
    const start = stream.pos;
    while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
    statement.other = stream.text.slice(start, stream.previousEnd);
  }
  statement.end = stream.previousEnd;
  return statement;
}

/** `name = value`: quoted with '…' or "…", or a word, name or number. */
function parseSetting(stream: TokenStream): AlterSession['settings'][number] {
  const nameToken = stream.peek();
  if (nameToken.kind !== 'word' && nameToken.kind !== 'quoted') throw stream.fault(2248);
  stream.next();
  const name = nameToken.text;
  if (name === 'EVENTS' && stream.peek().kind === 'string') {
    return { name, value: stream.next().text, quoted: true };
  }
  stream.expectSymbol('=', 927);
  const negative = stream.acceptSymbol('-');
  const token = stream.peek();
  if (token.kind === 'end' || token.kind === 'symbol' || token.kind === 'bind') throw stream.fault(2248);
  stream.next();
  if (name === 'ISOLATION_LEVEL') stream.accept('COMMITTED');
  const quoted = token.kind === 'string' || token.kind === 'quoted';
  return { name, value: negative ? `-${token.text}` : token.text, quoted };
}

/** `ALTER SYSTEM { KILL SESSION 'sid,serial#[,@inst]' [IMMEDIATE | NOREPLAY] | SET … | CHECKPOINT … }` */
export function parseAlterSystem(stream: TokenStream): Extract<SessionControlStatement, { kind: 'alterSystem' }> {
  const pos = stream.next().pos;
  stream.next();
  const isKill = stream.accept('KILL', 'SESSION') || stream.accept('DISCONNECT', 'SESSION');
  if (isKill) {
    const token = stream.peek();
    const match = /^\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*@\s*\d+\s*)?$/.exec(token.kind === 'string' ? token.text : '');
    if (match === null) throw stream.fault(26);
    stream.next();
    stream.accept('POST_TRANSACTION');
    const immediate = stream.accept('IMMEDIATE');
    stream.accept('NOREPLAY');
    const killSession = { sid: Number(match[1]), serial: Number(match[2]), immediate };
    return { kind: 'alterSystem', pos, end: stream.previousEnd, killSession };
  }
  if (stream.peek().kind !== 'word') throw stream.fault(2065);
  const start = stream.pos;
  while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
  return { kind: 'alterSystem', pos, end: stream.previousEnd, other: stream.text.slice(start, stream.previousEnd) };
}
