import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../prepare/install.js';

/** Paths of the TypeScript files below some folders, with `/`, relative to the project. */
export function sourceFiles(...folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT_DIR, folder), { recursive: true })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts'))
      .sort(),
  );
}
