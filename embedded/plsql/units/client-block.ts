import type { Expression } from '../../syntax/ast/expression.ts';
import type { Block } from '../../syntax/ast/plsql.ts';
import type { ParsedStatement, ParseResult } from '../../syntax/ast/statement.ts';
import type { DataType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import { compileBlock } from '../compile/block.ts';
import type { Step } from '../compile/code.ts';
import { type Place, slotPlace } from '../compile/place.ts';
import { Scope } from '../compile/scope.ts';
import { UnitCompilation, type Viewpoint } from '../compile/unit-compilation.ts';
import { Frame, FrameLayout } from '../runtime/frame.ts';
import { autonomously, traced } from '../runtime/run-routine.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Steps } from '../runtime/steps.ts';

/** Anonymous blocks and CALL: placeholders are variables of the outermost scope, whose slots are their indexes. */

export type Direction = 'IN' | 'OUT' | 'IN OUT';

export type CompiledBlock = {
  compilation: UnitCompilation;
  layout: FrameLayout;
  step: Step;
  isAutonomous: boolean;
  bindCount: number;
  /** By how the block uses each placeholder, whatever happens in a run. */
  directions: Direction[];
};

/** Compiles a block for binds of these types. Throws ORA-06550 with all errors. */
export function compileClientBlock(
  parsed: ParseResult,
  types: readonly DataType[],
  runtime: Runtime,
  viewpoint?: Viewpoint | undefined,
): CompiledBlock {
  const block = blockOf(parsed);
  const compilation = new UnitCompilation({ runtime, text: parsed.text, kind: 'anonymous block', viewpoint });
  const layout = new FrameLayout(undefined);
  const scope = new Scope(compilation, undefined, layout, { name: block.label?.name });
  for (const _ of types) layout.allocate();
  const uses = types.map(() => ({ isRead: false, isWritten: false }));
  scope.binds = (_, index, from) => {
    const type = types[index];
    const use = uses[index];
    return type === undefined || use === undefined ? undefined : bindPlace(index, type, use, from, layout);
  };
  const step = compileBlock(block, scope);
  if (!compilation.errors.isEmpty) {
    throw parsed.statement.kind === 'call'
      ? callError(compilation, parsed.statement)
      : compilation.errors.toOracleError();
  }
  const directions = uses.map(({ isRead, isWritten }): Direction => (isWritten ? (isRead ? 'IN OUT' : 'OUT') : 'IN'));
  return { compilation, layout, step, isAutonomous: block.autonomous, bindCount: types.length, directions };
}

/** The errors of CALL are those of SQL. */
function callError(compilation: UnitCompilation, statement: Extract<ParsedStatement, { kind: 'call' }>): OracleError {
  const text = compilation.errors.notes[0]?.text ?? '';
  const offset = statement.procedure.pos;
  if (/^PLS-00(201|302|221|222)/.test(text)) {
    return new OracleError(6576, 'not a valid function or procedure name', { offset });
  }
  if (text.startsWith('PLS-00363')) return new OracleError(6577, 'output parameter not a bind variable', { offset });
  if (text.startsWith('PLS-00306')) {
    return new OracleError(6553, `ORA-06553: ${text.replace('PLS-00', 'PLS-')}`, { offset });
  }
  return compilation.errors.toOracleError();
}

function bindPlace(
  slot: number,
  type: DataType,
  use: { isRead: boolean; isWritten: boolean },
  scope: Scope,
  layout: FrameLayout,
): Place {
  return {
    ...slotPlace(type, slot, scope.layout.hopsTo(layout)),
    note: (how) => {
      if (how === 'read') use.isRead = true;
      else use.isWritten = true;
    },
  };
}

/** Runs a compiled block with the values of its placeholders; gives their values afterwards. */
export function* runCompiledBlock(block: CompiledBlock, values: readonly Value[], runtime: Runtime): Steps<Value[]> {
  const frame = new Frame(block.layout.size, undefined, block.compilation);
  for (let i = 0; i < block.bindCount; i++) frame.slots[i] = values[i] ?? null;
  const running = execute(block.step, frame);
  yield* traced(runtime, frame, block.isAutonomous ? autonomously(runtime, running) : running);
  return frame.slots.slice(0, block.bindCount).map((value) => value ?? null);
}

function* execute(step: Step, frame: Frame): Steps<void> {
  if (step.isAsync) yield* step.execute(frame);
  else step.execute(frame);
}

/** The block that a statement is: `CALL p(…)` is `BEGIN p(…); END;`. */
function blockOf(parsed: ParseResult): Block {
  const { statement } = parsed;
  if (statement.kind === 'block') return statement;
  if (statement.kind !== 'call') throw new Error(`${statement.kind} is no block`);
  const { pos, end, procedure, into } = statement;
  const callee: Expression = { kind: 'name', pos: procedure.pos, name: procedure };
  const target = parsed.placeholders.findIndex((placeholder) => placeholder.name === into);
  const run: Block['statements'][number] =
    into === undefined
      ? { kind: 'callStatement', pos: procedure.pos, callee, arguments: statement.arguments }
      : {
          kind: 'assignment',
          pos: procedure.pos,
          target: { kind: 'bind', pos, name: into, index: target },
          value: { kind: 'call', pos: procedure.pos, callee, arguments: statement.arguments },
        };
  return { kind: 'block', pos, end, declarations: [], statements: [run], handlers: [], autonomous: false };
}
