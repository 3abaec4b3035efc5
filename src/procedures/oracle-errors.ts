import { type ErrorCode, ORACLE_SENTENCES, serviceError } from '../errors.ts';

/** Oracle's error codes by what they mean for this service. */
export type OracleErrorClass =
  /** The session or the network is gone, or the database is not there. What a running call did is not known. */
  | 'connection'
  /** The call was broken off, at our own request or by the server. */
  | 'interrupted'
  /** The procedure is not there, or may not be executed. */
  | 'not_found'
  | 'signature'
  | 'conversion'
  /** Nothing is wrong with the call: the same one may succeed in a while. */
  | 'transient'
  /** The procedure itself raised it. */
  | 'procedure';

type Entry = { class: OracleErrorClass; meaning: string };

/** One table: docs/errors.md publishes it. What is not in it is an error of the procedure. ORA-20000 to ORA-20999 never are. */
export const ORACLE_ERRORS: Readonly<Record<string, Entry>> = {
  'ORA-00028': { class: 'connection', meaning: 'session killed' },
  'ORA-00600': { class: 'procedure', meaning: 'internal error' },
  'ORA-01012': { class: 'connection', meaning: 'not logged on' },
  'ORA-01033': { class: 'connection', meaning: 'database starting or stopping' },
  'ORA-01034': { class: 'connection', meaning: 'database not available' },
  'ORA-01089': { class: 'connection', meaning: 'database stopping' },
  'ORA-01090': { class: 'connection', meaning: 'database stopping' },
  'ORA-01092': { class: 'connection', meaning: 'instance terminated' },
  'ORA-02396': { class: 'connection', meaning: 'idle time exceeded' },
  'ORA-02399': { class: 'connection', meaning: 'connect time exceeded' },
  'ORA-03113': { class: 'connection', meaning: 'end of file on the connection' },
  'ORA-03114': { class: 'connection', meaning: 'not connected' },
  'ORA-03135': { class: 'connection', meaning: 'connection lost' },
  'ORA-12153': { class: 'connection', meaning: 'not connected' },
  'ORA-12514': { class: 'connection', meaning: 'service not known to the listener' },
  'ORA-12516': { class: 'connection', meaning: 'no handler available' },
  'ORA-12520': { class: 'connection', meaning: 'no handler available' },
  'ORA-12528': { class: 'connection', meaning: 'all instances block new connections' },
  'ORA-12537': { class: 'connection', meaning: 'connection closed' },
  'ORA-12541': { class: 'connection', meaning: 'no listener' },
  'ORA-12547': { class: 'connection', meaning: 'lost contact' },
  'ORA-12570': { class: 'connection', meaning: 'packet reader failure' },
  'ORA-12571': { class: 'connection', meaning: 'packet writer failure' },
  'ORA-25408': { class: 'connection', meaning: 'call cannot be replayed' },
  'ORA-00018': { class: 'connection', meaning: 'too many sessions' },
  'ORA-00020': { class: 'connection', meaning: 'too many processes' },
  'ORA-01017': { class: 'connection', meaning: 'wrong user or password' },
  'ORA-28000': { class: 'connection', meaning: 'account locked' },
  'ORA-28001': { class: 'connection', meaning: 'password expired' },

  'ORA-01013': { class: 'interrupted', meaning: 'call broken off' },
  'NJS-123': { class: 'interrupted', meaning: 'call time-out' },

  'PLS-00201': { class: 'not_found', meaning: 'identifier not declared' },
  'PLS-00302': { class: 'not_found', meaning: 'component not declared' },
  'PLS-00904': { class: 'not_found', meaning: 'insufficient privilege' },
  'ORA-06576': { class: 'not_found', meaning: 'no such function or procedure' },

  'PLS-00306': { class: 'signature', meaning: 'wrong number or types of arguments' },
  'PLS-00307': { class: 'signature', meaning: 'several declarations match' },
  'PLS-00221': { class: 'signature', meaning: 'not a procedure' },
  'PLS-00222': { class: 'signature', meaning: 'not a function' },
  'PLS-00382': { class: 'signature', meaning: 'expression of wrong type' },
  'PLS-00363': { class: 'signature', meaning: 'cannot be assigned to' },

  'ORA-06502': { class: 'conversion', meaning: 'numeric or value error' },
  'ORA-01722': { class: 'conversion', meaning: 'invalid number' },
  'ORA-01426': { class: 'conversion', meaning: 'numeric overflow' },
  'ORA-01830': { class: 'conversion', meaning: 'date picture ends early' },
  'ORA-01840': { class: 'conversion', meaning: 'date too short' },
  'ORA-01841': { class: 'conversion', meaning: 'year out of range' },
  'ORA-01843': { class: 'conversion', meaning: 'not a valid month' },
  'ORA-01847': { class: 'conversion', meaning: 'day of month out of range' },
  'ORA-01858': { class: 'conversion', meaning: 'non-numeric character in a date' },
  'ORA-01861': { class: 'conversion', meaning: 'literal does not match the format' },
  'ORA-01867': { class: 'conversion', meaning: 'invalid interval' },

  'ORA-00054': { class: 'transient', meaning: 'resource busy' },
  'ORA-00060': { class: 'transient', meaning: 'deadlock' },
  'ORA-00257': { class: 'transient', meaning: 'archiver stuck' },
  'ORA-01555': { class: 'transient', meaning: 'snapshot too old' },
  'ORA-01652': { class: 'transient', meaning: 'temporary space exhausted' },
  'ORA-02049': { class: 'transient', meaning: 'distributed lock time-out' },
  'ORA-04020': { class: 'transient', meaning: 'library object deadlock' },
  'ORA-04021': { class: 'transient', meaning: 'library lock time-out' },
  'ORA-04031': { class: 'transient', meaning: 'shared memory exhausted' },
  'ORA-04061': { class: 'transient', meaning: 'package state invalidated' },
  'ORA-04065': { class: 'transient', meaning: 'package altered' },
  'ORA-04068': { class: 'transient', meaning: 'package state discarded' },
  'ORA-08177': { class: 'transient', meaning: 'cannot serialize' },
  'ORA-12860': { class: 'transient', meaning: 'parallel query deadlock' },
  'ORA-30006': { class: 'transient', meaning: 'lock wait time-out' },
};

