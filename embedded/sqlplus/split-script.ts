import { findEndOfStatement } from './end-of-statement.ts';

/** What a script asks for, one after the other. `line` is 1-based. */
export type ScriptCommand =
  /** A statement for the database, without its terminator. */
  | { kind: 'statement'; text: string; line: number; isPlsql: boolean }
  /** A command of SQL*Plus itself, on one line (or several joined by a hyphen). `word` in upper case. */
  | { kind: 'command'; word: string; rest: string; line: number }
  /** `/`: the last statement once more. */
  | { kind: 'repeat'; line: number }
  /** Text at the end of the script that no terminator follows. */
  | { kind: 'unterminated'; text: string; line: number };

/** SQL*Plus commands by their shortest form, which is followed by more letters of the full word ("SQL*Plus Command Reference"). */
const COMMANDS: [shortest: string, full: string][] = [
  ['@@', '@@'],
  ['@', '@'],
  ['ACC', 'ACCEPT'],
  ['BRE', 'BREAK'],
  ['BTI', 'BTITLE'],
  ['CL', 'CLEAR'],
  ['COL', 'COLUMN'],
  ['COMP', 'COMPUTE'],
  ['CONN', 'CONNECT'],
  ['DEF', 'DEFINE'],
  ['DESC', 'DESCRIBE'],
  ['DISC', 'DISCONNECT'],
  ['EXEC', 'EXECUTE'],
  ['EXIT', 'EXIT'],
  ['HO', 'HOST'],
  ['PASSW', 'PASSWORD'],
  ['PAU', 'PAUSE'],
  ['PRI', 'PRINT'],
  ['PRO', 'PROMPT'],
  ['QUIT', 'QUIT'],
  ['REM', 'REMARK'],
  ['SET', 'SET'],
  ['SHO', 'SHOW'],
  ['SPO', 'SPOOL'],
  ['STA', 'START'],
  ['TIMI', 'TIMING'],
  ['TTI', 'TTITLE'],
  ['UNDEF', 'UNDEFINE'],
  ['VAR', 'VARIABLE'],
  ['WHENEVER', 'WHENEVER'],
  ['!', 'HOST'],
];

/** Of `SET`, the ones that are SQL. */
const SQL_SET = /^SET\s+(TRANSACTION|ROLE|CONSTRAINTS?)\b/i;
const PLSQL_START =
  /^(?:<<|(?:BEGIN|DECLARE)\b|CREATE\s+(?:OR\s+REPLACE\s+)?(?:(?:NON)?EDITIONABLE\s+)?(?:PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE|LIBRARY)\b|WITH\s+(?:FUNCTION|PROCEDURE)\b)/i;

/**
 * Splits a script as SQL*Plus reads it: PL/SQL ends at a line with a slash, SQL at a semicolon at the end of a line or at such a slash.
 * Blank lines inside statements are part of them (SET SQLBLANKLINES ON).
 */
export function splitScript(text: string): ScriptCommand[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const commands: ScriptCommand[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('--')) index += 1;
    else if (trimmed.startsWith('/*')) index = afterComment(lines, index);
    else if (trimmed === '/') {
      commands.push({ kind: 'repeat', line: index + 1 });
      index += 1;
    } else {
      const command = commandOf(trimmed);
      index =
        command === undefined ? readStatement(lines, index, commands) : readCommand(lines, index, command, commands);
    }
  }
  return commands;
}

function afterComment(lines: string[], start: number): number {
  for (let index = start; index < lines.length; index += 1) {
    const from = index === start ? (lines[index] ?? '').indexOf('/*') + 2 : 0;
    if ((lines[index] ?? '').includes('*/', from)) return index + 1;
  }
  return lines.length;
}

function commandOf(line: string): { word: string; rest: string } | undefined {
  if (SQL_SET.test(line)) return undefined;
  for (const [shortest, full] of COMMANDS) {
    const isSign = !/^[A-Z]/.test(shortest);
    if (isSign && line.startsWith(shortest)) return { word: full, rest: line.slice(shortest.length).trim() };
  }
  const word = /^[A-Za-z]+/.exec(line)?.[0].toUpperCase() ?? '';
  const found = COMMANDS.find(([shortest, full]) => word.startsWith(shortest) && full.startsWith(word));
  return found === undefined ? undefined : { word: found[1], rest: line.slice(word.length).trim() };
}

/** A hyphen at the end continues the command on the next line. A semicolon at its end has no meaning. */
function readCommand(
  lines: string[],
  start: number,
  command: { word: string; rest: string },
  commands: ScriptCommand[],
): number {
  let { rest } = command;
  let index = start;
  while (rest.endsWith('-') && command.word !== 'PROMPT' && command.word !== 'REMARK') {
    index += 1;
    rest = `${rest.slice(0, -1)} ${(lines[index] ?? '').trim()}`;
  }
  commands.push({ kind: 'command', word: command.word, rest, line: start + 1 });
  return index + 1;
}

function readStatement(lines: string[], start: number, commands: ScriptCommand[]): number {
  const isPlsql = PLSQL_START.test(withoutLeadingComments(lines.slice(start, start + 20).join('\n')));
  const buffer: string[] = [];
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '/' || (line.trim() === '.' && isPlsql)) {
      const text = buffer.join('\n');
      if (line.trim() === '/') commands.push({ kind: 'statement', text, line: start + 1, isPlsql });
      return index + 1;
    }
    buffer.push(line);
    if (isPlsql || !/;\s*(?:--.*)?$/.test(line)) continue;
    const text = buffer.join('\n');
    const end = findEndOfStatement(text);
    if (end !== undefined) {
      commands.push({ kind: 'statement', text: text.slice(0, end), line: start + 1, isPlsql });
      return index + 1;
    }
  }
  const text = buffer.join('\n').trim();
  if (text !== '') commands.push({ kind: 'unterminated', text, line: start + 1 });
  return lines.length;
}

function withoutLeadingComments(text: string): string {
  return text.replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
}
