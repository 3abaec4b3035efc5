import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import type { Connection, ResultSet } from 'oracledb';
import { BindVariables } from './bind-variables.ts';
import { describeObject, printOutput, showErrors } from './dictionary-commands.ts';
import { errorLines } from './error-text.ts';
import { feedbackOf } from './feedback.ts';
import { fetchText } from './fetch-text.ts';
import { formatRows } from './format-rows.ts';
import { applySet, applyWhenever, defaultSettings, exitCodeOf, type Settings } from './settings.ts';
import { type ScriptCommand, splitScript } from './split-script.ts';
import { Substitution } from './substitution.ts';

export type ScriptOptions = {
  connection: Connection;
  /** One line of what SQL*Plus would print. */
  print: (line: string) => void;
  /** Where `@file` starts from. Default: the working directory. */
  baseDir?: string | undefined;
};

/** What came of a script. `exitCode` as SQL*Plus' own, but 1 where a statement failed and the script went on all the same. */
export type ScriptResult = { exitCode: number; failures: number };

/** Runs a SQL*Plus script file and what it calls. Commits at its end, as SQL*Plus does at EXIT. Rejects where the file cannot be read. */
export async function runScript(file: string, options: ScriptOptions): Promise<ScriptResult> {
  const runner = new ScriptRunner(options);
  const exit = await runner.runFile(resolve(options.baseDir ?? process.cwd(), file));
  if (exit === undefined) await options.connection.commit();
  return { exitCode: exit ?? (runner.failures > 0 ? 1 : 0), failures: runner.failures };
}

/** Runs the text of a script. `@@file` starts from `baseDir`. */
export async function runScriptText(text: string, options: ScriptOptions): Promise<ScriptResult> {
  const runner = new ScriptRunner(options);
  const exit = await runner.runText(text, options.baseDir ?? process.cwd());
  if (exit === undefined) await options.connection.commit();
  return { exitCode: exit ?? (runner.failures > 0 ? 1 : 0), failures: runner.failures };
}

/** The exit code where the script is to end, undefined where it goes on. */
type Exit = number | undefined;

class ScriptRunner {
  failures = 0;
  readonly #connection: Connection;
  readonly #print: (line: string) => void;
  readonly #settings: Settings = defaultSettings();
  readonly #substitution = new Substitution();
  readonly #variables = new BindVariables();
  #lastStatement: Extract<ScriptCommand, { kind: 'statement' }> | undefined;
  #lastErrorCode = 0;

  constructor(options: ScriptOptions) {
    this.#connection = options.connection;
    this.#print = (line) => {
      if (this.#settings.termOut) options.print(line);
    };
  }

  async runFile(path: string): Promise<Exit> {
    const full = extname(path) === '' ? `${path}.sql` : path;
    return this.runText(await readFile(full, 'utf8'), dirname(full));
  }

  async runText(text: string, dir: string): Promise<Exit> {
    for (const command of splitScript(text)) {
      const exit = await this.#run(command, dir);
      if (exit !== undefined) return exit;
    }
    return undefined;
  }

