import type { Statement } from '../../syntax/ast/plsql.ts';
import type { RecordType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { CursorHandle, RecordValue } from '../../types/values.ts';
import { closeCursor, fetchRows, isOpen } from '../runtime/cursors.ts';
import type { Frame } from '../runtime/frame.ts';
import { type Steps, wait } from '../runtime/steps.ts';
import { asyncStep, evaluateAll, type Step } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { cursorPlace } from './cursor-place.ts';
import { compileOpening } from './cursor-statements.ts';
import { denoteName } from './denotation.ts';
import { goesOn, loopCompletion, loopScope } from './loops.ts';
import type { Scope } from './scope.ts';
import { compileQuery, recordOfColumns } from './sql-compile.ts';
import { compileStatements } from './statements.ts';

/** `FOR r IN (query) LOOP` and `FOR r IN cursor(…) LOOP`. */

type ForCursor = Extract<Statement, { kind: 'forCursor' }>;
type Source = {
  rowType: RecordType;
  isForUpdate: boolean;
  open: (frame: Frame) => Steps<CursorHandle>;
  /** Tells an explicit cursor that it is open or closed. */
  keep: ((frame: Frame, handle: CursorHandle) => void) | undefined;
};

/** Rows that a loop fetches ahead. A loop over locked rows fetches one by one, for WHERE CURRENT OF. */
const PREFETCH = 100;

export function compileForCursor(statement: ForCursor, scope: Scope): Step {
  const { errors, runtime } = scope.unit;
  const ignored = statement.source.kind === 'query' ? 'SQL Statement' : 'Statement';
  const source = errors.attempt(statement.pos, ignored, () => sourceOf(statement, scope));
  const { inside, target } = loopScope(scope, statement.label?.name);
  const slot = scope.layout.allocate();
  declareRow(statement, source?.rowType, slot, inside);
  const body = compileStatements(statement.statements, inside);
  if (source === undefined) return body;
  const { rowType, open, keep } = source;
  const count = source.isForUpdate ? 1 : PREFETCH;
  return asyncStep(function* (frame) {
    const handle = yield* open(frame);
    keep?.(frame, handle);
    try {
      for (;;) {
        const rows = yield* fetchRows(handle, count);
        handle.rowCount -= rows.length;
        for (const row of rows) {
          if (runtime.pace.isDue()) yield runtime.pace.pause();
          handle.rowCount++;
          frame.slots[slot] = new RecordValue(rowType, row);
          const completion = body.isAsync ? yield* body.execute(frame) : body.execute(frame);
          if (!goesOn(completion, target)) return loopCompletion(completion, target);
        }
        if (rows.length < count) return undefined;
      }
    } finally {
      if (isOpen(handle)) yield* closeCursor(handle);
    }
  });
}

function declareRow(statement: ForCursor, rowType: RecordType | undefined, slot: number, scope: Scope): void {
  const { index } = statement;
  if (rowType === undefined) {
    scope.symbols.set(index.name, { kind: 'malformed', name: index.name });
    return;
  }
  scope.declare(index, {
    kind: 'variable',
    name: index.name,
    type: rowType,
    layout: scope.layout,
    slot,
    access: 'variable',
    isNotNull: false,
  });
}

function sourceOf(statement: ForCursor, scope: Scope): Source {
  const { runtime } = scope.unit;
  const { source } = statement;
  if (source.kind === 'query') {
    const sql = compileQuery(source.query, scope);
    return {
      rowType: recordOfColumns(sql.compiled.columns),
      isForUpdate: sql.compiled.isForUpdate,
      keep: undefined,
      open: function* (frame) {
        const { compiled, inputs } = sql.current();
        return new CursorHandle(yield* wait(runtime.sql.openQuery(compiled, yield* evaluateAll(inputs, frame))));
      },
    };
  }
  const denotation = denoteName(source.cursor.parts, scope);
  if (denotation.kind !== 'cursor') {
    if (denotation.kind === 'place' && denotation.place.type.kind === 'REF CURSOR') {
      throw new CompileError(source.cursor.pos, `PLS-00221: '${denotation.name}' is not a procedure or is undefined`);
    }
    throw plsErrors.notAProcedure(source.cursor.pos, source.cursor.parts.at(-1)?.name ?? '');
  }
  const { symbol } = denotation;
  const place = cursorPlace(symbol, scope);
  const open = compileOpening(symbol, source.arguments, scope, statement.pos);
  return {
    rowType: symbol.rowType,
    // A package's cursor may get its query later than this is compiled.
    isForUpdate: symbol.query?.compiled.isForUpdate ?? true,
    open: function* (frame) {
      for (const step of place.prepare) yield* step.execute(frame);
      if (isOpen(place.read(frame))) throw new OracleError(6511, 'PL/SQL: cursor already open');
      return yield* open(frame);
    },
    keep: place.write,
  };
}
