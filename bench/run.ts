import { cpus } from 'node:os';
import oracledb, { type Pool } from 'oracledb';
import { CLEAN_UP, COMPARISONS, PROGRAMS, type Setting, TABLE, withConnection } from './comparisons.ts';
import type { Comparison } from './measure.ts';
import { startDatabase } from './processes.ts';

/**
 * `npm run bench`: how fast the service is, as ratios to the plain driver on the same machine, database and moment. BENCH_SCALE (1) multiplies
 * the counts; names of comparisons as arguments choose; `--json` prints the figures only.
 */
const SAME_ROUNDS = 3;

const prepare = (pool: Pool): Promise<void> =>
  withConnection(pool, async (connection) => {
    await connection.execute(TABLE).catch((error: { code?: string }) => {
      // It is there from an earlier run.
      if (error.code !== 'ORA-00955') throw error;
    });
    for (const program of PROGRAMS) await connection.execute(program);
  });

const cleanUp = (pool: Pool): Promise<void> =>
  withConnection(pool, async (connection) => {
    for (const statement of CLEAN_UP) await connection.execute(statement);
    await connection.commit();
  });

/** The round whose ratio is the median one. */
async function typical(compare: (setting: Setting) => Promise<Comparison>, setting: Setting): Promise<Comparison> {
  const rounds: Comparison[] = [];
  for (let round = 0; round < SAME_ROUNDS; round++) {
    rounds.push(await compare(setting));
    await cleanUp(setting.pool);
  }
  rounds.sort((one, other) => ratio(one) - ratio(other));
  return rounds[SAME_ROUNDS >> 1] as Comparison;
}

const ratio = ({ measured, baselineMeasured }: Comparison) => measured / baselineMeasured;

function line(comparison: Comparison): string {
  const { name, unit, baseline, measured, baselineMeasured } = comparison;
  const [own, other] = [measured, baselineMeasured].map((value) => value.toFixed(1));
  return `${name.padEnd(28)}${`${own} ${unit}`.padStart(20)}${`${other} ${unit}`.padStart(22)}${ratio(comparison).toFixed(2).padStart(8)}   ${baseline}`;
}

async function main(): Promise<void> {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const isJson = process.argv.includes('--json');
  const chosen = COMPARISONS.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0)
    throw new Error(`no such comparison; there are ${COMPARISONS.map(({ name }) => name).join(', ')}`);
  const database = await startDatabase();
  const pool = await oracledb.createPool({ ...database.account, poolMin: 4, poolMax: 4 });
  const setting = { account: database.account, pool, scale: Number(process.env['BENCH_SCALE'] ?? 1) };
  const results: Comparison[] = [];
  try {
    await prepare(pool);
    if (!isJson) {
      console.log(`Node ${process.version}, ${cpus().length} processors`);
      console.log(`${''.padEnd(28)}${'service'.padStart(20)}${'driver'.padStart(22)}${'ratio'.padStart(8)}`);
    }
    for (const compare of chosen) {
      const result = await typical(compare, setting);
      results.push(result);
      if (!isJson) console.log(line(result));
    }
    if (isJson)
      console.log(
        JSON.stringify(
          results.map((result) => ({ ...result, ratio: ratio(result) })),
          null,
          2,
        ),
      );
  } finally {
    await pool.close(0);
    await database.stop();
  }
}

await main();
