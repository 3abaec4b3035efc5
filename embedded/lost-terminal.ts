import { closeSync } from 'node:fs';
import { isatty } from 'node:tty';

const STANDARD_DESCRIPTORS = [0, 1, 2];

/**
 * Node puts the terminal's modes back when the process ends, and crashes where the terminal is gone by then (its window
 * was closed). It leaves descriptors alone that are closed: those of a terminal that is none any more are.
 */
export function surviveLostTerminal(): void {
  const terminals = STANDARD_DESCRIPTORS.filter((descriptor) => isatty(descriptor));
  process.once('exit', () => {
    for (const descriptor of terminals) if (!isatty(descriptor)) closeSync(descriptor);
  });
}
