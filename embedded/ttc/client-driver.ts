/** In what the drivers differ, as far as the messages do not show it. */
export type ClientDriver = {
  /** What it multiplies the size of national text with when it announces a bind, but not when it decides that one is long. */
  bytesPerNationalCharacter: number;
  /**
   * From a cursor that the server opened and that has LOBs, it takes the rows of the reply to its define, and no further ones,
   * without saying how many it wants (oracle-net.md 5.3). Others say it, and fetch on.
   */
  takesAllRowsAtDefine: boolean;
};

/** By the name that it gives itself in its first message. */
export function clientDriver(name: string): ClientDriver {
  const isNode = name.startsWith('node-oracledb');
  return { bytesPerNationalCharacter: isNode ? 4 : 1, takesAllRowsAtDefine: isNode };
}
