import type { LoadedCatalog } from '../catalog/loaded-catalog.ts';
import type { SessionState } from '../session/session-state.ts';
import { printTableExpression } from '../sql/print-table-expression.ts';
import type { SqlEngine } from '../sql/sql-engine.ts';
import type { DdlStatement } from '../syntax/ast/ddl.ts';
import { unimplemented } from '../types/oracle-error.ts';
import { alterTable } from './alter-table.ts';
import { alterUnit } from './alter-unit.ts';
import { comment } from './comment.ts';
import { createIndex } from './create-index.ts';
import { type CreateTable, createTable } from './create-table.ts';
import { fillStatement, withQueryColumns } from './create-table-as.ts';
import { createView } from './create-view.ts';
import { DdlRun, type PrintTableExpression } from './ddl-run.ts';
import { dropObject } from './drop-object.ts';
import { removeTable } from './drop-table.ts';
import { grantOrRevoke } from './grants.ts';
import { NO_NAMES } from './no-names.ts';
import { renameObject } from './rename-object.ts';
import { alterSequence, createSequence } from './sequences.ts';
import { ddlError } from './storage-error.ts';
import { createSynonym } from './synonyms.ts';
import { truncate } from './truncate.ts';
import { alterUser, createRole, createUser } from './users.ts';

/** Data definition for one session. */
export interface DdlExecutor {
  /**
   * Commits, runs, commits; `sql` is the engine whose transaction it is. `text` is the source that the tree's positions refer to. Rejects
   * with OracleError, and everything that the statement did is undone. CREATE of program units is not for it (PlsqlHost).
   */
  execute(statement: DdlStatement, text: string, sql: SqlEngine): Promise<void>;
}

/** How long a statement waits for the locks of others. Oracle does not wait by default; here a reader may hold one for a moment. */
const LOCK_TIMEOUT_MS = 1000;

export function createDdlExecutor(parts: {
  session: SessionState;
  catalog: LoadedCatalog;
  print?: PrintTableExpression | undefined;
}): DdlExecutor {
  return new CatalogDdlExecutor(parts.session, parts.catalog, parts.print ?? printTableExpression);
}

class CatalogDdlExecutor implements DdlExecutor {
  readonly #session: SessionState;
  readonly #catalog: LoadedCatalog;
  readonly #print: PrintTableExpression;

  constructor(session: SessionState, catalog: LoadedCatalog, print: PrintTableExpression) {
    this.#session = session;
    this.#catalog = catalog;
    this.#print = print;
  }

  async execute(statement: DdlStatement, text: string, sql: SqlEngine): Promise<void> {
    await sql.commit();
    if (statement.kind === 'createTable' && statement.asQuery !== undefined) {
      return this.#createTableAs(statement, statement.asQuery, text, sql);
    }
    return this.#run(text, sql, (run) => runStatement(run, statement));
  }

  /** One statement at a time in the whole database: what it was checked against holds when it is committed. */
  async #run(text: string, sql: SqlEngine, section: (run: DdlRun) => Promise<void> | void): Promise<void> {
    await this.#catalog.writer.exclusively(async () => {
      const context = { session: this.#session, sql };
      const run = new DdlRun({ catalog: this.#catalog, context, text, print: this.#print });
      try {
        await run.execute(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
        await section(run);
        await run.write();
        await sql.commit();
      } catch (error) {
        await sql.rollback();
        throw ddlError(error);
      }
      this.#catalog.apply(run.change);
    });
  }

  /** The table is made first and filled by an INSERT, outside of the section: the query may take long. */
  async #createTableAs(
    statement: CreateTable,
    query: NonNullable<CreateTable['asQuery']>,
    text: string,
    sql: SqlEngine,
  ): Promise<void> {
    let columns: string[] = [];
    await this.#run(text, sql, async (run) => {
      const withColumns = withQueryColumns(run, statement, query);
      columns = withColumns.columns.map(({ name }) => name.name);
      await createTable(run, withColumns);
    });
    try {
      await sql.executeDml(sql.compileDml(fillStatement(statement, query, columns), text, NO_NAMES), []);
      await sql.commit();
    } catch (error) {
      await sql.rollback();
      await this.#run(text, sql, async (run) => {
        const { schema, name } = run.target(statement.name);
        const entry = this.#catalog.findEntry(schema, name, 'TABLE');
        if (entry !== undefined) await removeTable(run, run.draft(entry), true);
      });
      throw error;
    }
  }
}

function runStatement(run: DdlRun, statement: DdlStatement): Promise<void> | void {
  switch (statement.kind) {
    case 'createTable':
      return createTable(run, statement);
    case 'alterTable':
      return alterTable(run, statement);
    case 'createIndex':
      return createIndex(run, statement);
    case 'createView':
      return createView(run, statement);
    case 'createSequence':
      return createSequence(run, statement);
    case 'alterSequence':
      return alterSequence(run, statement);
    case 'createSynonym':
      return createSynonym(run, statement);
    case 'alterUnit':
      return alterUnit(run, statement);
    case 'drop':
      return dropObject(run, statement);
    case 'truncate':
      return truncate(run, statement);
    case 'rename':
      return renameObject(run, statement);
    case 'comment':
      return comment(run, statement);
    case 'createUser':
      return createUser(run, statement);
    case 'alterUser':
      return alterUser(run, statement);
    case 'createRole':
      return createRole(run, statement);
    case 'grant':
    case 'revoke':
      return grantOrRevoke(run, statement);
    case 'purge':
      return;
    case 'createMaterializedView':
      throw unimplemented('materialized views', statement.pos);
    case 'createUnit':
      throw new Error('program units are created by PL/SQL');
    case 'unsupportedStatement':
      throw unimplemented(statement.feature, statement.pos);
  }
}
