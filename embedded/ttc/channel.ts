/** A piece of a request: the payload of one DATA packet. */
export type DataPacket = {
  payload: Buffer;
  /** The client marked it as its request's last. Older clients never do. */
  isMarkedLast: boolean;
  /** Shorter than packets of a message that goes on. */
  isShort: boolean;
};

/** The connection to one client, as the messages see it: packets of data in both directions, and breaks. */
export interface Channel {
  /** For log lines: the client's address. */
  readonly peer: string;
  /** Undefined: the client is gone. Rejects with CallBroken when a break arrives, with ProtocolError for bytes that are no packet. */
  receive(): Promise<DataPacket | undefined>;
  /** Resolves when the client takes more. Rejects with CallBroken after a break, with ConnectionLost when the client is gone. */
  send(bytes: Buffer): Promise<void>;
  /** A break came and the client has not got its answer yet. */
  readonly isBroken: boolean;
  /** Called at once when a break arrives, whatever else is going on. */
  onBreak: (() => void) | undefined;
  /** After a break: waits for the client's reset and acknowledges it. False: the client is gone. */
  finishReset(): Promise<boolean>;
  /** Sends what is still to be sent, then closes. */
  close(): void;
}
