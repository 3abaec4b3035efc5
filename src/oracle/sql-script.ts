/** Splits a SQL*Plus script into the statements that a driver executes (SQL*Plus User's Guide, "Running SQL Commands"). */

/** Commands of SQL*Plus itself that mean nothing outside of it. */
const CLIENT_COMMAND = /^(SET|PROMPT|REM|REMARK|WHENEVER|SPOOL|SHOW|EXIT|QUIT)\b/i;
/** Statements that contain semicolons and end at a line with nothing but `/`. */
const PROGRAM_START =
  /^(DECLARE\b|BEGIN\b|<<|CREATE\s+(OR\s+REPLACE\s+)?((NON)?EDITIONABLE\s+)?(PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)\b)/i;

/**
 * @returns the statements without their terminators; PL/SQL keeps its last semicolon.
 * @throws {Error} on `@file`, and on a statement without an end.
 */
export function splitSqlScript(script: string): string[] {
  const statements: string[] = [];
  let pending: string[] = [];
  for (const line of script.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (pending.length === 0 && isBetweenStatements(trimmed)) continue;
    if (trimmed === '/') {
      statements.push(pending.join('\n').trimEnd());
      pending = [];
      continue;
    }
    pending.push(line);
    if (!PROGRAM_START.test(firstLineOf(pending)) && endsStatement(pending.join('\n'))) {
      statements.push(pending.join('\n').trimEnd().slice(0, -1));
      pending = [];
    }
  }
  if (pending.length > 0) throw new Error(`statement without an end: ${firstLineOf(pending)}`);
  return statements;
}

function isBetweenStatements(line: string): boolean {
  if (line.startsWith('@')) throw new Error(`a script that includes another cannot be split: ${line}`);
  return line === '' || line === '/' || line.startsWith('--') || CLIENT_COMMAND.test(line);
}

function firstLineOf(lines: string[]): string {
  return (lines[0] ?? '').trimStart();
}

/** A semicolon at the end of a line, outside of a literal. */
function endsStatement(text: string): boolean {
  if (!text.trimEnd().endsWith(';')) return false;
  const withoutComments = text.replace(/--.*$/gm, '');
  return (withoutComments.match(/'/g) ?? []).length % 2 === 0;
}
