#!/usr/bin/env node
// oracle-jobs: the service from a command line. `oracle-jobs help` tells how.
import { readFileSync } from 'node:fs';
import { helpFor, readCommandLine, UsageError } from './cli/command-line.js';
import { COMMANDS } from './cli/commands.js';
import { EXIT } from './cli/exit-codes.js';
import { endWithReader } from './client/closed-pipe.js';
import { ApiError, createClient, isAddress, settingsFromEnvironment, UnreachableError } from './client/jobs-client.js';

endWithReader();
process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  try {
    const { name, positionals, options } = readCommandLine(args, COMMANDS);
    if (options.version) {
      console.log(readVersion());
      return EXIT.ok;
    }
    if (name === undefined || options.help) {
      console.log(helpFor(name, COMMANDS));
      return EXIT.ok;
    }
    const settings = { ...settingsFromEnvironment(), ...options };
    if (!isAddress(settings.url))
      throw new UsageError(`the address must be http://… or https://…, not "${settings.url}"`);
    const client = createClient(settings);
    return await COMMANDS[name].run({ client, positionals, options });
  } catch (error) {
    return report(error, args.includes('--json'));
  }
}

function report(error, asJson) {
  const { exitCode, message, problem } = explain(error);
  console.error(asJson ? JSON.stringify(problem ?? { error: message }) : `oracle-jobs: ${message}`);
  return exitCode;
}

function explain(error) {
  const { message } = error;
  if (error instanceof UsageError) return { exitCode: EXIT.usage, message };
  if (error instanceof ApiError) return { exitCode: EXIT.refused, message, problem: error.problem };
  if (!(error instanceof UnreachableError)) throw error;
  return { exitCode: EXIT.unreachable, message: `the service cannot be reached: ${message}` };
}

function readVersion() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}
