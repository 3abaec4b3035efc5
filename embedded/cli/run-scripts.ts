import oracledb, { type Connection } from 'oracledb';
import { DEFAULT_FIRST_USERS } from '../catalog/first-users.ts';
import { readListener } from '../data-folder.ts';
import { INSTANCE } from '../session/instance.ts';
import { runScript } from '../sqlplus/run-script.ts';
import { type EmbeddedOptions, startEmbeddedOracle } from '../start.ts';

/** Runs SQL*Plus scripts one after the other, up to the first that ends with an exit code other than 0. Resolves to that code. */
export async function runScripts(
  files: string[],
  options: EmbeddedOptions & { user?: string | undefined },
): Promise<number> {
  const login = loginOf(options.user);
  const running = await connectToRunning(options.dataDir, login);
  if (running !== undefined) return runAll(files, running);
  const database = await startEmbeddedOracle(options);
  try {
    return await runAll(files, await oracledb.getConnection({ ...login, connectString: database.connectString }));
  } finally {
    await database.stop();
  }
}

function loginOf(text: string | undefined): { user: string; password: string } {
  const { name, password } = DEFAULT_FIRST_USERS.application;
  if (text === undefined) return { user: name, password };
  const slash = text.indexOf('/');
  if (slash < 0) throw new Error('--user: expected name/password');
  return { user: text.slice(0, slash), password: text.slice(slash + 1) };
}

/** The database that runs on the data folder, if one does. */
async function connectToRunning(
  dataDir: string | undefined,
  login: { user: string; password: string },
): Promise<Connection | undefined> {
  const listener = dataDir === undefined ? undefined : await readListener(dataDir);
  if (listener === undefined) return undefined;
  const connectString = `${listener.host}:${listener.port}/${INSTANCE.serviceName}`;
  try {
    return await oracledb.getConnection({ ...login, connectString });
  } catch (error) {
    // NJS-503: nobody listens there; the file was left over by a database that was killed.
    if (error instanceof Error && 'code' in error && error.code === 'NJS-503') return undefined;
    throw error;
  }
}

async function runAll(files: string[], connection: Connection): Promise<number> {
  try {
    for (const file of files) {
      const { exitCode } = await runScript(file, { connection, print: (line) => console.log(line) });
      if (exitCode !== 0) return exitCode;
    }
    return 0;
  } finally {
    await connection.close();
  }
}
