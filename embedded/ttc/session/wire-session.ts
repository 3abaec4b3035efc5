import type { Database, DatabaseSession } from '../../session/database-session.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { changePassword, type Login, logIn } from '../authentication/login.ts';
import type { Channel } from '../channel.ts';
import { LIMITS } from '../limits.ts';
import { encodeEndOfCall, SUCCESS } from '../messages/end-of-call-reply.ts';
import { type Call, decodeRequest, type Piggyback, type Request } from '../messages/request.ts';
import { encodeStatus } from '../messages/status-reply.ts';
import { CallBroken, ConnectionLost, ProtocolError } from '../protocol-error.ts';
import { Reply } from '../reply.ts';
import { RequestSource } from '../request-source.ts';
import type { Trace } from '../trace.ts';
import { type CallContext, createReferences, endCall, sendStatus, unbroken } from './call-context.ts';
import { CursorTable } from './cursor-table.ts';
import { traceRequest } from './describe-request.ts';
import { executeCall, reExecuteCall } from './execute-call.ts';
import { lobCall } from './lob-call.ts';
import { LobTable } from './lob-table.ts';
import { reportedError } from './reported-error.ts';
import { sendRows } from './send-rows.ts';
import { transactionCall } from './transaction-call.ts';

const BREAK_ERROR = { code: 1013, message: 'ORA-01013: user requested cancel of current operation' };

/** One client, from the accepted connection to the end of its session. */
export class WireSession {
  readonly #database: Database;
  readonly #channel: Channel;
  readonly #trace: Trace;
  readonly #log: (line: string) => void;
  readonly #requests: RequestSource;
  readonly #reply: Reply;
  #context: CallContext | undefined;
  #isCallRunning = false;
  #isClosed = false;
  /** Why the session ended, if the database ended it: to be told with the running or the next call. */
  #termination: Error | undefined;

  constructor(options: { database: Database; channel: Channel; trace: Trace; log: (line: string) => void }) {
    this.#database = options.database;
    this.#channel = options.channel;
    this.#trace = options.trace;
    this.#log = (line) => options.log(`${options.channel.peer}: ${line}`);
    this.#requests = new RequestSource(options.channel);
    this.#reply = new Reply(options.channel);
  }

  /** Once the client has logged in. */
  get databaseSession(): DatabaseSession | undefined {
    return this.#context?.session;
  }

  /** Resolves when the session has ended. Never rejects. `onLogin` is called once the client is known. */
  async run(onLogin: () => void): Promise<void> {
    try {
      const login = await this.#logIn();
      if (login === undefined) return;
      onLogin();
      await this.#serve(login);
    } catch (error) {
      if (error instanceof ProtocolError) this.#log(`closed: ${error.message}`);
      else if (!(error instanceof ConnectionLost) && !(error instanceof CallBroken)) reportedError(error, this.#log);
    } finally {
      this.#channel.close();
    }
  }

  /** Breaks off the running call, if any, as the database goes down. */
  breakOff(): void {
    if (this.#isCallRunning) this.#context?.session.requestBreak();
  }

  async #logIn(): Promise<Login | undefined> {
    try {
      return await logIn({
        database: this.#database,
        requests: this.#requests,
        reply: this.#reply,
        trace: this.#trace,
      });
    } catch (error) {
      if (isConnectionProblem(error)) throw error;
      const { code, message } = reportedError(error, this.#log);
      this.#trace.sent(`END OF CALL ${message.split('\n')[0] ?? ''}`);
      this.#reply.writer.truncate(0);
      encodeEndOfCall(this.#reply.writer, { ...SUCCESS, code, message });
      await this.#reply.flush();
      return undefined;
    }
  }

  async #serve(login: Login): Promise<void> {
    const context = this.#createContext(login);
    this.#context = context;
    this.#requests.maxBytes = LIMITS.maxRequestBytes;
    login.session.onTerminated = (error) => {
      this.#termination ??= error;
    };
    this.#channel.onBreak = () => this.breakOff();
    try {
      let goesOn = true;
      while (goesOn) goesOn = await this.#answerOne(context);
    } finally {
      this.#channel.onBreak = undefined;
      await this.#closeSession(context);
    }
  }

  #createContext(login: Login): CallContext {
    const cursors = new CursorTable((change) => login.session.countCursors(change));
    const lobs = new LobTable(login.session);
    return {
      database: this.#database,
      session: login.session,
      login,
      client: login.client,
      cursors,
      lobs,
      channel: this.#channel,
      requests: this.#requests,
      reply: this.#reply,
      trace: this.#trace,
      log: this.#log,
      references: createReferences(login.session, lobs, cursors),
      cursorId: 0,
    };
  }

  /** False when there is nothing to come any more. */
  async #answerOne(context: CallContext): Promise<boolean> {
    context.cursorId = 0;
    try {
      const request = await this.#requests.next(decodeRequest);
      if (request === undefined) return false;
      return await this.#answer(context, request);
    } catch (error) {
      if (error instanceof CallBroken) return this.#afterBreak(context);
      if (isConnectionProblem(error)) throw error;
      return this.#fail(context, error);
    }
  }

