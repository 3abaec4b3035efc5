import { storageName } from '../storage-name.ts';
import { type ViewRow, type ViewScope, type VirtualTable, viewFamily } from './virtual-table.ts';

export const SEQUENCE_VIEWS: VirtualTable[] = viewFamily({
  suffix: 'SEQUENCES',
  notInUser: ['SEQUENCE_OWNER'],
  columns: `
SEQUENCE_OWNER VARCHAR2(128) NN
SEQUENCE_NAME VARCHAR2(128) NN
MIN_VALUE NUMBER
MAX_VALUE NUMBER
INCREMENT_BY NUMBER NN
CYCLE_FLAG VARCHAR2(1)
ORDER_FLAG VARCHAR2(1)
CACHE_SIZE NUMBER NN
LAST_NUMBER NUMBER NN
SCALE_FLAG VARCHAR2(1)
EXTEND_FLAG VARCHAR2(1)
SHARDED_FLAG VARCHAR2(1)
SESSION_FLAG VARCHAR2(1)
KEEP_VALUE VARCHAR2(1)`,
  rows: sequenceRows,
});

async function sequenceRows(scope: ViewScope): Promise<ViewRow[]> {
  const entries = scope.entries('SEQUENCE');
  if (entries.length === 0) return [];
  // pg_sequences has no value before the first NEXTVAL.
  const values = await scope.catalog.writer.ask(
    'SELECT schemaname, sequencename, last_value + increment_by, start_value FROM pg_sequences',
  );
  const next = new Map(values.map(([schema, name, following, start]) => [`${schema}.${name}`, following ?? start]));
  return entries.flatMap(({ object, sequence }) => {
    if (sequence === undefined) return [];
    return [
      {
        SEQUENCE_OWNER: object.schema,
        SEQUENCE_NAME: object.name,
        MIN_VALUE: sequence.minValue,
        MAX_VALUE: sequence.maxValue,
        INCREMENT_BY: sequence.incrementBy,
        CYCLE_FLAG: sequence.isCycling ? 'Y' : 'N',
        ORDER_FLAG: sequence.isOrdered ? 'Y' : 'N',
        CACHE_SIZE: sequence.cacheSize,
        LAST_NUMBER: next.get(`${storageName(object.schema)}.${storageName(object.name)}`) ?? sequence.startWith,
        SCALE_FLAG: 'N',
        EXTEND_FLAG: 'N',
        SHARDED_FLAG: 'N',
        SESSION_FLAG: 'N',
        KEEP_VALUE: 'N',
      },
    ];
  });
}
