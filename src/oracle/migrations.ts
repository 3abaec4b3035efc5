import { readdir, readFile } from 'node:fs/promises';
import { PROJECT_ROOT } from '../project-root.ts';
import { splitSqlScript } from './sql-script.ts';

/** A numbered script of `sql/`. */
export type Migration = {
  version: number;
  file: string;
  /** What it creates; a missing one is made again by applying the script again. */
  objects: string[];
  statements: string[];
};

/** By version. @throws {Error} when two scripts share a number. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = new URL('sql/', PROJECT_ROOT);
  const files = (await readdir(folder)).filter((file) => /^\d{3}_.+\.sql$/.test(file)).sort();
  const migrations = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, folder), 'utf8');
      const objects = /^-- Objects: (.+)$/m.exec(text)?.[1] ?? '';
      return {
        version: Number(file.slice(0, 3)),
        file,
        objects: objects.split(',').map((name) => name.trim()),
        statements: splitSqlScript(text),
      };
    }),
  );
  if (new Set(migrations.map(({ version }) => version)).size !== migrations.length) {
    throw new Error('two scripts in sql/ have the same number');
  }
  return migrations;
}
