import { once } from 'node:events';
import { type EmbeddedOptions, startEmbeddedOracle } from '../start.ts';

/** Runs the database until a signal, or until its terminal is closed. */
export async function serve(options: EmbeddedOptions): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  const { connectString, user, password, stop } = await startEmbeddedOracle(options);
  const place = options.dataDir === undefined ? 'nothing is kept' : `data in ${options.dataDir}`;
  console.log(`Embedded database, for development and tests only (${place}).`);
  console.log(`Connect string: ${connectString}   user: ${user}   password: ${password}`);
  console.log('Ctrl-C stops it.');
  await stopped;
  await stop();
}
