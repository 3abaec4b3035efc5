// npm run openapi: writes the files that are made from the code. With --check: fails when one of them is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configurationPage, environmentExample } from './generate/configuration.ts';
import { errorsPage } from './generate/errors-page.ts';
import { generateOpenapi } from './generate/openapi.ts';

const ROOT = join(import.meta.dirname, '..');

const { json, yaml, types } = await generateOpenapi();
const FILES: Record<string, string> = {
  'openapi/openapi.json': json,
  'openapi/openapi.yaml': yaml,
  'openapi/client.d.ts': types,
  'docs/errors.md': errorsPage(),
  'docs/configuration.md': configurationPage(),
  '.env.example': environmentExample(),
};

const stale: string[] = [];
for (const [file, wanted] of Object.entries(FILES)) {
  const path = join(ROOT, file);
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found === wanted) continue;
  stale.push(file);
  if (process.argv.includes('--check')) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, wanted);
}
if (stale.length === 0) console.log('The generated files are up to date.');
else if (process.argv.includes('--check')) {
  console.log(`Stale: ${stale.join(', ')}. npm run openapi writes them anew.`);
  process.exitCode = 1;
} else console.log(`Written: ${stale.join(', ')}`);
