/** An error as SQL*Plus prints it: where, then the database's own lines. `code` is 0 for an error that is not the database's. */
export function errorLines(error: unknown, line: number): { code: number; lines: string[] } {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errorNum' in error && typeof error.errorNum === 'number' ? error.errorNum : 0;
  const text = message.replace(/\nHelp: https:\S+\s*$/, '');
  return { code, lines: [`ERROR in the statement at line ${line}:`, ...text.split('\n')] };
}
