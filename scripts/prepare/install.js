import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PROJECT_DIR = fileURLToPath(new URL('../../', import.meta.url));

/** Installs the packages of package-lock.json when node_modules is missing or differs from it. */
export function ensureInstalled() {
  const reason = whyInstall();
  if (reason === undefined) return;
  console.log(`Installing packages (${reason}) …`);
  // Development packages too, whatever NODE_ENV says: the embedded database is one of them.
  runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
}

function whyInstall() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (installed === undefined) return 'node_modules is missing';
  for (const [path, wanted] of Object.entries(readPackages('package-lock.json') ?? {})) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined && wanted.optional) continue;
    if (found?.version !== wanted.version)
      return `${path.replace('node_modules/', '')} is missing or has another version`;
  }
  return undefined;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(`${PROJECT_DIR}${file}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Runs npm itself: the one that runs this script, or the one on the PATH. Ends the process when it fails. */
function runNpm(args) {
  const npmScript = process.env.npm_execpath;
  const [command, first] = npmScript?.endsWith('.js') ? [process.execPath, [npmScript]] : ['npm', []];
  const { status, error } = spawnSync(command, [...first, ...args], {
    cwd: PROJECT_DIR,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status === 0) return;
  console.error(`npm ${args.join(' ')} failed${error ? `: ${error.message}` : ''}. Run it by hand to see why.`);
  process.exit(status ?? 1);
}
