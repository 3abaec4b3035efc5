#!/usr/bin/env node
// Imports run one way: routes → src/jobs → src/procedures; the embedded database knows nothing of the service.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { PROJECT_DIR } from '../prepare/install.js';
import { sourceFiles } from './source-files.js';

/** A file that matches `from` must not import what matches `to`, unless the file is excepted. */
const RULES = [
  { from: /^src\//, to: /^(plugins|routes)\//, except: ['src/app.ts'] },
  { from: /^src\/procedures\//, to: /^src\/jobs\// },
  { from: /^src\/(jobs|procedures)\//, to: /^(fastify|fastify-plugin|@fastify\/(?!error$).*)$/ },
  { from: /^plugins\//, to: /^routes\//, except: ['plugins/schemas.ts'] },
  { from: /^routes\//, to: /^plugins\//, typesOnly: true },
  { from: /^(src|plugins|routes)\//, to: /^embedded\// },
  { from: /^embedded\//, to: /^(src|plugins|routes)\// },
  { from: /^embedded\/(plsql|sql)\//, to: /^embedded\/(net|ttc)\// },
];

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

function* importsOf(file) {
  for (const match of readFileSync(join(PROJECT_DIR, file), 'utf8').matchAll(IMPORT)) {
    const target = match[2] ?? match[3] ?? match[4];
    const resolved = target.startsWith('.') ? posix.join(posix.dirname(file), target) : target;
    yield { target: resolved, isType: match[1] !== undefined };
  }
}

const problems = [];
for (const file of sourceFiles('src', 'plugins', 'routes', 'embedded')) {
  for (const { target, isType } of importsOf(file)) {
    for (const rule of RULES) {
      if (!rule.from.test(file) || !rule.to.test(target) || rule.except?.includes(file)) continue;
      if (!(rule.typesOnly && isType)) problems.push(`${file} must not import ${target}`);
    }
  }
}
console.log(problems.length === 0 ? 'Imports run one way.' : problems.join('\n'));
process.exit(problems.length === 0 ? 0 : 1);
