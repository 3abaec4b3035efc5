/** A figure of the service beside the same work done with the plain driver, in the same run. */
export type Comparison = {
  name: string;
  unit: 'per second' | 'ms';
  baseline: string;
  measured: number;
  baselineMeasured: number;
};

/** Runs `work` `count` times, `clients` at once. @returns how many were done in a second. */
export async function rate(count: number, clients: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        await work(index);
      }
    }),
  );
  return (count * 1000) / (performance.now() - start);
}

/** Median of the times that `work` takes, one after the other, in milliseconds. */
export async function medianTime(count: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await work(index);
    times.push(performance.now() - start);
  }
  return median(times);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
