/** Bytes from the client that mean nothing. There is no way to find the next message again: the connection must be closed. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Thrown by a reader whose bytes end too early: `needed` bytes, counted from the buffer's start, are wanted at least. */
export class NeedMoreBytes extends Error {
  override readonly name = 'NeedMoreBytes';
  readonly needed: number;
  constructor(needed: number) {
    super(`needs ${needed} bytes`);
    this.needed = needed;
  }
}

/** The client asked to break off the running call: what it was still to read or write is void. */
export class CallBroken extends Error {
  override readonly name = 'CallBroken';
  constructor() {
    super('the client broke off the call');
  }
}

/** The client is gone. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}
