import type { Expression } from '../../syntax/ast/expression.ts';
import type { FromItem } from '../../syntax/ast/query.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { mergeTypes } from './case.ts';
import { compareSql } from './condition.ts';
import { convertTo } from './convert.ts';
import { compileExpression } from './expression.ts';
import { compileFromItem } from './from-clause.ts';
import { resolveColumn } from './resolve-names.ts';
import { Scope, type Source, type SourceColumn } from './scope.ts';
import type { CompiledSource } from './table-source.ts';
import { varchar } from './type-classes.ts';
import type { TypedSql } from './typed-sql.ts';
import { walk } from './walk.ts';

/** PIVOT: grouped by the columns that are neither pivoted nor aggregated, one column for each value and aggregate. */
export function compilePivot(item: Extract<FromItem, { kind: 'pivot' }>, outer: Scope): CompiledSource {
  const scope = new Scope(outer.context, outer.parent);
  const from = compileFromItem(item.source, scope);
  const pivoted = item.columns.map((name) => columnOf(scope, name.name, name.pos));
  const used = new Set<SourceColumn>(pivoted);
  walk(
    item.aggregates.map((aggregate) => aggregate.expression),
    (node) => {
      const expression = node as Expression;
      if (expression.kind === 'name') {
        const column = resolveColumn(scope, expression.name)?.column;
        if (column !== undefined) used.add(column);
      }
      return true;
    },
  );
  const groups = scope.sources
    .flatMap((source) => source.columns)
    .filter((column) => !column.isHidden && !used.has(column));
  const outputs: { name: string; value: Pick<TypedSql, 'sql' | 'type' | 'isNullable'> }[] = groups.map((column) => ({
    name: column.name,
    value: column,
  }));
  scope.allowsAggregates = true;
  for (const { expressions, alias } of item.values) {
    const conditions = expressions.map((expression, index) => {
      const column = pivoted[index];
      if (column === undefined) throw new OracleError(913, 'too many values', { offset: expression.pos });
      return compareSql('=', asTyped(column), compileExpression(expression, scope), scope.context.nls);
    });
    scope.aggregateFilter = conditions.join(' AND ');
    for (const aggregate of item.aggregates) {
      const value = compileExpression(aggregate.expression, scope);
      outputs.push({ name: pivotName(expressions, alias?.name, aggregate.alias?.name), value });
    }
  }
  const alias = outer.context.nextAlias();
  const list = outputs.map((output, index) => `${output.value.sql} AS c${index + 1}`).join(', ');
  const groupBy = groups.length === 0 ? '' : ` GROUP BY ${groups.map((column) => column.sql).join(', ')}`;
  return {
    sql: `(SELECT ${list} FROM ${from.sql}${groupBy}) ${alias}`,
    source: sourceOf(alias, item.alias?.name, outputs),
  };
}

/** `A_TOTAL`, or the value itself with its quotes where it has no alias. */
function pivotName(expressions: Expression[], alias: string | undefined, aggregate: string | undefined): string {
  const value = alias ?? expressions.map((expression) => literalName(expression)).join('_');
  return aggregate === undefined ? value : `${value}_${aggregate}`;
}

function literalName(expression: Expression): string {
  if (expression.kind === 'string') return `'${expression.value}'`;
  if (expression.kind === 'number') return expression.text;
  if (expression.kind === 'null') return 'NULL';
  throw new OracleError(56901, 'non-constant expression is not allowed for pivot|unpivot values', {
    offset: expression.pos,
  });
}

function columnOf(scope: Scope, name: string, pos: number): SourceColumn {
  const resolved = resolveColumn(scope, { parts: [{ name, quoted: false, pos }], pos });
  if (resolved === undefined) throw new OracleError(904, `"${name}": invalid identifier`, { offset: pos });
  return resolved.column;
}

function asTyped(column: SourceColumn): TypedSql {
  return { sql: column.sql, type: column.type, isNullable: column.isNullable, pos: 0, isRowDependent: true };
}

function sourceOf(
  alias: string,
  name: string | undefined,
  outputs: { name: string; value: Pick<TypedSql, 'type' | 'isNullable'> }[],
): Source {
  return {
    name,
    schema: undefined,
    pgAlias: alias,
    rowid: undefined,
    table: undefined,
    columns: outputs.map((output, index) => ({
      name: output.name,
      sql: `${alias}.c${index + 1}`,
      type: output.value.type,
      isNullable: true,
      isHidden: false,
      isJson: false,
    })),
  };
}

/** UNPIVOT: a row for each listed column. */
export function compileUnpivot(item: Extract<FromItem, { kind: 'unpivot' }>, outer: Scope): CompiledSource {
  const scope = new Scope(outer.context, outer.parent);
  const { nls } = outer.context;
  const from = compileFromItem(item.source, scope);
  const groups = item.columns.map((entry) => entry.columns.map((name) => columnOf(scope, name.name, name.pos)));
  const used = new Set(groups.flat());
  const rest = scope.sources
    .flatMap((source) => source.columns)
    .filter((column) => !column.isHidden && !used.has(column));
  const types = item.valueColumns.map((name, position) => {
    const columns = groups.map((group) => group[position]);
    return columns.reduce<SourceColumn['type']>(
      (common, column) => {
        const merged = column === undefined ? undefined : mergeTypes(common, column.type);
        if (merged === undefined)
          throw new OracleError(1790, 'expression must have same datatype as corresponding expression', {
            offset: name.pos,
          });
        return merged;
      },
      { kind: 'NULL' },
    );
  });
  const labels = item.columns.map((entry, index) => {
    if (entry.value !== undefined) return compileExpression(entry.value, scope);
    const text = (groups[index] ?? []).map((column) => column.name).join('_');
    return compileExpression({ kind: 'string', pos: item.pos, value: text, national: false }, scope);
  });
  const labelType = labels.reduce<SourceColumn['type']>(
    (common, label) => mergeTypes(common, label.type) ?? varchar(),
    { kind: 'NULL' },
  );
  const rows = groups.map((group, index) => {
    const values = types.map((type, position) => convertTo(asTyped(group[position] as SourceColumn), type, nls).sql);
    return `(${[convertTo(labels[index] as TypedSql, labelType, nls).sql, ...values].join(', ')})`;
  });
  if (rows.length === 0) throw unimplemented('UNPIVOT without columns', item.pos);
  const alias = outer.context.nextAlias();
  const names = ['n', ...types.map((_type, index) => `v${index}`)];
  const outputs = [
    ...rest.map((column) => ({ name: column.name, sql: column.sql, value: column })),
    { name: item.nameColumn.name, sql: 'u.n', value: { type: labelType, isNullable: false } },
    ...item.valueColumns.map((name, index) => ({
      name: name.name,
      sql: `u.v${index}`,
      value: { type: types[index] ?? varchar(), isNullable: true },
    })),
  ];
  const list = outputs.map((output, index) => `${output.sql} AS c${index + 1}`).join(', ');
  const filter = item.includeNulls
    ? ''
    : ` WHERE ${types.map((_type, index) => `u.v${index} IS NOT NULL`).join(' OR ')}`;
  return {
    sql: `(SELECT ${list} FROM ${from.sql} CROSS JOIN LATERAL (VALUES ${rows.join(', ')}) u(${names.join(', ')})${filter}) ${alias}`,
    source: sourceOf(alias, item.alias?.name, outputs),
  };
}
