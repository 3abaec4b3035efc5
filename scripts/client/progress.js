const WIDTH = 20;

/** `[██████████░░░░░░░░░░]  50%` */
export function progressBar(percent) {
  const filled = Math.round((Math.min(Math.max(percent, 0), 100) / 100) * WIDTH);
  return `[${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}] ${String(percent).padStart(3)}%`;
}
