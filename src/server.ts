import { randomBytes } from 'node:crypto';
import closeWithGrace from 'close-with-grace';
import { config as readEnvFile } from 'dotenv';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { type Config, ConfigError, loadConfig, type OracleConfig } from './config.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded-database.ts';
import { loggerOptions } from './logger-options.ts';
import { surviveLostTerminal } from './lost-terminal.ts';

/** The process: configuration → embedded database if none is configured → app → listen → graceful stop. */

const EXIT_WRONG_CONFIGURATION = 2;
/** Signals that the hardware raises: a handler returns to the fault, again and again, and the process never ends. */
const FAULTS: closeWithGrace.AllEvents[] = ['SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP'];
/** NJS-512 to NJS-520: what the driver says of a connect string that it cannot read or resolve. */
const CONNECT_STRING_CODE = /^NJS-5(1[2-9]|20)$/;
/** Beyond the drain: to end requests, write the last states and stop the embedded database. */
const STOP_MARGIN_MS = 15_000;

surviveLostTerminal();
readEnvFile({ quiet: true });
const config = readConfig();
const embedded = config.oracle === undefined ? await startEmbedded(config) : undefined;
const app = await startApp(config, config.oracle ?? (embedded as EmbeddedDatabase).oracle);
stopGracefully(app, config, embedded);

function readConfig(): Config {
  try {
    const loaded = loadConfig(process.env);
    const { enabled, tokens } = loaded.auth;
    if (!enabled || tokens.length > 0) return loaded;
    if (loaded.oracle !== undefined) {
      throw new ConfigError('API_TOKEN or API_TOKENS must be set when ORACLE_* is (or API_NO_AUTH=1)');
    }
    const token = randomBytes(24).toString('base64url');
    console.log(`No API_TOKEN is set: this one is valid until the service stops: ${token}`);
    return loadConfig({ ...process.env, API_TOKEN: token });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(EXIT_WRONG_CONFIGURATION);
  }
}

async function startEmbedded({ embedded: settings }: Config): Promise<EmbeddedDatabase> {
  console.log(`No ORACLE_* variable is set: starting the embedded database in ${settings.dataDir} …`);
  try {
    const database = await startEmbeddedDatabase(settings);
    const { user, password, connectString } = database.oracle;
    console.log(`Embedded database ready: ${user}/${password}@${connectString}`);
    return database;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(error instanceof ConfigError ? EXIT_WRONG_CONFIGURATION : 1);
  }
}

async function startApp(settings: Config, oracle: OracleConfig): Promise<FastifyInstance> {
  const { host, port } = settings.server;
  const logger = loggerOptions({ ...settings, startedAt: new Date(), isTerminal: process.stdout.isTTY === true });
  try {
    const built = await buildApp({ ...settings, oracle }, { logger });
    await built.listen({ host, port });
    return built;
  } catch (error) {
    const { message, exitCode } = startFailure(error, settings);
    console.error(message);
    await embedded?.stop();
    process.exit(exitCode);
  }
}

/** What the operator can mend is said in one line. */
function startFailure(error: unknown, { server }: Config): { message: unknown; exitCode: number } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    const message = `PORT ${server.port} is in use by another program on ${server.host}; set PORT to another one`;
    return { message, exitCode: 1 };
  }
  // The driver reads the connect string when the pools are made; whether anybody answers there shows later.
  if (CONNECT_STRING_CODE.test(code)) {
    const message = `ORACLE_CONNECT_STRING must be host[:port]/service or a connect descriptor (${(error as Error).message})`;
    return { message, exitCode: EXIT_WRONG_CONFIGURATION };
  }
  return { message: error, exitCode: 1 };
}

function stopGracefully(service: FastifyInstance, settings: Config, database: EmbeddedDatabase | undefined): void {
  const delay = settings.jobs.drainMs + STOP_MARGIN_MS;
  const grace = closeWithGrace({ delay, logger: service.log, skip: FAULTS }, async ({ signal, err }) => {
    if (err !== undefined) service.log.fatal({ err }, 'stopping after an error that nothing caught');
    else service.log.info({ signal }, 'stopping');
    await service.close();
    await database?.stop();
  });
  void database?.ended.then((how) => {
    if (service.closing.aborted) return;
    service.log.fatal(`the embedded database ended (${how})`);
    grace.close();
  });
}