/** Codes of the driver itself that mean that the connection is gone or cannot be made. */
const DRIVER_CONNECTION_CODES = new Set([
  'NJS-003',
  'NJS-018',
  'NJS-040',
  'NJS-064',
  'NJS-065',
  'NJS-076',
  // An answer that the driver could not read: it is out of step with the server.
  'NJS-102',
  'NJS-111',
  'NJS-112',
  'NJS-113',
  'NJS-500',
  'NJS-501',
  'NJS-503',
  'NJS-510',
  'NJS-511',
  'NJS-518',
  'NJS-519',
  'NJS-521',
  'NJS-530',
]);

export type OracleFailure = {
  /** `ORA-20001`, `PLS-00201`, `NJS-500`. */
  code: string;
  class: OracleErrorClass;
  /** Oracle's message with the plain sentence in front; without the lines of our own block. */
  message: string;
};

/** Reads an error of the driver; undefined for an error that is not one. */
export function readOracleError(error: unknown): OracleFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const text = cleanMessage(error.message);
  const code = mostSpecificCode(text);
  if (code === undefined) return undefined;
  const sentence = ORACLE_SENTENCES[code];
  return { code, class: classOf(code), message: sentence === undefined ? text : `${sentence}: ${text}` };
}

export function classOf(code: string): OracleErrorClass {
  if (DRIVER_CONNECTION_CODES.has(code)) return 'connection';
  return ORACLE_ERRORS[code]?.class ?? 'procedure';
}

export function isConnectionError(error: unknown): boolean {
  return readOracleError(error)?.class === 'connection';
}

/** ORA-06550 says that a block does not compile; the PLS code behind it says why. */
function mostSpecificCode(text: string): string | undefined {
  const first = /\b(?:ORA|NJS|DPI)-\d{3,5}/.exec(text)?.[0];
  const compilation = /\bPLS-\d{5}/.exec(text)?.[0];
  return first === 'ORA-06550' && compilation !== undefined ? compilation : first;
}

/**
 * Oracle's own text: without the driver's link, without the positions in the block that this service wrote, and without what only repeats
 * that a block did not compile.
 */
function cleanMessage(message: string): string {
  return message
    .split('\n')
    .filter(
      (line) =>
        !/^(Help: https?:|ORA-06512: at line \d+|ORA-06512: at "[^"]*\.ASYNC_JOBS_RUNTIME"|PL\/SQL: (SQL )?Statement ignored)/.test(
          line,
        ),
    )
    .filter((line, index, lines) => !(/^ORA-06550: line \d+, column \d+:$/.test(line) && index === lines.length - 1))
    .join('\n')
    .trim();
}

/**
 * When Oracle says that a call block does not fit the signature of its procedure, adds the signature. An error of a call that the
 * procedure itself makes has lines of the procedure in it, and stays as it is.
 */
export function withSignature(error: unknown, signature: string | undefined): unknown {
  const failure = readOracleError(error);
  if (signature === undefined || failure?.class !== 'signature' || failure.message.includes('ORA-06512')) return error;
  const detail = `${failure.message}\nFirma: ${signature}`;
  return serviceError('SIGNATURE_MISMATCH', { detail, oracleCode: failure.code, cause: error });
}

/** What POST /procedure answers for a class of error. */
export function serviceCodeOf(failure: OracleFailure): ErrorCode {
  switch (failure.class) {
    case 'connection':
      return 'DATABASE_UNAVAILABLE';
    case 'not_found':
      return 'PROCEDURE_NOT_FOUND';
    case 'signature':
      return 'SIGNATURE_MISMATCH';
    case 'conversion':
      return 'VALUE_NOT_CONVERTIBLE';
    default:
      return 'PROCEDURE_FAILED';
  }
}
