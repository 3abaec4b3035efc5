import type { Connection, ResultSet } from 'oracledb';
import { expect } from 'vitest';
import { printOutput } from '../../../embedded/sqlplus/dictionary-commands.ts';
import { fetchText } from '../../../embedded/sqlplus/fetch-text.ts';
import type { ProgramStep } from './read-program.ts';

type Outcome = {
  rows: string[];
  columns: string | undefined;
  rowCount: number | undefined;
  error: string[];
  notes: string[];
};

/** Runs the steps in sessions of their own and compares what comes with what is written. */
export async function runProgram(steps: ProgramStep[], connect: () => Promise<Connection>): Promise<void> {
  const sessions = new Map<string, Connection>();
  try {
    for (const step of steps) {
      const connection = sessions.get(step.session) ?? (await openSession(connect));
      sessions.set(step.session, connection);
      const outcome = await runStep(connection, step);
      expect(outcome, `line ${step.line}: ${step.text.trim()}`).toEqual(expectedOutcome(step, outcome));
    }
  } finally {
    for (const connection of sessions.values()) await connection.close();
  }
}

async function openSession(connect: () => Promise<Connection>): Promise<Connection> {
  const connection = await connect();
  await connection.execute('BEGIN DBMS_OUTPUT.ENABLE(NULL); END;');
  return connection;
}

/** What the program does not mention is not compared, but an error always is, and so are rows and output. */
function expectedOutcome({ expected }: ProgramStep, outcome: Outcome): Outcome {
  return {
    rows: expected.rows,
    columns: expected.columns ?? outcome.columns,
    rowCount: expected.rowCount ?? outcome.rowCount,
    error: expected.error.length > 0 ? [...expected.error, ...outcome.error.slice(expected.error.length)] : [],
    notes: expected.notes,
  };
}

async function runStep(connection: Connection, { text }: ProgramStep): Promise<Outcome> {
  const outcome: Outcome = { rows: [], columns: undefined, rowCount: undefined, error: [], notes: [] };
  try {
    const result = await connection.execute(text.trimEnd(), [], { resultSet: true, fetchTypeHandler: fetchText });
    outcome.rowCount = result.rowsAffected;
    if (result.warning !== undefined) outcome.notes = await compilationErrors(connection, text);
    if (result.resultSet !== undefined) {
      outcome.columns = result.resultSet.metaData.map(({ name }) => name).join(' | ');
      outcome.rows = await allRows(result.resultSet);
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    outcome.error = error.message.replace(/\nHelp: https:\S+\s*$/, '').split('\n');
  }
  await printOutput(connection, (line) => outcome.rows.push(...line.split('\n')));
  return outcome;
}

async function allRows(resultSet: ResultSet<unknown>): Promise<string[]> {
  const rows: string[] = [];
  try {
    for (;;) {
      const some = (await resultSet.getRows(100)) as (string | null)[][];
      rows.push(...some.map((row) => row.map((value) => value ?? '(null)').join(' | ')));
      if (some.length < 100) return rows;
    }
  } finally {
    await resultSet.close();
  }
}

async function compilationErrors(connection: Connection, text: string): Promise<string[]> {
  const match = /((?:PACKAGE|TYPE)\s+BODY|PROCEDURE|FUNCTION|PACKAGE|TRIGGER|TYPE)\s+("[^"]+"|[\w$#]+)/i.exec(text);
  const { rows = [] } = await connection.execute<[string]>(
    `SELECT line || '/' || position || ' ' || text FROM user_errors WHERE type = :1 AND name = :2 ORDER BY sequence`,
    [match?.[1]?.toUpperCase().replace(/\s+/, ' ') ?? '', match?.[2]?.toUpperCase() ?? ''],
  );
  return rows.map(([note]) => note);
}

/** Names of what the schema has, to find what a program leaves behind. */
export async function schemaObjects(connection: Connection): Promise<Map<string, string>> {
  const { rows = [] } = await connection.execute<[string, string]>(
    `SELECT object_type, object_name FROM user_objects
     WHERE object_type IN ('TABLE', 'VIEW', 'SEQUENCE', 'SYNONYM', 'PROCEDURE', 'FUNCTION', 'PACKAGE', 'TYPE')
       AND object_name NOT LIKE 'ISEQ$$%'`,
  );
  return new Map(rows.map(([type, name]) => [`${type} "${name}"`, type]));
}

/** Drops what was not there before. */
export async function dropNewObjects(connection: Connection, before: Map<string, string>): Promise<void> {
  for (const [object, type] of await schemaObjects(connection)) {
    if (before.has(object)) continue;
    const how = type === 'TABLE' ? ' CASCADE CONSTRAINTS PURGE' : type === 'TYPE' ? ' FORCE' : '';
    await connection.execute(`DROP ${object}${how}`);
  }
}
