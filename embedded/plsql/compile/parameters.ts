import type { Parameter } from '../../syntax/ast/plsql.ts';
import { CompileError } from './compile-errors.ts';
import { convertCode, unconstrained } from './conversion.ts';
import { compileExpression } from './expression.ts';
import { resolveType } from './resolve-type.ts';
import type { FormalParameter } from './routine.ts';
import type { Scope } from './scope.ts';

/** The formal parameters of a subprogram or cursor. Defaults are compiled in the scope that declares it. */
export function compileParameters(parameters: readonly Parameter[], scope: Scope): FormalParameter[] {
  return parameters.map((parameter) => {
    const resolved = resolveType(parameter.type, scope);
    // The constraint of a subtype goes with it; that of a column or of a written length does not.
    const type = resolved.isSubtype ? resolved.type : unconstrained(resolved.type);
    if (parameter.default !== undefined && parameter.mode !== 'IN') {
      throw new CompileError(
        parameter.pos,
        'PLS-00230: OUT and IN OUT formal parameters may not have default expressions',
      );
    }
    const source = parameter.default;
    return {
      name: parameter.name.name,
      mode: parameter.mode,
      noCopy: parameter.noCopy,
      type,
      isNotNull: resolved.isNotNull,
      hasDefault: source !== undefined,
      default:
        source === undefined
          ? undefined
          : convertCode(compileExpression(source, scope), type, scope.unit.runtime, source.pos),
      syntax: parameter,
    };
  });
}
