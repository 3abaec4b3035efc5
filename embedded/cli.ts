import { parseArgs } from 'node:util';
import { runScripts } from './cli/run-scripts.ts';
import { serve } from './cli/serve.ts';
import { surviveLostTerminal } from './lost-terminal.ts';

/** `npm run embedded`: the embedded database on its own, and scripts for it. */

const USAGE = `Usage:
  npm run embedded                              the database on its own, until Ctrl-C
  npm run embedded -- run script.sql …          SQL*Plus scripts, in the database that runs on the data folder or in one started for them

Options:
  --data <folder>     where the data is kept (default: $EMBEDDED_DATA_DIR or .data/embedded)
  --memory            nothing is kept
  --port <number>     default: $EMBEDDED_PORT or a free one
  --user <name/password>  who runs the scripts (default: app/app)
  --trace             one line a message (as EMBEDDED_TRACE=1)
  --help`;

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      memory: { type: 'boolean', default: false },
      port: { type: 'string' },
      user: { type: 'string' },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

async function main(): Promise<void> {
  let parsed: ReturnType<typeof readArguments>;
  try {
    parsed = readArguments();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const port = Number(values.port ?? process.env['EMBEDDED_PORT'] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail('--port: expected a number from 0 to 65535');
  const [command, ...files] = positionals;
  const settings = {
    dataDir: values.memory ? undefined : (values.data ?? process.env['EMBEDDED_DATA_DIR'] ?? '.data/embedded'),
    port,
    trace: values.trace ? (line: string) => console.error(line) : undefined,
  };
  if (command === undefined) return serve(settings);
  if (command !== 'run') fail(`${command}: no such command`);
  if (files.length === 0) fail('run: which script?');
  process.exitCode = await runScripts(files, { ...settings, user: values.user });
}

surviveLostTerminal();
try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
