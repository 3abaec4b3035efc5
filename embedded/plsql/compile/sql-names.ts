import type { HostVariable, NameScope, StoredFunction } from '../../sql/sql-engine.ts';
import type { Expression, Identifier } from '../../syntax/ast/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import { OracleError } from '../../types/oracle-error.ts';
import { openCursorOf } from '../runtime/cursors.ts';
import { resolveStoredFunction } from '../units/stored-function.ts';
import { type Code, map1 } from './code.ts';
import { CompileError } from './compile-errors.ts';
import { cursorPlace } from './cursor-place.ts';
import { denote, denotedCode, denoteName } from './denotation.ts';
import { compileExpression } from './expression.ts';
import { placeCode } from './place.ts';
import { resolveName } from './resolve-name.ts';
import type { Scope } from './scope.ts';

/** What the names of a SQL statement mean in the PL/SQL around it. The key of each HostVariable is the code that gives its value. */
export class PlsqlNames implements NameScope {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get viewpoint(): { schema: string; user: string } | undefined {
    return this.#scope.unit.viewpoint;
  }

  resolveVariable(parts: Identifier[]): HostVariable | undefined {
    return ifDeclared(() => {
      if (!this.#isVariable(parts)) return undefined;
      return hostVariable(denotedCode(denoteName(parts, this.#scope), this.#scope, parts[0]?.pos ?? 0));
    });
  }

  /** Elements, fields and methods of variables; calls of functions are SQL's affair, since their arguments may be columns. */
  resolveExpression(expression: Expression): HostVariable | undefined {
    if (rootOf(expression).kind === 'bind') {
      return hostVariable(denotedCode(denote(expression, this.#scope), this.#scope, expression.pos));
    }
    return ifDeclared(() => {
      if (expression.kind === 'cursorAttribute') return hostVariable(compileExpression(expression, this.#scope));
      const root = rootOf(expression);
      if (root.kind !== 'name' || !this.#isVariable(root.name.parts)) return undefined;
      const denotation = denote(expression, this.#scope);
      return hostVariable(denotedCode(denotation, this.#scope, expression.pos));
    });
  }

  resolveBind(index: number, name: string): HostVariable {
    const place = this.#scope.binds?.(name, index, this.#scope);
    if (place === undefined) throw new OracleError(6550, `PLS-00049: bad bind variable '${name}'`);
    return hostVariable(placeCode(place));
  }

  resolveCurrentOf(parts: Identifier[]): HostVariable | undefined {
    return ifDeclared(() => {
      const denotation = denoteName(parts, this.#scope);
      const place =
        denotation.kind === 'cursor'
          ? cursorPlace(denotation.symbol, this.#scope)
          : denotation.kind === 'place'
            ? denotation.place
            : undefined;
      return place === undefined ? undefined : { type: { kind: 'ROWID' }, key: currentRowid(placeCode(place)) };
    });
  }

  resolveFunction(
    parts: Identifier[],
    argumentNames: (string | undefined)[],
    argumentTypes: DataType[],
  ): StoredFunction | undefined {
    return resolveStoredFunction(parts, argumentNames, argumentTypes, this.#scope);
  }

  #isVariable(parts: readonly Identifier[]): boolean {
    const found = resolveName(parts, this.#scope);
    return found?.kind === 'symbol' && ['variable', 'attribute', 'cursor'].includes(found.symbol.kind);
  }
}

function hostVariable(code: Code): HostVariable {
  return { type: code.type, key: code };
}

/** What PL/SQL does not know is left to SQL. */
function ifDeclared(resolve: () => HostVariable | undefined): HostVariable | undefined {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** The name or bind at the bottom of `a.b(1).c`. */
function rootOf(expression: Expression): Expression {
  let root = expression;
  while (root.kind === 'call' || root.kind === 'field') root = root.kind === 'call' ? root.callee : root.object;
  return root;
}

function currentRowid(cursor: Code): Code {
  return map1(cursor, { kind: 'ROWID' }, (value) => {
    const rowid = openCursorOf(value).cursor.currentRowid;
    if (rowid === undefined) throw new OracleError(1410, 'invalid ROWID');
    return rowid;
  });
}
