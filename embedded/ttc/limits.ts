/** What one client may ask of the server. Exceeding a limit before login, or one of framing, closes the connection. */
export const LIMITS = {
  /** Session data unit: the largest packet, in bytes, that either side sends. */
  maxSessionDataUnit: 65_535,
  minSessionDataUnit: 512,
  /** Connect descriptor. */
  maxConnectDataBytes: 16_384,
  /** One request before the client is known. */
  maxLoginRequestBytes: 65_536,
  /** One request, all its bind rows or LOB data included, as far as it has to be kept at once. */
  maxRequestBytes: 512 * 1024 * 1024,
  /** Text of a statement: ORA-24373 above. */
  maxStatementBytes: 4 * 1024 * 1024,
  /** Bind placeholders of a statement, columns of a define. As Oracle. */
  maxBinds: 65_535,
  /** Executions in one call (executeMany). */
  maxIterations: 4_000_000,
  /** Cursors that a session may have open: ORA-01000 above. The default of OPEN_CURSORS. */
  maxOpenCursors: 300,
  /** Content held for fetched LOB locators that the client never frees; the oldest ones are given up above (ORA-22922). */
  maxLobBytes: 512 * 1024 * 1024,
  /** Client connections; more are refused with TNS-12520. */
  maxConnections: 512,
  /** From the TCP connection to the authenticated session. As Oracle's INBOUND_CONNECT_TIMEOUT. */
  loginTimeMs: 60_000,
  /** Packets received but not read yet: the socket is paused above. */
  maxQueuedBytes: 4 * 1024 * 1024,
  /** A reply is handed to the socket in pieces of about this size, so that a long one is neither kept whole nor sent in crumbs. */
  replyFlushBytes: 128 * 1024,
  /** Rows fetched from the database at a time while a reply is written. */
  rowsPerFetch: 500,
};
export type Limits = typeof LIMITS;
