import type { Expression } from '../../syntax/ast/expression.ts';
import type { SelectBlock, SelectItem } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { compileExpression } from './expression.ts';
import { columnSql } from './name.ts';
import type { OutputColumn } from './output.ts';
import { matchesQualifier } from './resolve-names.ts';
import type { Scope, Source, SourceColumn } from './scope.ts';

/** The select list, with `*` expanded. */
export function compileSelectItems(block: SelectBlock, scope: Scope, allowsObjects = false): OutputColumn[] {
  return block.items.flatMap((item) =>
    item.kind === 'star' ? expandStar(item, scope, allowsObjects) : [compileItem(item, scope, allowsObjects)],
  );
}

function compileItem(
  item: Extract<SelectItem, { kind: 'expression' }>,
  scope: Scope,
  allowsObjects: boolean,
): OutputColumn {
  scope.objectSite = allowsObjects ? item.expression : undefined;
  const value = compileExpression(item.expression, scope);
  scope.objectSite = undefined;
  return {
    name: item.alias?.name ?? implicitName(item.expression, item.text),
    type: value.cursorType ?? value.objectType ?? value.type,
    isNullable: value.isNullable,
    // What the client is told of is the IS JSON condition of a column, not that a function makes JSON.
    isJson: value.isJson === true && (scope.parent !== undefined || value.base !== undefined),
    value,
  };
}

/** A column's own name, or the expression's text. */
function implicitName(expression: Expression, text: string): string {
  if (expression.kind === 'name') return expression.name.parts.at(-1)?.name ?? text;
  return text;
}

/** `*`: columns of USING first, as Oracle has them; `t.*`: all of one row source. Throws ORA-00904 for an unknown qualifier. */
function expandStar(item: Extract<SelectItem, { kind: 'star' }>, scope: Scope, allowsObjects: boolean): OutputColumn[] {
  const { qualifier, pos } = item;
  const expand = (column: SourceColumn, source: Source | undefined) => {
    if (column.composite !== undefined && !allowsObjects) throw unimplemented('objects at this place in SQL', pos);
    return starColumn(column, source, scope, pos);
  };
  if (qualifier === undefined) {
    if (scope.sources.length === 0)
      throw new OracleError(923, 'FROM keyword not found where expected', { offset: pos });
    return [
      ...scope.merged.map((column) => expand(column, undefined)),
      ...scope.sources.flatMap((source) =>
        visible(source, pos)
          .filter((column) => source.merged?.has(column.name) !== true)
          .map((column) => expand(column, source)),
      ),
    ];
  }
  const source = scope.sources.find((candidate) => matchesQualifier(candidate, qualifier.parts));
  if (source === undefined) {
    const name = qualifier.parts.map((part) => `"${part.name}"`).join('.');
    throw new OracleError(904, `${name}: invalid identifier`, { offset: qualifier.pos });
  }
  return visible(source, pos).map((column) => expand(column, source));
}

/** A subquery's columns must have different names to be taken all together (ORA-00918). */
function visible(source: Source, pos: number): SourceColumn[] {
  const columns = source.columns.filter((column) => !column.isHidden);
  if (new Set(columns.map((column) => column.name)).size < columns.length) {
    throw new OracleError(918, 'column ambiguously defined', { offset: pos });
  }
  return columns;
}

function starColumn(column: SourceColumn, source: Source | undefined, scope: Scope, pos: number): OutputColumn {
  const before = scope.ungrouped.length;
  const value = columnSql({ column, source, scope }, scope, pos);
  if (scope.groupTexts?.has(value.sql) === true) scope.ungrouped.length = before;
  return {
    name: column.name,
    type: value.objectType ?? column.type,
    isNullable: column.isNullable,
    isJson: column.isJson,
    value,
  };
}
