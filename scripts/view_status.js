#!/usr/bin/env node
// node scripts/view_status.js jobs | jobs:active | jobs:completed | jobs:failed [--watch]
import { setTimeout as sleep } from 'node:timers/promises';
import { jobTable } from './client/job-table.js';
import { createClient, settingsFromEnvironment } from './client/jobs-client.js';

const VIEWS = {
  jobs: undefined,
  'jobs:active': 'pending,running',
  'jobs:completed': 'completed',
  'jobs:failed': 'failed',
};
const WATCH_INTERVAL_MS = 1000;

const args = process.argv.slice(2);
const isWatching = args.includes('--watch');
const view = args.find((arg) => !arg.startsWith('--')) ?? 'jobs';
if (!Object.hasOwn(VIEWS, view) || args.includes('--help')) {
  console.log(`Uso: node scripts/view_status.js ${Object.keys(VIEWS).join(' | ')} [--watch]
La dirección y el token se toman de ORACLE_JOBS_URL (o PORT) y API_TOKEN.`);
  process.exit(args.includes('--help') ? 0 : 2);
}

const client = createClient(settingsFromEnvironment());
try {
  do {
    const { total, jobs } = await client.list({ status: VIEWS[view], limit: 100 });
    if (isWatching) console.clear();
    console.log(jobTable(jobs));
    if (total > jobs.length) console.log(`… y ${total - jobs.length} más`);
    if (isWatching) await sleep(WATCH_INTERVAL_MS);
  } while (isWatching);
} catch (error) {
  console.error(`❌ ${error.message}`);
  process.exit(1);
}
