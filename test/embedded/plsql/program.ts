import { createPlsql } from '../../../embedded/plsql/create-plsql.ts';
import type { PlsqlSession } from '../../../embedded/plsql/plsql-session.ts';
import { SessionState } from '../../../embedded/session/session-state.ts';
import { parseStatement } from '../../../embedded/syntax/parse.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';
import { MemoryCatalog } from './memory-catalog.ts';
import { NoSqlEngine } from './no-sql.ts';

/** A session with PL/SQL and no tables. */
export class ProgramSession {
  readonly state = new SessionState({
    sid: 1,
    serial: 1,
    user: 'APP',
    client: { program: 'test', machine: 'test', osUser: 'test', processId: '1', terminal: 'test', driver: 'test' },
  });
  readonly catalog: MemoryCatalog;
  readonly sql = new NoSqlEngine();
  readonly plsql: PlsqlSession;

  constructor(catalog = new MemoryCatalog()) {
    this.catalog = catalog;
    this.state.output.isEnabled = true;
    this.plsql = createPlsql({
      session: this.state,
      sql: this.sql,
      catalog,
      units: catalog,
      executor: { executeSessionControl: () => Promise.resolve() },
    });
  }

  /** Runs statements separated by lines of `/`; what they print, then the last error. */
  async run(script: string): Promise<string[]> {
    const printed: string[] = [];
    for (const text of script.split(/^\s*\/\s*$/m)) {
      if (text.trim() === '') continue;
      this.state.output.lines = [];
      try {
        await this.#execute(text.trim());
      } catch (error) {
        if (!(error instanceof OracleError)) throw error;
        printed.push(...this.state.output.lines, error.message.replace(/^ORA-24344: /, ''));
        continue;
      }
      printed.push(...this.state.output.lines);
    }
    return printed;
  }

  async #execute(text: string): Promise<void> {
    const parsed = parseStatement(text);
    const { statement } = parsed;
    if (statement.kind === 'createUnit') {
      const { compiledWithErrors } = await this.plsql.createUnit(statement, text);
      if (compiledWithErrors) throw new OracleError(24344, this.errorsOf(statement.name.parts.at(-1)?.name ?? ''));
    } else {
      await this.plsql.runBlock(parsed, [], []);
    }
  }

  /** USER_ERRORS of a unit. */
  errorsOf(name: string): string {
    const unit = [...this.catalog.stored.values()].findLast((candidate) => candidate.name === name);
    return (unit?.errors ?? []).map((error) => `${error.line}/${error.column} ${error.text}`).join('\n');
  }
}

/** What an anonymous program prints, and its error. */
export function run(script: string): Promise<string[]> {
  return new ProgramSession().run(script);
}
