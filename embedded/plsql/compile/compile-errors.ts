import { OracleError } from '../../types/oracle-error.ts';

/** Thrown while compiling one statement or declaration, caught at its boundary, where compilation goes on with the next. */
export class CompileError extends Error {
  /** Offset in the source of the unit. */
  readonly pos: number;
  constructor(pos: number, text: string) {
    super(text);
    this.pos = pos;
  }
}

/** What the message says was left out because of an error in it. */
export type Ignored = 'Statement' | 'Item' | 'Declaration' | 'SQL Statement';

export type CompileNote = { line: number; column: number; text: string };

export const plsErrors = {
  mustBeDeclared: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00201: identifier '${name}' must be declared`),
  componentMustBeDeclared: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00302: component '${name}' must be declared`),
  wrongArguments: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00306: wrong number or types of arguments in call to '${name}'`),
  tooManyMatches: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00307: too many declarations of '${name}' match this call`),
  wrongType: (pos: number) => new CompileError(pos, 'PLS-00382: expression is of wrong type'),
  notAssignable: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00363: expression '${name}' cannot be used as an assignment target`),
  malformed: (pos: number) =>
    new CompileError(pos, 'PLS-00320: the declaration of the type of this expression is incomplete or malformed'),
  notAFunction: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00222: no function with name '${name}' exists in this scope`),
  notAProcedure: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00221: '${name}' is not a procedure or is undefined`),
  invalidUse: (pos: number) => new CompileError(pos, 'PLS-00330: invalid use of type name or subtype name'),
  sqlOnly: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00204: function or pseudo-column '${name}' may be used inside a SQL statement only`),
  duplicate: (pos: number, name: string) =>
    new CompileError(pos, `PLS-00371: at most one declaration for '${name}' is permitted`),
};

/** PL/SQL's own errors that came through the SQL side (`ORA-06553: PLS-231: …`) are PL/SQL's again. */
function sqlErrorText(message: string): string {
  const own = /^ORA-06553: PLS-(\d+): ([\s\S]*)$/.exec(message);
  return own === null ? `PL/SQL: ${message}` : `PLS-${(own[1] ?? '').padStart(5, '0')}: ${own[2] ?? ''}`;
}

/** The errors of one unit, in the order in which they were found. */
export class CompileErrors {
  readonly notes: CompileNote[] = [];
  /** Where clients place the error of a block. */
  #firstPos: number | undefined;
  readonly #positionAt: (offset: number) => { line: number; column: number };

  constructor(positionAt: (offset: number) => { line: number; column: number }) {
    this.#positionAt = positionAt;
  }
  get isEmpty(): boolean {
    return this.notes.length === 0;
  }
  add(pos: number, text: string): void {
    this.#firstPos ??= pos;
    this.notes.push({ ...this.#positionAt(pos), text });
  }
  /** Runs a part of the compilation; an error in it is noted together with what is ignored because of it. */
  attempt<T>(pos: number, ignored: Ignored, compile: () => T): T | undefined {
    try {
      return compile();
    } catch (error) {
      if (error instanceof CompileError) {
        this.add(error.pos, error.message);
      } else if (error instanceof OracleError) {
        // The SQL side's complaints, and ORA-03001 for what is known and not done.
        this.add(error.offset ?? pos, sqlErrorText(error.message));
      } else {
        throw error;
      }
      this.add(pos, `PL/SQL: ${ignored} ignored`);
      return undefined;
    }
  }
  /** The error of a block that does not compile, as clients get it. */
  toOracleError(): OracleError {
    const lines = this.notes.map((note) => `ORA-06550: line ${note.line}, column ${note.column}:\n${note.text}`);
    return new OracleError(6550, lines.join('\n'), { offset: this.#firstPos });
  }
}
