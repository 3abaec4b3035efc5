import type { Statement } from '../../syntax/ast/plsql.ts';
import { RETURN } from '../runtime/completion.ts';
import { compileRoutineCall } from './call.ts';
import { chooseCallee } from './callee.ts';
import { asyncStep, type Code, type Step, sequence, stepWith, syncStep } from './code.ts';
import { compileMethod } from './collection-access.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { convertCode, notNullConverter } from './conversion.ts';
import { type Denotation, denote } from './denotation.ts';
import { compileExpression } from './expression.ts';
import { type Place, requireAssignable } from './place.ts';
import type { Scope } from './scope.ts';

/** Assignment, procedure call and RETURN. */

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

export function compileAssignment(statement: Of<'assignment'>, scope: Scope): Step {
  const place = compileTarget(statement.target, scope);
  const value = compileExpression(statement.value, scope);
  return assign(place, value, scope, statement.value.pos);
}

/** What an assignment, INTO or OUT argument writes to. Throws PLS-00363. */
export function compileTarget(target: Of<'assignment'>['target'], scope: Scope): Place {
  const denotation = denote(target, scope);
  if (denotation.kind === 'place') return requireAssignable(denotation.place, target.pos);
  throw plsErrors.notAssignable(target.pos, targetName(denotation));
}

function targetName(denotation: Denotation): string {
  if (denotation.kind === 'routines') return denotation.name;
  if (denotation.kind === 'type' || denotation.kind === 'cursor' || denotation.kind === 'exception') {
    return denotation.symbol.name;
  }
  return '<expression>';
}

export function assign(place: Place, value: Code, scope: Scope, pos: number): Step {
  const converted = convertCode(value, place.type, scope.unit.runtime, pos);
  const refuse = place.isNotNull ? notNullConverter(undefined) : undefined;
  const { write } = place;
  const store = stepWith(converted, (frame, result) => {
    write(frame, refuse === undefined ? result : refuse(result));
    return undefined;
  });
  return place.prepare.length === 0 ? store : sequence([...place.prepare, store]);
}

export function compileCallStatement(statement: Of<'callStatement'>, scope: Scope): Step {
  const { callee, pos } = statement;
  // `p(1)` may come as a call expression or as a callee with its arguments beside it.
  const args = callee.kind === 'call' ? callee.arguments : statement.arguments;
  const denotation = denote(callee.kind === 'call' ? callee.callee : callee, scope);
  if (denotation.kind === 'method') return run(compileMethod(denotation.method, args, scope, pos));
  if (denotation.kind !== 'routines') throw notCallable(denotation, pos);
  const procedures = denotation.overloads.filter((routine) => routine.kind === 'procedure');
  if (procedures.length === 0) throw plsErrors.notAProcedure(pos, denotation.name);
  const { routine, matching } = chooseCallee(denotation, procedures, args, scope, pos);
  return run(compileRoutineCall(routine, matching, scope, { isExact: denotation.isExact }));
}

function notCallable(denotation: Denotation, pos: number): CompileError {
  switch (denotation.kind) {
    case 'place':
      return plsErrors.notAProcedure(pos, denotation.name);
    case 'standardFunction':
      return plsErrors.notAProcedure(pos, denotation.fn.name);
    case 'package':
      return plsErrors.notAProcedure(pos, denotation.unit.name);
    default:
      return plsErrors.notAProcedure(pos, targetName(denotation));
  }
}

function run(code: Code): Step {
  if (!code.isAsync) return stepWith(code, () => undefined);
  const { evaluate } = code;
  return asyncStep(function* (frame) {
    yield* evaluate(frame);
    return undefined;
  });
}

export function compileReturn(statement: Of<'return'>, scope: Scope): Step {
  const { routine } = scope.facts;
  if (statement.value === undefined) {
    if (routine?.returns !== undefined && !routine.isPipelined && !routine.isConstructor) {
      throw new CompileError(
        statement.pos,
        'PLS-00503: RETURN <value> statement required for this return from function',
      );
    }
    return syncStep(() => RETURN);
  }
  if (routine?.returns === undefined) {
    throw new CompileError(statement.pos, 'PLS-00372: In a procedure, RETURN statement cannot contain an expression');
  }
  if (routine.isPipelined) {
    throw new CompileError(
      statement.value.pos,
      'PLS-00633: RETURN statement in a pipelined function cannot include an expression',
    );
  }
  const code = compileExpression(statement.value, scope);
  const value = convertCode(code, routine.returns, scope.unit.runtime, statement.value.pos);
  return stepWith(value, (frame, result) => {
    frame.result = result;
    return RETURN;
  });
}
