#!/usr/bin/env node
// npm test [-- vitest arguments]: runs all tests; installs first where needed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, PROJECT_DIR } from './prepare/install.js';

ensureInstalled();
const vitest = join(PROJECT_DIR, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: PROJECT_DIR,
  stdio: 'inherit',
});
process.exit(status ?? 1);
