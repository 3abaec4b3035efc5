import type { Database, DatabaseSession } from '../../session/database-session.ts';
import type { ClientInfo } from '../../session/session-state.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { ByteReader } from '../byte-reader.ts';
import { type ClientDriver, clientDriver } from '../client-driver.ts';
import { encodeAuthenticationReply } from '../messages/authentication-reply.ts';
import {
  AUTHENTICATION_MODE,
  type AuthenticationRequest,
  decodeAuthentication,
  pairValue,
} from '../messages/authentication-request.ts';
import { decodeDataTypeRequest, encodeDataTypeReply } from '../messages/data-type-negotiation.ts';
import { decodeProtocolRequest, encodeProtocolReply } from '../messages/protocol-negotiation.ts';
import { encodeStatus } from '../messages/status-reply.ts';
import type { Reply } from '../reply.ts';
import type { RequestSource } from '../request-source.ts';
import type { Trace } from '../trace.ts';
import { challengePairs, combineKeys, createChallenge, decryptPassword, serverProof } from './o5logon.ts';
import { sessionPairs } from './session-pairs.ts';
import { isPasswordOf, pretendVerifier } from './verifier.ts';

/** A session, and what a later change of its user's password is encrypted with. */
export type Login = { session: DatabaseSession; user: string; sharedKey: Buffer; client: ClientDriver };

type Conversation = { database: Database; requests: RequestSource; reply: Reply; trace: Trace };

const FUNCTION = 3;

/**
 * Negotiates and authenticates: protocol, data types, challenge, proof. Undefined when the client left. Rejects with OracleError
 * (ORA-01017 for a wrong password and an unknown user alike), which is to be reported before the connection is closed.
 */
export async function logIn(conversation: Conversation): Promise<Login | undefined> {
  const { requests, reply, trace, database } = conversation;
  const protocol = await requests.next(decodeProtocolRequest);
  if (protocol === undefined) return undefined;
  requests.finish();
  trace.received(`PROTOCOL ${protocol.driver}`);
  encodeProtocolReply(reply.writer, `Oracle Database ${database.version}`);
  trace.sent('PROTOCOL');
  await reply.flush();

  const dataTypes = await requests.next(decodeDataTypeRequest);
  if (dataTypes === undefined) return undefined;
  requests.finish();
  trace.received('DATA TYPES');
  encodeDataTypeReply(reply.writer, dataTypes);
  trace.sent('DATA TYPES');
  await reply.flush();

  const phaseOne = await requests.next((reader) => decodePhase(reader, 1));
  if (phaseOne === undefined) return undefined;
  requests.finish();
  trace.received(`AUTHENTICATION 1 user=${phaseOne.user}`);
  return authenticate(conversation, phaseOne, clientDriver(protocol.driver));
}

function decodePhase(reader: ByteReader, phase: 1 | 2): AuthenticationRequest {
  reader.message = `AUTHENTICATION ${phase}`;
  const type = reader.ub1();
  const code = reader.ub1();
  reader.ub1();
  const expected = phase === 1 ? 118 : 115;
  if (type !== FUNCTION || code !== expected) throw reader.fail(`message ${type}, function ${code}`);
  return decodeAuthentication(reader, phase);
}

async function authenticate(
  conversation: Conversation,
  phaseOne: AuthenticationRequest,
  client: ClientDriver,
): Promise<Login | undefined> {
  const { requests, reply, trace, database } = conversation;
  const user = foldUser(phaseOne.user);
  const verifier = database.findVerifier(user) ?? pretendVerifier(user);
  const challenge = createChallenge(verifier);
  encodeAuthenticationReply(reply.writer, challengePairs(challenge, verifier));
  encodeStatus(reply.writer, { isTransactionActive: false });
  trace.sent('CHALLENGE');
  await reply.flush();

  const phaseTwo = await requests.next((reader) => decodePhase(reader, 2));
  if (phaseTwo === undefined) return undefined;
  requests.finish();
  trace.received('AUTHENTICATION 2');
  const sharedKey = await combineKeys(challenge, pairValue(phaseTwo, 'AUTH_SESSKEY') ?? '');
  const password = sharedKey && decryptPassword(sharedKey, pairValue(phaseTwo, 'AUTH_PASSWORD') ?? '');
  if (sharedKey === undefined || password === undefined || !(await isPasswordOf(password, verifier))) throw denied();
  refusePrivileged(phaseTwo, user);
  const hasNewPassword = await changePasswordIfAsked(database, phaseTwo, user, sharedKey);
  if (!hasNewPassword && database.isPasswordExpired(user)) {
    throw new OracleError(28001, 'the password has expired');
  }
  const session = await openSession(database, user, phaseOne, phaseTwo);
  try {
    await prepareSession(session, phaseTwo);
    encodeAuthenticationReply(reply.writer, [serverProof(sharedKey), ...sessionPairs(database, session)]);
    encodeStatus(reply.writer, { isTransactionActive: session.isTransactionActive });
    trace.sent(`SESSION ${session.sid},${session.serial} of ${user}`);
    await reply.flush();
  } catch (error) {
    await session.close();
    throw error;
  }
  return { session, user, sharedKey, client };
}

