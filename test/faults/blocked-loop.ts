import { existsSync } from 'node:fs';

/**
 * Preloaded before the service: SIGWINCH blocks its event loop for BLOCK_MS, and from then on until the file BLOCK_UNTIL exists. (The
 * service takes SIGUSR2 for a stop.)
 */
const milliseconds = Number(process.env['BLOCK_MS']);
const file = process.env['BLOCK_UNTIL'] ?? '';
const PAUSE_MS = 20;

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

process.on('SIGWINCH', () => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end || !existsSync(file)) pause();
});
