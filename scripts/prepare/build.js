import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from './install.js';

const SOURCES = [
  'src',
  'plugins',
  'routes',
  'embedded',
  'tsconfig.base.json',
  'tsconfig.build.json',
  'package-lock.json',
];
const STAMP = join(PROJECT_DIR, 'dist/.built');

/** Compiles to dist when a source is newer than the last build. */
export function ensureBuilt() {
  if (existsSync(STAMP) && newestChange(SOURCES) <= statSync(STAMP).mtimeMs) return;
  console.log('Building …');
  build();
}

/** Compiles to dist; ends the process when the compiler finds an error. */
export function build() {
  const started = new Date();
  const tsc = join(PROJECT_DIR, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: PROJECT_DIR,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('The build failed; the compiler says why above.');
    process.exit(status ?? 1);
  }
  writeFileSync(STAMP, `${started.toISOString()}\n`);
}

function newestChange(paths) {
  let newest = 0;
  for (const path of paths) {
    const full = join(PROJECT_DIR, path);
    const { mtimeMs } = statSync(full);
    newest = Math.max(newest, mtimeMs);
    if (!statSync(full).isDirectory()) continue;
    for (const entry of readdirSync(full, { recursive: true }))
      newest = Math.max(newest, statSync(join(full, entry)).mtimeMs);
  }
  return newest;
}
