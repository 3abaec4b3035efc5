import type { SqlEngine } from '../../../embedded/sql/sql-engine.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';

function noSql(): never {
  throw new OracleError(942, 'table or view does not exist');
}

/** An engine that knows transactions and no tables. */
export class NoSqlEngine implements SqlEngine {
  isTransactionActive = false;
  readonly log: string[] = [];

  #note(what: string): Promise<void> {
    this.log.push(what);
    return Promise.resolve();
  }
  compileQuery(): never {
    return noSql();
  }
  compileDml(): never {
    return noSql();
  }
  openQuery(): never {
    return noSql();
  }
  executeDml(): never {
    return noSql();
  }
  executeDmlBatch(): never {
    return noSql();
  }
  executeDdl(): never {
    return noSql();
  }
  commit(): Promise<void> {
    return this.#note('commit');
  }
  rollback(): Promise<void> {
    return this.#note('rollback');
  }
  savepoint(name: string): Promise<void> {
    return this.#note(`savepoint ${name}`);
  }
  rollbackToSavepoint(name: string): Promise<void> {
    return this.#note(`rollback to ${name}`);
  }
  setConstraints(): Promise<void> {
    return this.#note('set constraints');
  }
  setTransaction(mode: string): Promise<void> {
    return this.#note(`set transaction ${mode}`);
  }
  openAutonomous(): Promise<SqlEngine> {
    this.log.push('autonomous');
    return Promise.resolve(new NoSqlEngine());
  }
  openBranch(): Promise<SqlEngine> {
    return Promise.reject(new Error('no global transactions here'));
  }
  detach(): Promise<never> {
    return Promise.reject(new Error('no global transactions here'));
  }
  close(): Promise<void> {
    return this.#note('close');
  }
  runNative(): Promise<(string | null)[][]> {
    return Promise.resolve([]);
  }
}
