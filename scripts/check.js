#!/usr/bin/env node
// npm run check: types, lint, sizes, import direction, generated files. Runs them all and says which failed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, PROJECT_DIR } from './prepare/install.js';

const modules = (path) => join(PROJECT_DIR, 'node_modules', path);

const STEPS = [
  ['types', modules('typescript/bin/tsc'), '-p', 'tsconfig.json'],
  ['lint and format', modules('@biomejs/biome/bin/biome'), 'check', '.'],
  ['sizes', 'scripts/check/sizes.js'],
  ['import direction', 'scripts/check/imports.js'],
  ['generated files', '--import', 'tsx', 'scripts/generate.ts', '--check'],
  ['OpenAPI lint', modules('@redocly/cli/bin/cli.js'), 'lint', 'openapi/openapi.json'],
];

ensureInstalled();
const failed = STEPS.filter(([name, ...args]) => {
  console.log(`\n── ${name}`);
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return spawnSync(process.execPath, args, { cwd: PROJECT_DIR, stdio: 'inherit', env: environment }).status !== 0;
}).map(([name]) => name);

console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
