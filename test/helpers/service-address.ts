import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * The URL of a service that was started with its standard output piped, once its database is ready. Rejects when it ends before. The log goes
 * on being read, so that the process never waits for its reader.
 */
export function serviceAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('no standard output');
    let address: string | undefined;
    createInterface(child.stdout).on('line', (line) => {
      address ??= /Server listening at (http:[^"]+)/.exec(line)?.[1];
      // The line that the guides tell operators to look for comes when the database is ready.
      if (address !== undefined && line.includes('jobs desde Oracle')) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
}
