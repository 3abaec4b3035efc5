/** What a session has done so far: V$SESSTAT. The numbers are this database's own, the names Oracle's ("Statistics Descriptions", Reference). */
export class SessionStatistics {
  /** Messages from the client that got an answer. */
  roundTrips = 0;
  parses = 0;
  executions = 0;
  commits = 0;
  rollbacks = 0;
  openCursors = 0;
  openedCursors = 0;
}

/** In the order of STATISTIC#. CLASS 1: user, 64: SQL. */
export const STATISTICS: readonly { name: string; class: number; of: (statistics: SessionStatistics) => number }[] = [
  { name: 'logons cumulative', class: 1, of: () => 1 },
  { name: 'logons current', class: 1, of: () => 1 },
  { name: 'opened cursors cumulative', class: 1, of: ({ openedCursors }) => openedCursors },
  { name: 'opened cursors current', class: 1, of: ({ openCursors }) => openCursors },
  { name: 'user commits', class: 1, of: ({ commits }) => commits },
  { name: 'user rollbacks', class: 1, of: ({ rollbacks }) => rollbacks },
  { name: 'user calls', class: 1, of: ({ roundTrips }) => roundTrips },
  { name: 'parse count (total)', class: 64, of: ({ parses }) => parses },
  { name: 'execute count', class: 64, of: ({ executions }) => executions },
  { name: 'SQL*Net roundtrips to/from client', class: 1, of: ({ roundTrips }) => roundTrips },
];
