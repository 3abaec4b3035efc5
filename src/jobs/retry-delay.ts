const FIRST_SECONDS = 2;
const MAX_SECONDS = 300;

/** How long a job waits after its n-th attempt: 2 s, 4 s, 8 s, … up to five minutes. */
export function retryDelaySeconds(attempt: number): number {
  return Math.min(FIRST_SECONDS * 2 ** (attempt - 1), MAX_SECONDS);
}
