import type { QualifiedName } from '../../syntax/ast/expression.ts';
import type { Statement } from '../../syntax/ast/plsql.ts';
import { PlsqlException, userDefinedException } from '../runtime/plsql-exception.ts';
import { messageOfCode } from '../standard-exceptions.ts';
import { type Step, syncStep } from './code.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { nameText, resolveName } from './resolve-name.ts';
import type { Scope } from './scope.ts';
import type { ExceptionSymbol } from './symbols.ts';

/** RAISE. */
export function compileRaise(statement: Extract<Statement, { kind: 'raise' }>, scope: Scope): Step {
  const { runtime } = scope.unit;
  if (statement.exception === undefined) {
    if (scope.facts.isHandler !== true) {
      throw new CompileError(
        statement.pos,
        'PLS-00367: a RAISE statement with no exception name must be inside an exception handler',
      );
    }
    return syncStep((frame) => {
      const { handled } = runtime;
      if (handled === undefined) throw new Error('RAISE outside of a handler');
      const again = new PlsqlException(handled.code, handled.text, handled);
      // The point of the RAISE stands above the lines of the original.
      again.trace = [{ unit: frame.owner.displayName, line: frame.line }, ...handled.trace];
      again.tracedFrame = frame;
      throw again;
    });
  }
  const { identity } = resolveException(statement.exception, scope);
  return syncStep(() => {
    const { code } = identity;
    if (code === undefined) throw userDefinedException(identity, runtime.handled);
    throw new PlsqlException(code, messageOfCode(code === 1403 ? 100 : -code), { identity, previous: runtime.handled });
  });
}

/** The exception that a name means. Throws PLS-00201, and PLS-00485 for anything else. */
export function resolveException(name: QualifiedName, scope: Scope): ExceptionSymbol {
  const found = resolveName(name.parts, scope);
  if (found === undefined) throw plsErrors.mustBeDeclared(name.pos, nameText(name.parts));
  if (found.kind === 'symbol' && found.symbol.kind === 'exception' && found.used === name.parts.length) {
    return found.symbol;
  }
  throw new CompileError(
    name.pos,
    `PLS-00485: in exception handling, '${nameText(name.parts)}' must be an exception name`,
  );
}
