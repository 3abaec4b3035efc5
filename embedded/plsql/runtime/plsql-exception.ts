import { OracleError } from '../../types/oracle-error.ts';
import type { Frame } from './frame.ts';

/** Identity of a declared exception: handlers compare keys, so that it survives a recompilation. */
export type ExceptionIdentity = { readonly key: string; readonly name: string; code: number | undefined };

export type TraceLine = { unit: string | null; line: number };

/** SQLCODE of a user-defined exception without EXCEPTION_INIT. */
const USER_DEFINED_CODE = 6510;

/** A raised PL/SQL exception. `code` is positive, as in OracleError. */
export class PlsqlException extends Error {
  readonly code: number;
  /** The exception's own text with `ORA-n: `, without trace lines; further lines where the error came through SQL. */
  readonly text: string;
  readonly identity: ExceptionIdentity | undefined;
  /** Newest first: where it was raised, then the callers that it passed. */
  trace: TraceLine[];
  /** The frame whose line is already part of the trace. */
  tracedFrame: Frame | undefined;
  /** What was being handled when this one was raised: printed below. */
  readonly previous: PlsqlException | undefined;
  /** The original error, where this was not raised by PL/SQL. */
  readonly source: OracleError | undefined;

  constructor(
    code: number,
    text: string,
    options: {
      identity?: ExceptionIdentity | undefined;
      previous?: PlsqlException | undefined;
      source?: OracleError | undefined;
      trace?: TraceLine[];
    } = {},
  ) {
    super(text);
    this.name = 'PlsqlException';
    this.code = code;
    this.text = text;
    this.identity = options.identity;
    this.previous = options.previous;
    this.source = options.source;
    this.trace = options.trace ?? [];
  }

  /** SQLCODE: negative, but 100 for NO_DATA_FOUND and 1 for an exception without a number. */
  get sqlcode(): number {
    if (this.code === 1403) return 100;
    if (this.code === USER_DEFINED_CODE && this.identity !== undefined && this.identity.code === undefined) return 1;
    return -this.code;
  }
  /** SQLERRM. */
  get sqlerrm(): string {
    return this.sqlcode === 1 ? 'User-Defined Exception' : this.text;
  }
  /** FORMAT_ERROR_BACKTRACE: a line for each trace line, each with a newline. */
  get backtrace(): string {
    return this.trace.map((line) => `${formatTraceLine(line)}\n`).join('');
  }
  /** What a client sees: the texts and traces, newest exception first. */
  get fullMessage(): string {
    const above: string[] = [];
    const below: string[][] = [];
    // A loop: a program that recurses in its handlers chains thousands.
    for (let at: PlsqlException | undefined = this; at !== undefined; at = at.previous) {
      const ownLength = at.#ownTraceLength();
      above.push(at.text, ...at.trace.slice(0, ownLength).map(formatTraceLine));
      below.push(at.trace.slice(ownLength).map(formatTraceLine));
    }
    return [...above, ...below.reverse().flat()].join('\n');
  }
  /** Of an exception that was raised while another was handled: its raise point stands above the older one, its callers below. */
  #ownTraceLength(): number {
    return this.previous === undefined ? this.trace.length : Math.min(1, this.trace.length);
  }
  toOracleError(): OracleError {
    return new OracleError(this.code, this.fullMessage, { offset: this.source?.offset, cause: this.source });
  }
}

function formatTraceLine(line: TraceLine): string {
  return line.unit === null ? `ORA-06512: at line ${line.line}` : `ORA-06512: at "${line.unit}", line ${line.line}`;
}

/** An exception without a text of its own. */
export function userDefinedException(
  identity: ExceptionIdentity,
  previous: PlsqlException | undefined,
): PlsqlException {
  const code = identity.code ?? USER_DEFINED_CODE;
  const text =
    identity.code === undefined
      ? 'ORA-06510: PL/SQL: unhandled user-defined exception'
      : `ORA-${String(code).padStart(5, '0')}: `;
  return new PlsqlException(code, text, { identity, previous });
}

/** Adds the line at which `frame` stands, once for each frame that the exception leaves or is caught in. */
export function traceFrame(exception: PlsqlException, frame: Frame): void {
  if (exception.tracedFrame === frame) return;
  exception.tracedFrame = frame;
  exception.trace.push({ unit: frame.owner.displayName, line: frame.line });
}

/** ORA-01013: the client broke the call off. `WHEN OTHERS` does not take it, a handler that names it (PRAGMA EXCEPTION_INIT) does. */
export const CANCELLED = 1013;

/** The exception that a break is for a handler that names it; undefined for any other error. */
export function asCancellation(error: unknown, previous?: PlsqlException): PlsqlException | undefined {
  if (!(error instanceof OracleError) || error.code !== CANCELLED) return undefined;
  return new PlsqlException(error.code, error.message, { previous, source: error });
}

/**
 * The PL/SQL exception that a caught error is, or undefined for what passes through blocks: a break, the kill of a session, and faults of
 * this program.
 */
export function asPlsqlException(error: unknown, previous?: PlsqlException): PlsqlException | undefined {
  if (error instanceof PlsqlException) return error;
  if (error instanceof RangeError && error.message.includes('call stack')) {
    return new PlsqlException(6500, 'ORA-06500: PL/SQL: storage error', { previous });
  }
  if (!(error instanceof OracleError) || isBreak(error)) return undefined;
  return new PlsqlException(error.code, error.message, { previous, source: error });
}

function isBreak(error: OracleError): boolean {
  return error.code === CANCELLED || error.code === 28 || error.code === 1012 || error.code === 3113;
}
