import type { DdlStatement } from './ast/ddl.ts';
import type { Identifier } from './ast/expression.ts';
import { parseCommaList, parseQualifiedName } from './parse-name.ts';
import { skipParentheses } from './parse-special-function.ts';
import type { TokenStream } from './token-stream.ts';

/** `CREATE USER name IDENTIFIED BY password [DEFAULT TABLESPACE …] [QUOTA …] …`, from the name on. */
export function parseCreateUser(stream: TokenStream, pos: number): DdlStatement {
  const name = stream.identifier(1935);
  const password = parseIdentified(stream);
  if (password === undefined && !stream.accept('NO', 'AUTHENTICATION')) throw stream.fault(954);
  const { account, isPasswordExpired } = skipUserOptions(stream);
  return { kind: 'createUser', pos, end: stream.previousEnd, name, password, account, isPasswordExpired };
}

/** `ALTER USER name [IDENTIFIED BY password [REPLACE old]] [ACCOUNT { LOCK | UNLOCK }] …`, from the name on. */
export function parseAlterUser(stream: TokenStream, pos: number): DdlStatement {
  const name = stream.identifier();
  const action = stream.acceptAny(['GRANT', 'REVOKE']);
  if (action !== undefined) return parseProxy(stream, pos, name, action);
  const password = parseIdentified(stream);
  const { account, isPasswordExpired } = skipUserOptions(stream);
  return { kind: 'alterUser', pos, end: stream.previousEnd, name, password, account, isPasswordExpired };
}

/** `{ GRANT | REVOKE } CONNECT THROUGH proxy`, from CONNECT on. What would restrict the proxy's roles is refused. */
function parseProxy(stream: TokenStream, pos: number, name: Identifier, action: 'GRANT' | 'REVOKE'): DdlStatement {
  stream.expect('CONNECT', 922);
  stream.expect('THROUGH', 922);
  const user = stream.identifier();
  if (!stream.isAtEnd && !stream.atSymbol(';')) throw stream.unsupported('options of CONNECT THROUGH');
  return {
    kind: 'alterUser',
    pos,
    end: stream.previousEnd,
    name,
    password: undefined,
    account: undefined,
    proxy: { action, user },
  };
}

/** Passwords are case-sensitive, quoted or not. */
function parseIdentified(stream: TokenStream): string | undefined {
  if (!stream.accept('IDENTIFIED')) return undefined;
  if (stream.at('EXTERNALLY') || stream.at('GLOBALLY')) throw stream.unsupported('external authentication');
  stream.expect('BY', 924);
  if (stream.at('VALUES')) throw stream.unsupported('IDENTIFIED BY VALUES');
  const token = stream.peek();
  if (token.kind !== 'word' && token.kind !== 'quoted' && token.kind !== 'number') throw stream.fault(988);
  stream.next();
  if (stream.accept('REPLACE')) stream.next();
  return token.kind === 'quoted' ? token.text : stream.text.slice(token.pos, token.end);
}

/** Tablespaces, quotas and profiles have no meaning here. Returns the account's state. */
function skipUserOptions(stream: TokenStream): AccountOptions {
  const options: AccountOptions = { account: undefined, isPasswordExpired: false };
  while (!stream.isAtEnd && !stream.atSymbol(';')) {
    if (stream.accept('ACCOUNT')) options.account = stream.acceptAny(['LOCK', 'UNLOCK']);
    else if (stream.accept('PASSWORD', 'EXPIRE')) options.isPasswordExpired = true;
    else if (!acceptUserOption(stream)) throw stream.fault(922);
  }
  return options;
}

type AccountOptions = { account: 'LOCK' | 'UNLOCK' | undefined; isPasswordExpired: boolean };

function acceptUserOption(stream: TokenStream): boolean {
  if (stream.accept('DEFAULT', 'ROLE')) {
    stream.accept('ALL');
    stream.accept('EXCEPT');
    if (stream.atIdentifier()) parseCommaList(stream, () => stream.identifier());
    return true;
  }
  if (stream.accept('DEFAULT', 'TABLESPACE') || stream.accept('TEMPORARY', 'TABLESPACE') || stream.accept('PROFILE')) {
    stream.next();
    return true;
  }
  if (stream.accept('QUOTA')) {
    while (!stream.at('ON') && !stream.isAtEnd) stream.next();
    stream.expect('ON', 969);
    stream.next();
    return true;
  }
  if (stream.accept('CONTAINER')) {
    stream.acceptSymbol('=');
    stream.next();
    return true;
  }
  return stream.accept('ENABLE', 'EDITIONS');
}

/**
 * `GRANT privilege [, …] [ON object] TO grantee [, …] [WITH { GRANT | ADMIN | HIERARCHY } OPTION]`,
 * `REVOKE privilege [, …] [ON object] FROM grantee [, …] [CASCADE CONSTRAINTS]`
 */
export function parseGrant(stream: TokenStream): DdlStatement {
  const first = stream.next();
  const kind = first.text === 'GRANT' ? 'grant' : 'revoke';
  const privileges = parseCommaList(stream, () => parsePrivilege(stream));
  let on: Extract<DdlStatement, { kind: 'grant' | 'revoke' }>['on'];
  if (stream.accept('ON')) {
    if (stream.acceptAny(['DIRECTORY', 'USER', 'EDITION', 'JAVA']) !== undefined) throw stream.unsupported('GRANT ON');
    on = parseQualifiedName(stream);
  }
  if (kind === 'grant') stream.expect('TO', 905);
  else stream.expect('FROM', 905);
  const grantees = parseCommaList(stream, () => (stream.at('PUBLIC') ? stream.member() : stream.identifier(987)));
  if (stream.accept('IDENTIFIED')) throw stream.unsupported('GRANT … IDENTIFIED BY');
  if (stream.accept('CASCADE')) stream.accept('CONSTRAINTS');
  const withOption =
    stream.accept('WITH') && stream.acceptAny(['GRANT', 'ADMIN', 'HIERARCHY', 'DELEGATE']) !== undefined;
  if (withOption) stream.expect('OPTION');
  if (stream.accept('CONTAINER')) {
    stream.acceptSymbol('=');
    stream.next();
  }
  return { kind, pos: first.pos, end: stream.previousEnd, privileges, on, grantees, withOption };
}

/** Words up to a comma, ON, TO or FROM; column lists are refused. A quoted role keeps its case. */
function parsePrivilege(stream: TokenStream): string {
  const words: string[] = [];
  while (!stream.isAtEnd && !stream.atSymbol(',') && !stream.at('ON') && !stream.at('TO') && !stream.at('FROM')) {
    if (stream.atSymbol('(')) {
      skipParentheses(stream);
      throw stream.unsupported('column privileges');
    }
    const token = stream.peek();
    if (token.kind !== 'word' && token.kind !== 'quoted') throw stream.fault(990);
    words.push(stream.next().text);
  }
  if (words.length === 0) throw stream.fault(990);
  return words.join(' ');
}