  async #run(command: ScriptCommand, dir: string): Promise<Exit> {
    switch (command.kind) {
      case 'statement':
        this.#lastStatement = { ...command, text: this.#substitution.apply(command.text) };
        return this.#runStatement(this.#lastStatement);
      case 'repeat':
        return this.#lastStatement === undefined ? undefined : this.#runStatement(this.#lastStatement);
      case 'unterminated':
        this.failures += 1;
        this.#print(`line ${command.line}: the statement has no end (; or /) and was not run`);
        return undefined;
      case 'command':
        return this.#runCommand({ ...command, rest: this.#substitution.apply(command.rest) }, dir);
    }
  }

  async #runStatement({ text, line }: { text: string; line: number }): Promise<Exit> {
    if (this.#settings.echo) this.#print(text);
    try {
      const result = await this.#connection.execute(text.trimEnd(), this.#variables.bindsOf(text), {
        resultSet: true,
        autoCommit: this.#settings.autoCommit,
        fetchTypeHandler: fetchText,
      });
      this.#variables.store(result.outBinds);
      if (result.resultSet !== undefined) await this.#printRows(result.resultSet);
      else if (this.#settings.feedback) this.#print(feedbackOf(text, result));
      if (this.#settings.serverOutput) await printOutput(this.#connection, this.#print);
      return undefined;
    } catch (error) {
      if (this.#settings.serverOutput) await printOutput(this.#connection, this.#print).catch(() => undefined);
      return this.#fail(error, line);
    }
  }

  async #printVariables(rest: string): Promise<undefined> {
    for (const printed of this.#variables.printed(rest)) {
      if ('cursor' in printed) await this.#printRows(printed.cursor);
      else for (const line of formatRows([printed], [[printed.value]], this.#settings)) this.#print(line);
    }
  }

  async #printRows(resultSet: ResultSet<unknown>): Promise<void> {
    const rows: (string | null)[][] = [];
    const columns = resultSet.metaData.map(({ name, dbTypeName }) => ({ name, isNumeric: dbTypeName === 'NUMBER' }));
    try {
      for (;;) {
        const more = (await resultSet.getRows(1000)) as (string | null)[][];
        rows.push(...more);
        if (more.length < 1000) break;
      }
    } finally {
      await resultSet.close();
    }
    for (const line of formatRows(columns, rows, this.#settings)) this.#print(line);
    this.#substitution.takeNewValues(
      columns.map(({ name }) => name),
      rows.at(-1),
    );
    if (this.#settings.feedback)
      this.#print(rows.length === 1 ? '1 row selected.' : `${rows.length || 'no'} rows selected`);
  }

  async #fail(error: unknown, line: number): Promise<Exit> {
    this.failures += 1;
    const { code, lines } = errorLines(error, line);
    this.#lastErrorCode = code;
    for (const text of lines) this.#print(text);
    const { onSqlError } = this.#settings;
    if (onSqlError === undefined) return undefined;
    await (onSqlError.commit ? this.#connection.commit() : this.#connection.rollback());
    return onSqlError.exitCode === 'SQLCODE' ? code % 256 || 1 : onSqlError.exitCode;
  }

  async #runCommand({ word, rest, line }: { word: string; rest: string; line: number }, dir: string): Promise<Exit> {
    switch (word) {
      case 'PROMPT':
        this.#print(rest);
        return undefined;
      case 'SET':
        if (this.#substitution.configure(rest)) return undefined;
        if (applySet(this.#settings, rest) && this.#settings.serverOutput) await this.#enableOutput();
        return undefined;
      case 'WHENEVER':
        if (!applyWhenever(this.#settings, rest)) this.#print(`line ${line}: WHENEVER ${rest}: not understood`);
        return undefined;
      case '@':
      case '@@':
      case 'START':
        this.#substitution.setArguments(rest.match(WORDS)?.slice(1).map(unquoted) ?? []);
        return this.#runNested(scriptName(rest), dir, line);
      case 'EXECUTE':
        return this.#runStatement({ text: `BEGIN ${rest.replace(/;\s*$/, '')}; END;`, line });
      case 'SHOW':
        if (/^ERR(ORS)?\b/i.test(rest))
          await showErrors(this.#connection, rest, this.#lastStatement?.text, this.#print);
        else if (/^USER\b/i.test(rest)) await this.#runStatement({ text: 'SELECT USER FROM DUAL', line });
        return undefined;
      case 'DESCRIBE':
        if (!(await describeObject(this.#connection, rest.replace(/;$/, ''), this.#print))) this.failures += 1;
        return undefined;
      case 'EXIT':
      case 'QUIT':
        return this.#exit(rest);
      case 'DEFINE':
        for (const text of this.#substitution.define(rest)) this.#print(text);
        return undefined;
      case 'UNDEFINE':
        this.#substitution.undefine(rest);
        return undefined;
      case 'COLUMN':
        this.#substitution.column(rest);
        return undefined;
      case 'VARIABLE':
        if (!this.#variables.declare(rest)) this.#print(`line ${line}: VARIABLE ${rest}: not understood`);
        return undefined;
      case 'PRINT':
        return this.#printVariables(rest);
      case 'CONNECT':
      case 'HOST':
      case 'ACCEPT':
        this.failures += 1;
        this.#print(`line ${line}: ${word} is not done by this script runner`);
        return undefined;
      default:
        // REMARK, and what only concerns the layout of reports.
        return undefined;
    }
  }

  /** `@file` starts from the folder of the script as `@@file` does: the working directory may be anywhere. */
  async #runNested(name: string, dir: string, line: number): Promise<Exit> {
    try {
      return await this.runFile(resolve(dir, name));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      this.failures += 1;
      this.#print(`line ${line}: there is no file ${name}`);
      return undefined;
    }
  }

  async #exit(rest: string): Promise<Exit> {
    const [word = '', action = ''] = rest.replace(/;$/, '').split(/\s+/);
    const isRollback = [word, action].some((part) => part.toUpperCase() === 'ROLLBACK');
    await (isRollback ? this.#connection.rollback() : this.#connection.commit());
    const code = exitCodeOf(word);
    return code === 'SQLCODE' ? this.#lastErrorCode % 256 : code;
  }

  async #enableOutput(): Promise<void> {
    await this.#connection.execute('BEGIN DBMS_OUTPUT.ENABLE(NULL); END;');
  }
}

/** Words, or texts in quotes. */
const WORDS = /"[^"]*"|'[^']*'|[^\s;]+/g;

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}

/** The first word. */
function scriptName(rest: string): string {
  const quoted = /^"([^"]+)"/.exec(rest);
  return quoted?.[1] ?? rest.split(/[\s;]+/)[0] ?? '';
}