/** As the user itself or, for `proxy[user]`, as another one. */
function openSession(
  database: Database,
  user: string,
  phaseOne: AuthenticationRequest,
  phaseTwo: AuthenticationRequest,
): Promise<DatabaseSession> {
  const client = clientInfo(phaseOne, phaseTwo);
  const represented = pairValue(phaseTwo, 'PROXY_CLIENT_NAME');
  return represented === undefined
    ? database.openSession(user, client)
    : database.openSession(foldUser(represented), client, user);
}

/** Changes the password of a session's user: the client proves that it knows the old one. */
export async function changePassword(
  database: Database,
  { user, sharedKey }: Login,
  request: AuthenticationRequest,
): Promise<void> {
  const verifier = database.findVerifier(user);
  const password = decryptPassword(sharedKey, pairValue(request, 'AUTH_PASSWORD') ?? '');
  if (verifier === undefined || password === undefined || !(await isPasswordOf(password, verifier))) {
    throw new OracleError(28008, 'invalid old password');
  }
  await changePasswordIfAsked(database, request, user, sharedKey);
}

async function changePasswordIfAsked(
  database: Database,
  request: AuthenticationRequest,
  user: string,
  sharedKey: Buffer,
): Promise<boolean> {
  const encrypted = pairValue(request, 'AUTH_NEWPASSWORD');
  if (encrypted === undefined) return false;
  const password = decryptPassword(sharedKey, encrypted);
  if (password === undefined) throw denied();
  if (password === '') throw new OracleError(988, 'missing or invalid password(s)');
  await database.changePassword(user, password);
  return true;
}

function denied(): OracleError {
  return new OracleError(1017, 'invalid username/password; logon denied');
}

/** Upper case unless quoted. */
function foldUser(text: string): string {
  const quoted = /^"(?<name>[^"]+)"$/.exec(text);
  return quoted?.groups?.['name'] ?? text.toUpperCase();
}

function refusePrivileged(request: AuthenticationRequest, user: string): void {
  const isPrivileged = (request.mode & (AUTHENTICATION_MODE.sysdba | AUTHENTICATION_MODE.sysoper)) !== 0;
  if (isPrivileged && user !== 'SYS') throw new OracleError(1031, 'insufficient privileges');
}

function clientInfo(phaseOne: AuthenticationRequest, phaseTwo: AuthenticationRequest): ClientInfo {
  return {
    program: pairValue(phaseOne, 'AUTH_PROGRAM_NM') ?? '',
    machine: pairValue(phaseOne, 'AUTH_MACHINE') ?? '',
    osUser: pairValue(phaseOne, 'AUTH_SID') ?? '',
    processId: pairValue(phaseOne, 'AUTH_PID') ?? '',
    terminal: pairValue(phaseOne, 'AUTH_TERMINAL') ?? '',
    driver: pairValue(phaseTwo, 'SESSION_CLIENT_DRIVER_NAME') ?? '',
  };
}

/** The client's time zone, and the application contexts that it wants from the start. */
async function prepareSession(session: DatabaseSession, request: AuthenticationRequest): Promise<void> {
  const text = pairValue(request, 'AUTH_ALTER_SESSION');
  if (text !== undefined && text.trim() !== '') {
    const statement = await session.prepare(withPaddedOffset(text.trim()));
    try {
      await session.execute(statement, { binds: [], rows: [[]], autoCommit: false, batchErrors: false });
    } finally {
      statement.close();
    }
  }
  for (const [namespace, key, value] of contextEntries(request)) {
    session.setApplicationContext(namespace, [[key, value]], false);
  }
}

/** The driver writes an offset as '+5:0'. */
function withPaddedOffset(text: string): string {
  return text.replace(/'([+-])(\d{1,2}):(\d{1,2})'/, (_, sign: string, hours: string, minutes: string) => {
    return `'${sign}${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}'`;
  });
}

function contextEntries(request: AuthenticationRequest): [string, string, string][] {
  const values = (key: string) => request.pairs.filter((pair) => pair.key === key).map((pair) => pair.value);
  const keys = values('AUTH_APPCTX_ATTR');
  const texts = values('AUTH_APPCTX_VALUE');
  return values('AUTH_APPCTX_NSPACE').map((namespace, index) => [namespace, keys[index] ?? '', texts[index] ?? '']);
}
