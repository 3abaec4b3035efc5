import { readFile } from 'node:fs/promises';

/** A system account to run PostgreSQL as. */
export type RunAccount = { name: string; uid: number; gid: number };

/**
 * The accounts that a root process may run PostgreSQL as, best first; PostgreSQL refuses to run as root. An account of its own would
 * have to be created, so existing ones are taken: the owner of the data folder, `postgres`, `nobody`, or any other that is not root.
 */
export async function runAccounts(folderOwnerUid: number | undefined): Promise<RunAccount[]> {
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name !== '' && !name.startsWith('#') && uid > 0 && Number.isInteger(gid));
  const rank = ({ name, uid }: RunAccount) => {
    if (uid === folderOwnerUid) return 0;
    return name === 'postgres' ? 1 : name === 'nobody' ? 2 : 3;
  };
  return accounts.sort((a, b) => rank(a) - rank(b)).slice(0, 5);
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
