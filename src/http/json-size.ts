/** Whether a JSON value has more than `limit` values in it, at any depth. Looks at no more of them than that. */
export function hasMoreValues(value: unknown, limit: number): boolean {
  const pending: unknown[] = [value];
  for (let count = 0; pending.length > 0; count++) {
    if (count + pending.length > limit) return true;
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    const children = Object.values(next);
    if (children.length > limit) return true;
    pending.push(...children);
  }
  return false;
}
