import type { TSchema } from '@sinclair/typebox';
import { Environment, expectation } from '../../src/environment.ts';

const GROUPS: [title: string, names: RegExp][] = [
  ['HTTP server', /^(PORT|HOST|TRUST_PROXY|BODY_LIMIT_BYTES|RATE_LIMIT_PER_MINUTE)$/],
  ['Who may call', /^API_/],
  ['Oracle database', /^(ORACLE_|WORK_POOL|CONTROL_POOL|DATABASE_TIMEOUT|SETUP_ON_START)/],
  ['Embedded database', /^EMBEDDED_/],
  ['This instance', /^(INSTANCE_NAME|LOG_LEVEL|LOG_DIR)$/],
  ['What is kept', /^(RETENTION_|CLEANUP_)/],
  ['How jobs run', /^(MAX_PENDING|POLL_|JOB_TIMEOUT|QUEUE_TIMEOUT|MAX_ATTEMPTS|CANCEL_|LEASE_|DRAIN_|LOG_MAX)/],
  ['Calls', /^(SYNC_|CURSOR_|PROCEDURE_|CALLER_)/],
  ['Queries', /^QUERY_/],
];

function* groupedVariables(): Generator<[title: string, variables: [string, TSchema][]]> {
  const left = new Map(Object.entries<TSchema>(Environment.properties));
  for (const [title, names] of GROUPS) {
    const variables = [...left].filter(([name]) => names.test(name));
    for (const [name] of variables) left.delete(name);
    yield [title, variables];
  }
  if (left.size > 0) throw new Error(`in no group: ${[...left.keys()].join(', ')}`);
}

/** .env.example: every variable with its default, commented out. */
export function environmentExample(): string {
  const lines = [
    '# Copy to .env and set what differs from the defaults shown. Made from src/environment.ts by npm run openapi.',
  ];
  for (const [title, variables] of groupedVariables()) {
    lines.push('', `# ${title}`);
    for (const [name, schema] of variables) lines.push(`# ${schema.description}`, `# ${name}=${shownDefault(schema)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** docs/configuration.md */
export function configurationPage(): string {
  const sections = [...groupedVariables()].map(([title, variables]) => {
    const rows = variables.map(
      ([name, schema]) =>
        `| \`${name}\` | ${schema.default === undefined ? '' : `\`${shownDefault(schema)}\``} | ${schema.description} | ${expectation(schema)} |`,
    );
    return [`## ${title}`, '', '| variable | default | what it sets | value |', '|---|---|---|---|', ...rows].join(
      '\n',
    );
  });
  return `<!-- Generated from src/environment.ts by npm run openapi. -->

# Configuration

Everything is set by environment variables, or in a file \`.env\` beside \`package.json\` (the environment wins). An empty value counts
as not set. A wrong value ends the process with exit code 2 and one line that names the variable and what was expected.

With no \`ORACLE_*\` variable set, the embedded database is started, and with no token configured either, one is made and printed. With
\`ORACLE_*\` set and no token the service refuses to start, unless \`API_NO_AUTH=1\`.

${sections.join('\n\n')}
`;
}

function shownDefault(schema: TSchema): string {
  if (typeof schema.default === 'boolean') return schema.default ? '1' : '0';
  return schema.default === undefined ? '' : String(schema.default);
}
