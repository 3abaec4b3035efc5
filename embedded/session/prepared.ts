import type { CompiledDml, CompiledQuery } from '../sql/sql-engine.ts';
import type { ParseResult, Placeholder, StatementClass } from '../syntax/ast/statement.ts';
import type { PreparedStatement } from './database-session.ts';

/** A parsed statement with what was compiled of it last. */
export class Prepared implements PreparedStatement {
  readonly parsed: ParseResult;
  directions: ('IN' | 'OUT' | 'IN OUT')[] | undefined;
  /** Valid while `key` is the same: types of the binds, the catalog's version, the schema. */
  compiled: { key: string; statement: CompiledQuery | CompiledDml } | undefined;

  constructor(parsed: ParseResult) {
    this.parsed = parsed;
  }

  get text(): string {
    return this.parsed.text;
  }
  get class(): StatementClass {
    return this.parsed.class;
  }
  get placeholders(): Placeholder[] {
    return this.parsed.placeholders;
  }

  close(): void {
    this.compiled = undefined;
  }
}
