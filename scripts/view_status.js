#!/usr/bin/env node
// node scripts/view_status.js jobs | jobs:active | jobs:completed | jobs:failed [--watch]
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithReader } from './client/closed-pipe.js';
import { jobTable } from './client/job-table.js';
import { createClient, isTemporary, settingsFromEnvironment } from './client/jobs-client.js';

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

endWithReader();
const client = createClient(settingsFromEnvironment());
do {
  try {
    const text = await table();
    if (isWatching) console.clear();
    console.log(text);
  } catch (error) {
    console.error(`❌ ${error.message}`);
    // Who watches waits for the service to come back.
    if (!isWatching || !isTemporary(error)) process.exit(1);
  }
  if (isWatching) await sleep(WATCH_INTERVAL_MS);
} while (isWatching);

async function table() {
  const { total, jobs } = await client.list({ status: VIEWS[view], limit: 100 });
  return jobTable(jobs) + (total > jobs.length ? `\n… y ${total - jobs.length} más` : '');
}
