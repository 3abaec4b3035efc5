import type { Declaration } from '../../syntax/ast/plsql.ts';
import type { RecordType } from '../../types/data-type.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { compileParameters } from './parameters.ts';
import { resolveType } from './resolve-type.ts';
import type { Scope } from './scope.ts';
import { compileQuery, recordOfColumns } from './sql-compile.ts';
import type { CursorSymbol } from './symbols.ts';

/** `CURSOR c(p NUMBER) IS query`, and `CURSOR c RETURN t%ROWTYPE` in a package specification. */
export function declareCursor(declaration: Extract<Declaration, { kind: 'cursor' }>, scope: Scope): void {
  const { name } = declaration;
  const parameters = compileParameters(declaration.parameters, scope);
  const returns = declaration.returns === undefined ? undefined : rowOf(declaration.returns, scope);
  const known = scope.symbols.get(name.name) ?? specificationCursor(scope, name.name);
  const parameterSlots = parameters.map(() => scope.layout.allocate());
  const inside = scope.inner({ name: name.name });
  parameters.forEach((parameter, i) => {
    inside.symbols.set(parameter.name, {
      kind: 'variable',
      name: parameter.name,
      type: parameter.type,
      layout: scope.layout,
      slot: parameterSlots[i] ?? 0,
      access: 'in',
      isNotNull: false,
    });
  });
  const query = declaration.query === undefined ? undefined : compileQuery(declaration.query, inside);
  if (query === undefined && returns === undefined) {
    throw new CompileError(
      declaration.pos,
      `PLS-00341: declaration of cursor '${name.name}' is incomplete or malformed`,
    );
  }
  const rowType = returns ?? recordOfColumns(query?.compiled.columns ?? []);
  if (known?.kind === 'cursor' && known.query === undefined && query !== undefined) {
    // The body gives the query of a cursor that the specification declared: both are the same cursor.
    known.query = query;
    known.parameterSlots = parameterSlots;
    known.parameterLayout = scope.layout;
    return;
  }
  const symbol: CursorSymbol = {
    kind: 'cursor',
    name: name.name,
    layout: scope.layout,
    slot: scope.layout.allocate(),
    parameters,
    parameterSlots,
    parameterLayout: scope.layout,
    rowType,
    query,
  };
  scope.declare(name, symbol);
}

function specificationCursor(scope: Scope, name: string): ReturnType<Scope['symbols']['get']> {
  return scope.parent?.name === scope.name ? scope.parent?.symbols.get(name) : undefined;
}

function rowOf(spec: Parameters<typeof resolveType>[0], scope: Scope): RecordType {
  const { type } = resolveType(spec, scope);
  if (type.kind !== 'RECORD') throw plsErrors.wrongType(spec.pos);
  return type;
}
