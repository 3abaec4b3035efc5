import oracledb, { type Connection, type Lob, type ResultSet } from 'oracledb';
import { quoteLongNumbers } from '../http/long-numbers.ts';
import { readBytes, readText } from '../oracle/read-lob.ts';
import type { CallBlock } from './call-block.ts';
import { toJsonValues } from './fetch-values.ts';
import { withSignature } from './oracle-errors.ts';

export type CallResult = {
  /** `:outcome` of the frame, where it has one. */
  outcome: string | undefined;
  /** Reads the results that the block handed out; JSON text of an object. Not where the block has kept them itself. */
  fetchResult: () => Promise<string>;
};

type OutBinds = Record<string, unknown>;
type Row = Record<string, unknown>;

const FETCH_ROWS = 500;

/** Executes a call block. */
export async function makeCall(
  connection: Connection,
  block: CallBlock,
  options: { cursorMaxRows: number; autoCommit?: boolean },
): Promise<CallResult> {
  const executed = connection.execute<OutBinds>(block.text, block.binds, {
    outFormat: oracledb.OUT_FORMAT_OBJECT,
    fetchTypeHandler: toJsonValues,
    autoCommit: options.autoCommit ?? false,
  });
  const { outBinds = {} } = await executed.catch((error) => {
    throw withSignature(error, block.signature);
  });
  return {
    outcome: typeof outBinds['outcome'] === 'string' ? outBinds['outcome'] : undefined,
    fetchResult: () => fetchResult(outBinds, block, options.cursorMaxRows),
  };
}

/** JSON of all results in their order: what the block wrote, and the cursors and binary values. Numbers keep all their digits. */
async function fetchResult(outBinds: OutBinds, block: CallBlock, maxRows: number): Promise<string> {
  const scalars = JSON.parse(quoteLongNumbers(await readJson(outBinds['result']))) as Record<string, unknown>;
  const values = new Map(Object.entries(scalars));
  let isTruncated = false;
  for (const { bind, key } of block.binaries) values.set(key, await readBinary(outBinds[bind]));
  for (const { bind, key } of block.cursors) {
    const fetched = await fetchRows(outBinds[bind] as ResultSet<Row> | null, maxRows);
    isTruncated ||= fetched.isTruncated;
    values.set(key, fetched.rows);
  }
  const entries = block.keys.map((key) => entry(key, values.get(key)));
  if (isTruncated) entries.push(entry(truncatedKey(block.keys), true));
  return `{${entries.join(',')}}`;
}

function entry(key: string, value: unknown): string {
  return `${JSON.stringify(key)}:${JSON.stringify(value ?? null)}`;
}

/** Not a key that the request has taken. */
function truncatedKey(taken: string[]): string {
  let key = 'truncated';
  while (taken.includes(key)) key += '_';
  return key;
}

/**
 * Rows of a result set, as JSON values. Closes it.
 * @param resultSet null: a cursor that the procedure did not open.
 */
export async function fetchRows(
  resultSet: ResultSet<Row> | null,
  maxRows: number,
): Promise<{ rows: Row[] | null; isTruncated: boolean }> {
  if (resultSet === null || resultSet === undefined) return { rows: null, isTruncated: false };
  const rows: Row[] = [];
  try {
    while (rows.length <= maxRows) {
      const batch = await resultSet.getRows(Math.min(FETCH_ROWS, maxRows + 1 - rows.length));
      if (batch.length === 0) break;
      for (const row of batch) rows.push(await readNested(row, maxRows));
    }
  } finally {
    await resultSet.close();
  }
  return { rows: rows.slice(0, maxRows), isTruncated: rows.length > maxRows };
}

/** CURSOR() columns become arrays. */
async function readNested(row: Row, maxRows: number): Promise<Row> {
  for (const [name, value] of Object.entries(row)) {
    if (isResultSet(value)) row[name] = (await fetchRows(value, maxRows)).rows;
  }
  return row;
}

function isResultSet(value: unknown): value is ResultSet<Row> {
  return typeof value === 'object' && value !== null && 'getRows' in value;
}

async function readJson(value: unknown): Promise<string> {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '{}' : readText(value as Lob);
}

async function readBinary(value: unknown): Promise<string | null> {
  const bytes: unknown = Buffer.isBuffer(value) || value == null ? value : await readBytes(value as Lob);
  return Buffer.isBuffer(bytes) ? bytes.toString('base64') : null;
}
