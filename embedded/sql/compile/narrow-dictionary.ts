import type { Expression } from '../../syntax/ast/expression.ts';
import { compileExpression } from './expression.ts';
import type { WantedValue } from './parameters.ts';
import { resolveColumn } from './resolve-names.ts';
import type { Scope, SourceColumn } from './scope.ts';
import { isDictionary } from './table-source.ts';

/**
 * Tells the dictionary views of a block which rows its WHERE clause can be true for, as far as it compares their columns with texts and ids. The
 * views are made anew for each statement; most programs ask for one object of many. The clause itself is applied all the same.
 */
export function narrowDictionary(conditions: readonly Expression[], scope: Scope): void {
  // Linguistic comparison takes other texts for equal.
  if (scope.context.nls.comp !== 'BINARY') return;
  for (const source of scope.sources) {
    if (source.table === undefined || !isDictionary(source.table)) continue;
    const parameter = scope.context.parameters.dictionary(source.pgAlias);
    if (parameter === undefined) continue;
    for (const [index, column] of source.columns.entries()) {
      if (column.type.kind !== 'VARCHAR2' && column.type.kind !== 'RAW') continue;
      const wanted = anyOf(conditions.map((condition) => wantedValues(condition, column, scope)));
      if (wanted !== undefined) parameter.wanted.set(index, wanted);
    }
  }
}

/** Of conditions that must all be true one is enough: the narrowest. */
function anyOf(alternatives: (WantedValue[] | undefined)[]): WantedValue[] | undefined {
  return alternatives
    .filter((values) => values !== undefined)
    .sort((one, other) => one.length - other.length)
    .at(0);
}

/** The values of the column that the condition can be true for; undefined where it may be true for any. */
function wantedValues(condition: Expression, column: SourceColumn, scope: Scope): WantedValue[] | undefined {
  switch (condition.kind) {
    case 'logical': {
      const left = wantedValues(condition.left, column, scope);
      const right = wantedValues(condition.right, column, scope);
      if (condition.operator === 'AND') return anyOf([left, right]);
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
    case 'comparison': {
      if (condition.operator !== '=' || condition.quantifier !== undefined) return undefined;
      if (isColumn(condition.left, column, scope)) return texts([condition.right], column, scope);
      return isColumn(condition.right, column, scope) ? texts([condition.left], column, scope) : undefined;
    }
    case 'inList':
      return !condition.negated && isColumn(condition.operand, column, scope)
        ? texts(condition.items, column, scope)
        : undefined;
    default:
      return undefined;
  }
}

/** Not with `(+)`: that is a condition of the join. */
function isColumn(expression: Expression, column: SourceColumn, scope: Scope): boolean {
  if (expression.kind !== 'name' || expression.outerJoin === true) return false;
  return resolveColumn(scope, expression.name)?.column === column;
}

function texts(expressions: Expression[], column: SourceColumn, scope: Scope): WantedValue[] | undefined {
  const values: WantedValue[] = [];
  for (const expression of expressions) {
    if (expression.kind === 'string' && column.type.kind === 'VARCHAR2') {
      values.push(expression.value);
      continue;
    }
    if (expression.kind !== 'bind') return undefined;
    const { sql, type } = compileExpression(expression, scope);
    const source = scope.context.parameters.sourceOf(sql);
    if (type.kind !== column.type.kind || source?.kind !== 'input') return undefined;
    values.push(source);
  }
  return values;
}
