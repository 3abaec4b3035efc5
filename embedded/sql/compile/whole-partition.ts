/** The window of `over` with an order of its own and a frame of the whole partition: what WITHIN GROUP and KEEP mean with OVER. */
export function wholePartition(over: (call: string) => string, orderBy: string): string {
  const partition = over('').replace(/^ OVER \((.*)\)$/s, '$1');
  return `${partition} ${orderBy}${orderBy === '' ? '' : ' ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING'}`.trim();
}
