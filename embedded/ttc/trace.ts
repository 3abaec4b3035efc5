/** One line a message, when EMBEDDED_TRACE is set. */
export type Trace = {
  received(text: string): void;
  sent(text: string): void;
};

export const NO_TRACE: Trace = { received: () => {}, sent: () => {} };

export function createTrace(connection: string, write: (line: string) => void): Trace {
  return {
    received: (text) => write(`${connection} > ${text}`),
    sent: (text) => write(`${connection} < ${text}`),
  };
}
