import { chmod, chown, copyFile, lchown, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies a folder to a path that does not exist yet. With `owner`, everything belongs to it; with `modes`, files and folders get these
 * permissions instead of their own.
 */
export async function copyTree(
  from: string,
  to: string,
  options: {
    owner?: { uid: number; gid: number } | undefined;
    modes?: { file: number; folder: number } | undefined;
  } = {},
): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const source = join(from, entry.name);
      const target = join(to, entry.name);
      if (entry.isDirectory()) return copyTree(source, target, options);
      if (entry.isSymbolicLink()) {
        await symlink(await readlink(source), target);
        if (options.owner) await lchown(target, options.owner.uid, options.owner.gid);
        return;
      }
      if (!entry.isFile()) return;
      await copyFile(source, target);
      if (options.modes) await chmod(target, options.modes.file);
      if (options.owner) await chown(target, options.owner.uid, options.owner.gid);
    }),
  );
  if (options.modes) await chmod(to, options.modes.folder);
  if (options.owner) await chown(to, options.owner.uid, options.owner.gid);
}
