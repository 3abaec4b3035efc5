import type { Block, ExceptionHandler } from '../../syntax/ast/plsql.ts';
import type { Completion } from '../runtime/completion.ts';
import type { Frame } from '../runtime/frame.ts';
import {
  asCancellation,
  asPlsqlException,
  CANCELLED,
  type ExceptionIdentity,
  type PlsqlException,
  traceFrame,
} from '../runtime/plsql-exception.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { asyncStep, type Step, sequence, syncStep } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { checkForwardDeclarations, compileDeclarations } from './declarations.ts';
import { resolveException } from './raise.ts';
import type { Scope } from './scope.ts';
import { compileStatements } from './statements.ts';

/** Blocks: declarations, statements, exception handlers. */

export function compileNestedBlock(block: Block, scope: Scope): Step {
  if (block.autonomous) {
    throw new CompileError(block.pos, 'PLS-00710: Pragma AUTONOMOUS_TRANSACTION cannot be specified here');
  }
  return compileBlock(block, scope.inner({ name: block.label?.name }));
}

/** Compiles a block whose names go into `scope`, which is its own. */
export function compileBlock(block: Block, scope: Scope): Step {
  const declarations = compileDeclarations(block.declarations, scope);
  checkForwardDeclarations(scope);
  const statements = compileStatements(block.statements, scope);
  const body = block.handlers.length === 0 ? statements : withHandlers(statements, block.handlers, scope);
  return declarations.length === 0 ? body : sequence([...declarations, body]);
}

type CompiledHandler = { exceptions: ExceptionIdentity[]; isOthers: boolean; body: Step };

function withHandlers(body: Step, handlers: readonly ExceptionHandler[], scope: Scope): Step {
  const { runtime } = scope.unit;
  const compiled = handlers.map((handler) => compileHandler(handler, scope));
  if (!body.isAsync && compiled.every((handler) => !handler.body.isAsync))
    return plainHandling(body.execute, compiled, runtime);
  return asyncStep(function* (frame) {
    let caught: { exception: PlsqlException; handler: CompiledHandler };
    try {
      return body.isAsync ? yield* body.execute(frame) : body.execute(frame);
    } catch (error) {
      caught = findHandler(error, compiled, frame, runtime);
    }
    const outer = runtime.handled;
    runtime.handled = caught.exception;
    try {
      const { body: handling } = caught.handler;
      return handling.isAsync ? yield* handling.execute(frame) : handling.execute(frame);
    } catch (error) {
      throw raisedInHandler(error, caught.exception, frame);
    } finally {
      runtime.handled = outer;
    }
  });
}

function plainHandling(body: (frame: Frame) => Completion, handlers: CompiledHandler[], runtime: Runtime): Step {
  return syncStep((frame) => {
    let caught: { exception: PlsqlException; handler: CompiledHandler };
    try {
      return body(frame);
    } catch (error) {
      caught = findHandler(error, handlers, frame, runtime);
    }
    const outer = runtime.handled;
    runtime.handled = caught.exception;
    try {
      const { body: handling } = caught.handler;
      return handling.isAsync ? undefined : handling.execute(frame);
    } catch (error) {
      throw raisedInHandler(error, caught.exception, frame);
    } finally {
      runtime.handled = outer;
    }
  });
}

/** The handler for a caught error; throws the error on where there is none. */
function findHandler(
  error: unknown,
  handlers: readonly CompiledHandler[],
  frame: Frame,
  runtime: Runtime,
): { exception: PlsqlException; handler: CompiledHandler } {
  const exception = asPlsqlException(error, runtime.handled) ?? asCancellation(error, runtime.handled);
  if (exception === undefined) throw error;
  traceFrame(exception, frame);
  const isCancellation = exception.code === CANCELLED;
  const handler = handlers.find(
    (candidate) => (candidate.isOthers && !isCancellation) || candidate.exceptions.some((e) => matches(exception, e)),
  );
  if (handler === undefined) throw isCancellation ? error : exception;
  // The break is swallowed: the program goes on, until the next one.
  if (isCancellation) runtime.session.interrupt.clear();
  return { exception, handler };
}

/** By number where the exception has one, otherwise by the declaration. */
function matches(exception: PlsqlException, handled: ExceptionIdentity): boolean {
  if (handled.code !== undefined) return exception.code === handled.code;
  return exception.identity !== undefined && exception.identity.key === handled.key;
}

function raisedInHandler(error: unknown, handled: PlsqlException, frame: Frame): unknown {
  const exception = asPlsqlException(error, handled);
  if (exception === undefined) return error;
  traceFrame(exception, frame);
  return exception;
}

function compileHandler(handler: ExceptionHandler, scope: Scope): CompiledHandler {
  const inside = scope.inner({ facts: { isHandler: true } });
  const { errors } = scope.unit;
  const exceptions = handler.exceptions.flatMap((name) => {
    try {
      return [resolveException(name, scope).identity];
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      errors.add(error.pos, error.message);
      errors.notes.push({ line: 0, column: 0, text: 'PL/SQL: Compilation unit analysis terminated' });
      return [];
    }
  });
  return { exceptions, isOthers: handler.exceptions.length === 0, body: compileStatements(handler.statements, inside) };
}
