import type { Interrupt } from '../session/session-state.ts';

/** Longest time that a timer can be set to. */
const LONGEST_TIMER = 2_147_000_000;

/**
 * Resolves after `milliseconds`, or as soon as `wake` calls back (true then). Rejects with the interrupt's error when the session is
 * broken off.
 */
export async function waitFor(
  interrupt: Interrupt,
  milliseconds: number,
  wake?: (callback: () => void) => () => void,
): Promise<boolean> {
  interrupt.check();
  let isWoken = false;
  await new Promise<void>((resolve) => {
    const undo: (() => void)[] = [];
    const finish = () => {
      for (const step of undo) step();
      resolve();
    };
    const timer = setTimeout(finish, Math.min(milliseconds, LONGEST_TIMER));
    undo.push(() => clearTimeout(timer), interrupt.onRequest(finish));
    if (wake !== undefined) {
      undo.push(
        wake(() => {
          isWoken = true;
          finish();
        }),
      );
    }
  });
  interrupt.check();
  return isWoken;
}
