import type { CatalogObject, CatalogSequence } from '../catalog/catalog.ts';
import type { DdlStatement, SequenceOptions } from '../syntax/ast/ddl.ts';
import { OracleError } from '../types/oracle-error.ts';
import { type DdlRun, newObject } from './ddl-run.ts';
import { qualifiedName } from './quote.ts';

type Settings = Omit<CatalogSequence, 'object' | 'isIdentity'>;

const ORACLE_MAXIMUM = '9'.repeat(28);
const ORACLE_MINIMUM = `-${'9'.repeat(27)}`;
/** PostgreSQL counts in 64 bits: a sequence ends there, with Oracle's ORA-08004. */
const STORAGE_MAXIMUM = 9223372036854775807n;
const STORAGE_MINIMUM = -9223372036854775808n;

export async function createSequence(
  run: DdlRun,
  statement: Extract<DdlStatement, { kind: 'createSequence' }>,
): Promise<void> {
  const target = run.newTarget(statement.name, 'SEQUENCE');
  run.requireFreeName(target.schema, target.name, target.pos);
  await makeSequence(run, target, statement.options, false);
}

/** The sequence of an identity column. Returns its name. */
export async function makeIdentitySequence(
  run: DdlRun,
  table: CatalogObject,
  options: SequenceOptions,
): Promise<string> {
  const name = `ISEQ$$_${table.id}`;
  await makeSequence(run, { schema: table.schema, name }, options, true);
  return name;
}

async function makeSequence(
  run: DdlRun,
  target: { schema: string; name: string },
  options: SequenceOptions,
  isIdentity: boolean,
): Promise<void> {
  const settings = newSettings(options);
  checkSettings(settings);
  await run.execute(`CREATE SEQUENCE ${qualifiedName(target.schema, target.name)} AS bigint ${storageOptions(settings)}
    START WITH ${settings.startWith}`);
  const object = newObject(run, await run.nextObjectId(), target, 'SEQUENCE');
  run.change.put({ object, sequence: { ...settings, object, isIdentity } });
}

function newSettings(options: SequenceOptions): Settings {
  const incrementBy = options.incrementBy ?? '1';
  const isDescending = incrementBy.startsWith('-');
  const minValue = options.minValue ?? (isDescending ? ORACLE_MINIMUM : '1');
  const maxValue = options.maxValue ?? (isDescending ? '-1' : ORACLE_MAXIMUM);
  if (options.cycle === true) {
    if (isDescending && options.minValue == null) {
      throw new OracleError(4014, 'descending sequences that CYCLE must specify MINVALUE');
    }
    if (!isDescending && options.maxValue == null) {
      throw new OracleError(4015, 'ascending sequences that CYCLE must specify MAXVALUE');
    }
  }
  return {
    startWith: options.startWith ?? (isDescending ? maxValue : minValue),
    minValue,
    maxValue,
    incrementBy,
    isCycling: options.cycle ?? false,
    isOrdered: options.order ?? false,
    cacheSize: options.cache ?? 20,
  };
}

function checkSettings(settings: Settings): void {
  const [start, minimum, maximum, increment] = [
    settings.startWith,
    settings.minValue,
    settings.maxValue,
    settings.incrementBy,
  ].map(BigInt) as [bigint, bigint, bigint, bigint];
  const size = increment < 0n ? -increment : increment;
  if (increment === 0n) throw new OracleError(4002, 'INCREMENT must be a nonzero integer');
  if (minimum >= maximum) throw new OracleError(4004, 'MINVALUE must be less than MAXVALUE');
  if (size > maximum - minimum) throw new OracleError(4005, 'INCREMENT must be less than MAXVALUE minus MINVALUE');
  if (start < minimum) throw new OracleError(4006, 'START WITH cannot be less than MINVALUE');
  if (start > maximum) throw new OracleError(4008, 'START WITH cannot be more than MAXVALUE');
  if (settings.cacheSize === 1) throw new OracleError(4010, 'the number of values to CACHE must be greater than 1');
  if (settings.isCycling && BigInt(settings.cacheSize) * size > maximum - minimum + size) {
    throw new OracleError(4013, 'number to CACHE must be less than one cycle');
  }
}

