import { parseArgs } from 'node:util';
import { surviveLostTerminal } from './lost-terminal.ts';
import { startEmbeddedOracle } from './start.ts';

/**
 * The embedded database as a process of its own, for `npm start`: an endless PL/SQL loop does not slow the service. Tells its parent by
 * message that it is ready, and ends when told to (SIGTERM) or when its parent is gone.
 */

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' }, port: { type: 'string', default: '0' } } });

let isStopping = false;
surviveLostTerminal();
const starting = startEmbeddedOracle({ dataDir: values['data-dir'], port: Number(values.port) });

process.on('disconnect', () => void stop());
process.on('SIGTERM', () => void stop());
// Ctrl-C at a terminal reaches the whole group: the parent stops this process when it is done with it.
process.on('SIGINT', () => undefined);

try {
  const { user, password, connectString } = await starting;
  console.log('The embedded database is for development and tests; it is no product for production.');
  process.send?.({ type: 'ready', user, password, connectString });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.send?.({ type: 'error', message }, () => process.exit(1));
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  try {
    await (await starting).stop();
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
