import type { Expression } from '../../syntax/ast/expression.ts';
import type { Query } from '../../syntax/ast/query.ts';

type Node = { kind?: unknown };

/**
 * Visits every node of a tree, outer before inner. `visit` returns false to leave a node's inside out. Queries inside are entered only
 * where `visit` allows them (their kind is 'query').
 */
export function walk(node: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if ('kind' in node && !visit(node)) return;
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit);
}

/** True where the node, without its subqueries, has one that `test` accepts. */
export function contains(node: unknown, test: (expression: Expression) => boolean): boolean {
  let found = false;
  walk(node, (candidate) => {
    if (found || candidate.kind === 'query') return false;
    if (test(candidate as Expression)) found = true;
    return !found;
  });
  return found;
}

export function isNameOf(expression: Expression, name: string): boolean {
  return (
    expression.kind === 'name' &&
    expression.name.parts.length === 1 &&
    expression.name.parts[0]?.name === name &&
    !expression.name.parts[0].quoted
  );
}

export function usesRownum(node: unknown): boolean {
  return contains(node, (expression) => isNameOf(expression, 'ROWNUM'));
}

/** True where a FROM clause anywhere in the query names the table without a schema. */
export function mentionsTable(query: Query, name: string): boolean {
  let found = false;
  walk(query, (node) => {
    const item = node as { kind?: unknown; name?: { parts?: { name: string }[] } };
    if (item.kind === 'table' && item.name?.parts?.length === 1 && item.name.parts[0]?.name === name) found = true;
    return !found;
  });
  return found;
}

/** The conditions that AND connects, left to right. */
export function conjuncts(condition: Expression | undefined): Expression[] {
  if (condition === undefined) return [];
  const result: Expression[] = [];
  const pending: Expression[] = [condition];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    if (current.kind === 'logical' && current.operator === 'AND') pending.push(current.right, current.left);
    else result.push(current);
  }
  return result;
}
