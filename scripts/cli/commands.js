import { setTimeout as sleep } from 'node:timers/promises';
import { jobTable } from '../client/job-table.js';
import { isFinal } from '../client/jobs-client.js';
import { progressBar } from '../client/progress.js';
import { callFromOptions } from './call-from-options.js';
import { UsageError } from './command-line.js';
import { EXIT } from './exit-codes.js';

const LOG_POLL_MS = 1000;

const print = (value, asJson, text) => console.log(asJson ? JSON.stringify(value) : text);

export const COMMANDS = {
  submit: {
    usage: 'submit NAME [--in name=value] [--out name[:type]] [--inout name=value] [--wait]',
    summary: 'Run a procedure in the background.',
    positionals: [0, 1],
    options: {
      in: { type: 'string', multiple: true, help: 'IN parameter name=value (JSON or text); may be repeated' },
      out: { type: 'string', multiple: true, help: 'OUT parameter name or name:type; may be repeated' },
      inout: { type: 'string', multiple: true, help: 'INOUT parameter name=value; may be repeated' },
      function: { type: 'boolean', help: 'it is a function' },
      body: { type: 'string', help: 'file with the JSON of the call, - for standard input' },
      timeout: { type: 'string', help: 'seconds after which it is broken off' },
      'queue-timeout': { type: 'string', help: 'seconds after which it fails without having started' },
      'not-before': { type: 'string', help: 'does not start before this time (ISO 8601)' },
      priority: { type: 'string', help: '-100 to 100, higher runs first' },
      'max-attempts': { type: 'string', help: 'attempts in all when the error is transient' },
      'concurrency-key': { type: 'string', help: 'one job of a key runs at a time' },
      'idempotency-key': { type: 'string', help: 'the same key gives the same job' },
      wait: { type: 'boolean', help: 'watch it to its end' },
    },
    async run({ client, positionals: [name], options }) {
      const key = options['idempotency-key'];
      const headers = key === undefined ? {} : { 'idempotency-key': key };
      const accepted = await client.submit(callFromOptions(name, options), { headers });
      if (options.wait) return watch(client, accepted.job_id, options);
      print(accepted, options.json, accepted.job_id);
      return EXIT.ok;
    },
  },

  list: {
    usage: 'list [--status pending,running] [--procedure NAME] [--limit N]',
    summary: 'List jobs, newest first.',
    positionals: [0, 0],
    options: {
      status: { type: 'string', help: 'one or several statuses, separated by commas' },
      procedure: { type: 'string', help: 'only jobs of this procedure' },
      since: { type: 'string', help: 'accepted at this time or later (ISO 8601)' },
      until: { type: 'string', help: 'accepted before this time' },
      limit: { type: 'string', help: 'at most so many (100)' },
      cursor: { type: 'string', help: 'next_cursor of the list before (--json shows it)' },
      include: { type: 'string', help: 'result, params or both, with --json' },
    },
    async run({ client, options }) {
      const { status, procedure: procedure_name, since, until, limit = 100, cursor, include } = options;
      const list = await client.list({ status, procedure_name, since, until, limit, cursor, include });
      const more = list.next_cursor === undefined ? '' : `\n${list.total} jobs in all; --limit shows more of them.`;
      print(list, options.json, jobTable(list.jobs) + more);
      return EXIT.ok;
    },
  },

  show: {
    usage: 'show JOB_ID',
    summary: 'Show a job as it is now, with its parameters and result.',
    positionals: [1, 1],
    options: {},
    async run({ client, positionals: [id], options }) {
      const job = await client.get(id);
      print(job, options.json, JSON.stringify(job, null, 2));
      return EXIT.ok;
    },
  },

  watch: {
    usage: 'watch JOB_ID',
    summary: 'Follow a job to its end; exit code 3 when it fails.',
    positionals: [1, 1],
    options: {},
    run: ({ client, positionals: [id], options }) => watch(client, id, options),
  },

  cancel: {
    usage: 'cancel JOB_ID',
    summary: 'Cancel a pending or running job.',
    positionals: [1, 1],
    options: {},
    async run({ client, positionals: [id], options }) {
      const job = await client.cancel(id);
      print(job, options.json, `${job.id} ${job.status_reason ?? job.status}`);
      return EXIT.ok;
    },
  },

  retry: {
    usage: 'retry JOB_ID',
    summary: 'Run the call of a finished job again, as a new job.',
    positionals: [1, 1],
    options: {},
    async run({ client, positionals: [id], options }) {
      const accepted = await client.retry(id);
      print(accepted, options.json, accepted.job_id);
      return EXIT.ok;
    },
  },

  logs: {
    usage: 'logs JOB_ID [--follow]',
    summary: 'Show what the procedure wrote.',
    positionals: [1, 1],
    options: { follow: { type: 'boolean', short: 'f', help: 'go on until the job has ended' } },
    run: ({ client, positionals: [id], options }) => showLogs(client, id, options),
  },

  delete: {
    usage: 'delete JOB_ID | delete [--status completed,failed] [--older-than DAYS]',
    summary: 'Delete a finished job, or all that fit every filter.',
    positionals: [0, 1],
    options: {
      status: { type: 'string', help: 'one or several statuses, separated by commas' },
      'older-than': { type: 'string', help: 'age in days' },
    },
    async run({ client, positionals: [id], options }) {
      const { status, 'older-than': olderThan } = options;
      const hasFilter = status !== undefined || olderThan !== undefined;
      if ((id === undefined) !== hasFilter) throw new UsageError('give either a job id or filters');
      const answer = await (id === undefined
        ? client.deleteWhere({ status, older_than: olderThan })
        : client.delete(id));
      print(
        answer,
        options.json,
        answer.deleted === undefined ? answer.message : `${answer.message}: ${answer.deleted}`,
      );
      return EXIT.ok;
    },
  },
};

async function watch(client, id, { json }) {
  const onChange = ({ progress, status, progress_message: message }) =>
    console.error(`${progressBar(progress)} ${status}${message ? `  ${message}` : ''}`);
  const job = await client.watch(id, json ? undefined : onChange);
  const outcome = job.status === 'completed' ? JSON.stringify(job.result ?? {}, null, 2) : (job.error ?? job.status);
  print(job, json, outcome);
  return job.status === 'completed' ? EXIT.ok : EXIT.jobFailed;
}

async function showLogs(client, id, { follow, json }) {
  let shown = 0;
  for (;;) {
    // Asked in this order, the last lines of a job that ends meanwhile are not missed.
    const job = follow ? await client.get(id) : undefined;
    const { lines } = await client.logs(id);
    for (const line of lines.slice(shown)) print(line, json, `${line.time}  ${line.text}`);
    shown = lines.length;
    if (job === undefined || isFinal(job)) return EXIT.ok;
    await sleep(LOG_POLL_MS);
  }
}
