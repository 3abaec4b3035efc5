#!/usr/bin/env node
import { helpFor, readCommandLine, UsageError } from './cli/command-line.js';
import { COMMANDS } from './cli/commands.js';
import { EXIT } from './cli/exit-codes.js';
// oracle-jobs: the service from a command line. `oracle-jobs --help` tells how.
import { ApiError, createClient, settingsFromEnvironment } from './client/jobs-client.js';

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  try {
    const { name, positionals, options } = readCommandLine(args, COMMANDS);
    if (name === undefined || options.help) {
      console.log(helpFor(name, COMMANDS));
      return EXIT.ok;
    }
    const settings = settingsFromEnvironment();
    const client = createClient({ url: options.url ?? settings.url, token: options.token ?? settings.token });
    return await COMMANDS[name].run({ client, positionals, options });
  } catch (error) {
    return report(error, args.includes('--json'));
  }
}

function report(error, asJson) {
  if (error instanceof UsageError) {
    console.error(`oracle-jobs: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof ApiError) {
    console.error(asJson ? JSON.stringify(error.problem) : `oracle-jobs: ${error.message}`);
    return EXIT.refused;
  }
  console.error(`oracle-jobs: the service cannot be reached: ${error.cause?.message ?? error.message}`);
  return EXIT.unreachable;
}
