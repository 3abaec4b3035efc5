/**
 * An error with an Oracle code, as a session reports it. `code` is the number of the first line (ORA-00942 → 942).
 * `message` has every line of the error stack, without a trailing newline: "ORA-20001: text\nORA-06512: at …".
 */
export class OracleError extends Error {
  readonly code: number;
  /** 0-based offset in the statement's text that the error is about, where known. */
  readonly offset: number | undefined;

  constructor(code: number, text: string, options: { offset?: number | undefined; cause?: unknown } = {}) {
    super(text.startsWith('ORA-') || text.startsWith('PLS-') ? text : `ORA-${String(code).padStart(5, '0')}: ${text}`, {
      cause: options.cause,
    });
    this.name = 'OracleError';
    this.code = code;
    this.offset = options.offset;
  }
}

/** ORA-03001, for what this database knows of but does not do. `what` names the feature. */
export function unimplemented(what: string, offset?: number): OracleError {
  return new OracleError(3001, `unimplemented feature: ${what}`, { offset });
}
