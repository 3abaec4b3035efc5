/** Lexical units of SQL and PL/SQL ("Lexical Units", PL/SQL Language Reference). Offsets are 0-based UTF-16 indexes. */
export type Token = {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'bind' | 'symbol' | 'end';
  /**
   * word: upper case · quoted: the name between the quotes · string: its decoded value · number: as written, without suffix ·
   * bind: its name, upper case unless quoted · symbol: the symbol · end: ''.
   */
  text: string;
  pos: number;
  /** Exclusive. */
  end: number;
  /** Of `N'…'` strings. */
  national?: boolean;
  /** Of BINARY_FLOAT and BINARY_DOUBLE literals. */
  suffix?: 'F' | 'D';
  /** Of binds: index in the statement's placeholder list. */
  index?: number;
  /** Text of a hint comment right before this token. */
  hint?: string;
};