  async #answer(context: CallContext, request: Request): Promise<boolean> {
    this.#isCallRunning = true;
    traceRequest(context.trace, request);
    if (request.call.kind !== 'release') context.session.countRoundTrip();
    try {
      if (this.#channel.isBroken) throw new CallBroken();
      if (this.#termination !== undefined && request.call.kind !== 'logoff') throw this.#termination;
      for (const piggyback of request.piggybacks) await this.#apply(context, piggyback);
      const goesOn = await this.#perform(context, request.call);
      if (this.#channel.isBroken) throw new CallBroken();
      await this.#reply.flush();
      return goesOn;
    } catch (error) {
      if (error instanceof CallBroken || isConnectionProblem(error)) throw error;
      return await this.#fail(context, error);
    } finally {
      this.#isCallRunning = false;
    }
  }

  async #fail(context: CallContext, error: unknown): Promise<boolean> {
    if (this.#channel.isBroken) return this.#afterBreak(context);
    const { code, message, offset } = reportedError(error, this.#log);
    try {
      await this.#requests.discardRest();
      endCall(context, { code, message, offset: offset ?? 0, cursorId: context.cursorId });
      await this.#reply.flush();
    } catch (failure) {
      if (failure instanceof CallBroken) return this.#afterBreak(context);
      throw failure;
    }
    return this.#termination === undefined;
  }

  /** The call was broken off: once the client has said that it is ready, it gets the error. */
  async #afterBreak(context: CallContext): Promise<boolean> {
    for (;;) {
      this.#reply.writer.truncate(0);
      context.trace.received('BREAK');
      if (!(await this.#channel.finishReset())) return false;
      context.trace.sent('RESET');
      const error = this.#termination instanceof OracleError ? this.#termination : BREAK_ERROR;
      endCall(context, { code: error.code, message: error.message });
      try {
        await this.#reply.flush();
        return this.#termination === undefined;
      } catch (failure) {
        if (!(failure instanceof CallBroken)) throw failure;
      }
    }
  }

  /** The client waits for no reply, so it cannot be told of an error either. */
  async #release(context: CallContext): Promise<boolean> {
    try {
      await context.session.rollback();
      return true;
    } catch (error) {
      this.#log(`closed: ${reportedError(error, this.#log).message}`);
      return false;
    }
  }

  async #closeSession(context: CallContext): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await context.session.close();
  }

  async #apply(context: CallContext, piggyback: Piggyback): Promise<void> {
    switch (piggyback.kind) {
      case 'closeCursors':
        for (const id of piggyback.ids) await context.cursors.close(id);
        break;
      case 'cancelCursors':
        for (const id of piggyback.ids) await context.cursors.cancel(id);
        break;
      case 'freeTemporaryLobs':
        await context.lobs.settle();
        context.lobs.free(piggyback.locators);
        break;
      case 'setCurrentSchema':
        await context.session.setCurrentSchema(piggyback.schema);
        break;
      case 'setAttributes':
        context.session.setAttributes(piggyback.attributes);
        break;
      case 'setContext': {
        const { namespace, entries, isCleared } = piggyback.context;
        context.session.setApplicationContext(namespace, entries, isCleared);
        break;
      }
    }
  }

  /** False for the session's last call. */
  async #perform(context: CallContext, call: Call): Promise<boolean> {
    if (call.kind === 'lob') {
      await lobCall(context, call);
      return true;
    }
    await context.lobs.settle();
    context.lobs.forgetContents();
    switch (call.kind) {
      case 'execute':
        await executeCall(context, call);
        return true;
      case 'reExecute':
        await reExecuteCall(context, call);
        return true;
      case 'fetch': {
        context.requests.finish();
        const cursor = context.cursors.find(call.cursorId);
        context.cursorId = cursor.id;
        await sendRows(context, cursor, call.fetchRows);
        return true;
      }
      case 'authenticate':
        context.requests.finish();
        if (call.phase !== 2) throw new ProtocolError('AUTHENTICATION 1 within a session');
        await changePassword(context.database, context.login, call);
        sendStatus(context);
        return true;
      case 'transaction':
        await transactionCall(context, call);
        return true;
      case 'commit':
        context.requests.finish();
        await unbroken(context).commit();
        sendStatus(context);
        return true;
      case 'rollback':
        context.requests.finish();
        await unbroken(context).rollback();
        sendStatus(context);
        return true;
      case 'ping':
        context.requests.finish();
        sendStatus(context);
        return true;
      case 'logoff':
        context.requests.finish();
        await this.#closeSession(context);
        encodeStatus(this.#reply.writer, { isTransactionActive: false });
        context.trace.sent('STATUS');
        return false;
      case 'release':
        await context.requests.discardRest();
        return this.#release(context);
    }
  }
}

function isConnectionProblem(error: unknown): boolean {
  return error instanceof ProtocolError || error instanceof ConnectionLost || error instanceof CallBroken;
}
