import type { Statement } from '../../syntax/ast/plsql.ts';
import type { CollectionType, DataType } from '../../types/data-type.ts';
import { CollectionValue } from '../../types/values.ts';
import { append } from '../runtime/collection.ts';
import { type Step, stepWith } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';

/** Pipelined functions: the rows are collected in the activation's result, and SQL gets them when the function has ended. */

/** The collection type that a pipelined function returns. Throws PLS-00630 for any other. */
export function pipelinedResult(returns: DataType | undefined, pos: number): CollectionType {
  if (returns?.kind === 'COLLECTION' && returns.shape !== 'ASSOCIATIVE ARRAY') return returns;
  throw new CompileError(pos, 'PLS-00630: pipelined functions must have a supported collection return type');
}

/** `PIPE ROW (value)`. Throws PLS-00629 outside of a pipelined function. */
export function compilePipeRow(statement: Extract<Statement, { kind: 'pipeRow' }>, scope: Scope): Step {
  const { pos, value } = statement;
  const { routine } = scope.facts;
  if (routine?.isPipelined !== true) {
    throw new CompileError(pos, 'PLS-00629: PIPE statement cannot be used in non-pipelined functions');
  }
  const { element } = pipelinedResult(routine.returns, pos);
  const row = convertCode(compileExpression(value, scope), element, scope.unit.runtime, value.pos);
  return stepWith(row, (frame, result) => {
    if (frame.result instanceof CollectionValue) append(frame.result, result);
    return undefined;
  });
}
