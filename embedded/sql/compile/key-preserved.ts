import type { Catalog } from '../../catalog/catalog.ts';
import type { Expression } from '../../syntax/ast/expression.ts';
import type { FromItem, SelectBlock } from '../../syntax/ast/query.ts';
import { resolveColumn } from './resolve-names.ts';
import type { Scope, Source } from './scope.ts';
import { conjuncts, walk } from './walk.ts';

type Equality = { column: string; source: Source; others: Set<Source> };

/**
 * True where each row of the source stands in one row of the join at most ("Views that are updatable", CREATE VIEW): all others are joined
 * by the whole of a unique key.
 */
export function isKeyPreserved(source: Source, block: SelectBlock, scope: Scope): boolean {
  if (source.isNullSupplied === true) return false;
  const equalities = [
    ...conditionsOf(block).flatMap((condition) => equalitiesOf(condition, scope)),
    ...usedColumns(block).flatMap((name) => sharedColumn(name, scope)),
  ];
  const fixed = new Set<Source>([source]);
  for (let before = 0; before < fixed.size; ) {
    before = fixed.size;
    for (const other of scope.sources) {
      if (!fixed.has(other) && isJoinedByKey(other, equalities, fixed, scope.context.catalog)) fixed.add(other);
    }
  }
  return scope.sources.every((other) => fixed.has(other));
}

function isJoinedByKey(source: Source, equalities: Equality[], fixed: Set<Source>, catalog: Catalog): boolean {
  const { table } = source;
  if (table === undefined) return false;
  if (table.object.name === 'DUAL' && table.object.schema === 'SYS') return true;
  const given = new Set(
    equalities
      .filter((equality) => equality.source === source && [...equality.others].every((other) => fixed.has(other)))
      .map((equality) => equality.column),
  );
  const keys = table.constraints
    .filter(({ type, isEnabled }) => (type === 'P' || type === 'U') && isEnabled)
    .map(({ columns }) => columns);
  const indexes = catalog
    .indexesOf(table.object.schema, table.object.name)
    .filter(({ isUnique }) => isUnique)
    .map(({ columns }) => columns.map(({ name }) => name ?? ''));
  return [...keys, ...indexes].some((columns) => columns.length > 0 && columns.every((column) => given.has(column)));
}

/** What WHERE and the joins ask for, AND by AND. */
function conditionsOf(block: SelectBlock): Expression[] {
  const result = conjuncts(block.where);
  const pending: FromItem[] = [...block.from];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (item.kind !== 'join') continue;
    pending.push(item.left, item.right);
    result.push(...conjuncts(item.on));
  }
  return result;
}

/** The names of USING. */
function usedColumns(block: SelectBlock): string[] {
  const names: string[] = [];
  walk(block.from, (node) => {
    const item = node as FromItem;
    if (item.kind === 'join') names.push(...(item.using ?? []).map(({ name }) => name));
    return item.kind === 'join';
  });
  return names;
}

function sharedColumn(name: string, scope: Scope): Equality[] {
  const sources = scope.sources.filter(({ columns }) => columns.some((column) => column.name === name));
  return sources.flatMap((source) =>
    sources.filter((other) => other !== source).map((other) => ({ column: name, source, others: new Set([other]) })),
  );
}

function equalitiesOf(condition: Expression, scope: Scope): Equality[] {
  if (condition.kind !== 'comparison' || condition.operator !== '=' || condition.quantifier !== undefined) return [];
  return [
    [condition.left, condition.right],
    [condition.right, condition.left],
  ].flatMap(([side, other]) => {
    if (side?.kind !== 'name' || other === undefined) return [];
    const found = resolveColumn(scope, side.name);
    if (found?.source === undefined || found.scope !== scope) return [];
    const others = sourcesOf(other, scope);
    return others === undefined || others.has(found.source)
      ? []
      : [{ column: found.column.base?.column ?? found.column.name, source: found.source, others }];
  });
}

/** The row sources whose columns an expression uses; undefined for one with a query in it. */
function sourcesOf(expression: Expression, scope: Scope): Set<Source> | undefined {
  const sources = new Set<Source>();
  let hasQuery = false;
  walk(expression, (node) => {
    if (node.kind === 'query') hasQuery = true;
    const inner = node as Expression;
    const found = inner.kind === 'name' ? resolveColumn(scope, inner.name) : undefined;
    if (found?.source !== undefined && found.scope === scope) sources.add(found.source);
    return !hasQuery;
  });
  return hasQuery ? undefined : sources;
}
