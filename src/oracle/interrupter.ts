import type { Connection } from 'oracledb';
import { dropConnection } from './drop-connection.ts';

/** Breaks off the call that runs on a connection. */
export type Interrupter<Reason extends string> = {
  /** The first reason given; undefined while nothing was asked for. */
  readonly reason: Reason | undefined;
  /** The call did not return in the grace period: its connection is cut off, and what becomes of it is for the database to say. */
  readonly isDropped: boolean;
  interrupt(reason: Reason): void;
  /** After the call has returned. */
  stop(): void;
};

/** Breaks in a grace period. */
const BREAKS = 20;

/**
 * A break may come between two statements, or be swallowed by an exception handler: it is repeated until the call returns. A session that was
 * sent one must not be used again, for the last break may still be on its way.
 */
export function createInterrupter<Reason extends string>(connection: Connection, graceMs: number): Interrupter<Reason> {
  let reason: Reason | undefined;
  let isDropped = false;
  let repeating: NodeJS.Timeout | undefined;
  let dropping: NodeJS.Timeout | undefined;

  function stop(): void {
    clearInterval(repeating);
    clearTimeout(dropping);
  }

  function sendBreak(): void {
    connection.break().catch(() => undefined);
  }

  function drop(): void {
    stop();
    isDropped = true;
    dropConnection(connection);
  }

  return {
    get reason() {
      return reason;
    },
    get isDropped() {
      return isDropped;
    },
    interrupt(given) {
      if (reason !== undefined) return;
      reason = given;
      sendBreak();
      repeating = setInterval(sendBreak, graceMs / BREAKS);
      dropping = setTimeout(drop, graceMs);
    },
    stop,
  };
}