/** Without a cache in PostgreSQL: its caches are per session, Oracle's is of the whole instance. */
function storageOptions(settings: Settings): string {
  return [
    `INCREMENT BY ${settings.incrementBy}`,
    `MINVALUE ${clamp(settings.minValue)}`,
    `MAXVALUE ${clamp(settings.maxValue)}`,
    settings.isCycling ? 'CYCLE' : 'NO CYCLE',
  ].join(' ');
}

function clamp(text: string): string {
  const value = BigInt(text);
  return String(value > STORAGE_MAXIMUM ? STORAGE_MAXIMUM : value < STORAGE_MINIMUM ? STORAGE_MINIMUM : value);
}

/** Throws ORA-02289 where there is no such sequence. */
export async function alterSequence(
  run: DdlRun,
  statement: Extract<DdlStatement, { kind: 'alterSequence' }>,
): Promise<void> {
  const { schema, name, pos } = run.target(statement.name);
  const missing = new OracleError(2289, 'sequence does not exist', { offset: pos });
  const entry = run.catalog.findEntry(schema, name, 'SEQUENCE');
  if (entry?.sequence === undefined) throw missing;
  run.requireRight(entry.object, { object: 'ALTER', system: 'ALTER ANY SEQUENCE' }, missing);
  if (entry.sequence.isIdentity) throw new OracleError(32793, 'cannot alter a system-generated sequence');
  const { options } = statement;
  if (options.startWith !== undefined && options.restart !== true) {
    throw new OracleError(2283, 'cannot alter starting sequence number');
  }
  await changeSequence(run, entry.sequence, options);
}

/** Also for identity columns. */
export async function changeSequence(run: DdlRun, sequence: CatalogSequence, options: SequenceOptions): Promise<void> {
  const merged: SequenceOptions = {
    incrementBy: options.incrementBy ?? sequence.incrementBy,
    minValue: options.minValue === undefined ? sequence.minValue : options.minValue,
    maxValue: options.maxValue === undefined ? sequence.maxValue : options.maxValue,
    cycle: options.cycle ?? sequence.isCycling,
    cache: options.cache ?? sequence.cacheSize,
    order: options.order ?? sequence.isOrdered,
  };
  const settings = newSettings(merged);
  const storage = qualifiedName(sequence.object.schema, sequence.object.name);
  if (options.restart === true || options.startWith !== undefined) {
    const restarted = { ...settings, startWith: options.startWith ?? settings.startWith };
    checkSettings(restarted);
    await run.execute(
      `ALTER SEQUENCE ${storage} ${storageOptions(settings)} START WITH ${restarted.startWith} RESTART`,
    );
  } else {
    await checkCurrentValue(run, storage, settings);
    await run.execute(`ALTER SEQUENCE ${storage} ${storageOptions(settings)}`);
  }
  const object = { ...sequence.object, lastDdl: run.now };
  const startWith = options.startWith ?? sequence.startWith;
  run.change.put({ object, sequence: { ...settings, startWith, object, isIdentity: sequence.isIdentity } });
}

async function checkCurrentValue(run: DdlRun, storage: string, settings: Settings): Promise<void> {
  const [row] = await run.execute(`SELECT last_value FROM ${storage}`);
  const current = BigInt(row?.[0] ?? settings.minValue);
  checkSettings({ ...settings, startWith: settings.minValue });
  if (current < BigInt(settings.minValue))
    throw new OracleError(4007, 'MINVALUE cannot be made to exceed the current value');
  if (current > BigInt(settings.maxValue))
    throw new OracleError(4009, 'MAXVALUE cannot be made to be less than the current value');
}
