import { parseArgs } from 'node:util';

/** A command line that makes no sense; its message says what does. */
export class UsageError extends Error {
  name = 'UsageError';
}

const GLOBAL_OPTIONS = {
  url: { type: 'string', help: 'address of the service (ORACLE_JOBS_URL, or this machine and PORT)' },
  token: { type: 'string', help: 'bearer token (ORACLE_JOBS_TOKEN or API_TOKEN)' },
  json: { type: 'boolean', help: 'JSON for programs instead of text for people' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
};

/**
 * Reads `COMMAND arguments options`. No command, or `help` alone, gives undefined as its name.
 * @throws {UsageError}
 */
export function readCommandLine(args, commands) {
  const [name, ...rest] = args;
  if (name === '--version' || name === 'version') return { options: { version: true }, positionals: [] };
  if (name === undefined || isHelp(name)) {
    const [topic] = name === 'help' ? rest.filter((word) => !isHelp(word)) : [];
    return { name: topic && known(topic, commands), options: { help: true }, positionals: [] };
  }
  const command = commands[known(name, commands)];
  const { values, positionals } = parse(rest, { ...command.options, ...GLOBAL_OPTIONS });
  const [least, most] = command.positionals;
  if (!values.help && (positionals.length < least || positionals.length > most))
    throw new UsageError(`usage: oracle-jobs ${command.usage}`);
  return { name, positionals, options: values };
}

const isHelp = (word) => ['help', '--help', '-h'].includes(word);

function known(name, commands) {
  if (Object.hasOwn(commands, name)) return name;
  throw new UsageError(`there is no command "${name}"; oracle-jobs help lists them`);
}

function parse(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** The help of one command, or of all. */
export function helpFor(name, commands) {
  if (name !== undefined) {
    const { usage, summary, options } = commands[name];
    return `Usage: oracle-jobs ${usage}\n\n${summary}\n\nOptions:\n${optionLines({ ...options, ...GLOBAL_OPTIONS })}`;
  }
  const lines = Object.values(commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return `Usage: oracle-jobs COMMAND [arguments] [options]

${lines.join('\n')}
  help [COMMAND]
      This text, or the options of a command.

Options of every command:
${optionLines(GLOBAL_OPTIONS)}

Exit codes: 0 done, 1 refused by the service, 2 wrong usage, 3 the job failed or was cancelled, 4 no service reached.`;
}

function optionLines(options) {
  return Object.entries(options)
    .map(([name, { type, help }]) => `  --${name}${type === 'string' ? ' VALUE' : ''}`.padEnd(28) + help)
    .join('\n');
}
