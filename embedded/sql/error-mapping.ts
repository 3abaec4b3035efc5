import type { Catalog, CatalogTable } from '../catalog/catalog.ts';
import { CONNECTION_FAILURE, ORACLE_SQLSTATE, PgError } from '../storage/pg-error.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';

export type FailedStatement = {
  catalog: Catalog;
  /** Decides between ORA-01400 and ORA-01407. */
  isUpdate?: boolean;
  /** WAIT n was given: ORA-30006 in place of ORA-00054. */
  hasWait?: boolean;
  /** Why the statement was cancelled, if it was. */
  interruption?: OracleError | undefined;
};

/** The Oracle error for what PostgreSQL reported. What is nobody's fault but ours is returned as it is. */
export function toOracleError(error: unknown, statement: FailedStatement): unknown {
  if (!(error instanceof PgError)) return error;
  const made = (code: number, text: string) => new OracleError(code, text, { cause: error });
  if (error.code === ORACLE_SQLSTATE || /^ORA-\d{5}: /.test(error.message)) {
    return made(Number(error.message.slice(4, 9)), error.message);
  }
  if (error.isConnectionLost || error.code === CONNECTION_FAILURE) {
    return made(3113, 'end-of-file on communication channel');
  }
  const constraint = constraintError(error, statement);
  if (constraint !== undefined) return made(constraint[0], constraint[1]);
  const simple = SIMPLE[error.code];
  if (simple !== undefined) return made(simple[0], simple[1]);
  switch (error.code) {
    case '57014':
      return statement.interruption ?? made(1013, 'user requested cancel of current operation');
    case '55P03':
      return statement.hasWait === true
        ? made(30006, 'resource busy; acquire with WAIT timeout expired')
        : made(54, 'resource busy and acquire with NOWAIT specified or timeout expired');
    case '22003':
      return error.message === 'numeric field overflow'
        ? made(1438, 'value larger than specified precision allowed for this column')
        : made(1426, 'numeric overflow');
    case '54000':
      return error.message.startsWith('row is too big')
        ? unimplemented('rows of so many long columns')
        : made(913, 'too many values');
    case '21000':
      if (error.message.startsWith('MERGE'))
        return made(30926, 'unable to get a stable set of rows in the source tables');
      return made(1427, 'single-row subquery returns more than one row');
    case '55000':
    case '2200H':
      return sequenceError(error) ?? error;
    case '2201B':
      return made(...regexpError(error.message));
    case '22023':
      if (error.message.startsWith('time zone')) return made(1882, 'timezone region not found');
      return made(1428, `argument is out of range: ${error.message}`);
    default:
      // What is left of class 22, data exceptions, is an argument that a function does not take.
      return error.code.startsWith('22') ? made(1428, `argument is out of range: ${error.message}`) : error;
  }
}

const SIMPLE: Record<string, [number, string]> = {
  '22012': [1476, 'divisor is equal to zero'],
  '40P01': [60, 'deadlock detected while waiting for resource'],
  '40001': [8177, "can't serialize access for this transaction"],
  '25006': [1456, 'may not perform insert/delete/update operation inside a READ ONLY transaction'],
  '42P10': [1791, 'not a SELECTed expression'],
  '42803': [979, 'not a GROUP BY expression'],
  '22P02': [1722, 'invalid number'],
  // A compiled statement that outlived the table it was compiled for.
  '42P01': [942, 'table or view does not exist'],
  '3F000': [942, 'table or view does not exist'],
  '42703': [904, 'invalid identifier'],
  '22008': [1841, '(full) year must be between -4713 and +9999, and not be 0'],
  '22007': [1858, 'a non-numeric character was found where a numeric was expected'],
  '2201E': [1428, 'argument is out of range'],
  '2201F': [1428, 'argument is out of range'],
  '2201G': [30494, 'The argument [4] of WIDTH_BUCKET function is NULL or invalid.'],
  '2201W': [1428, 'argument is out of range'],
  '22021': [29275, 'partial multibyte character'],
  '54001': [4030, 'out of process memory'],
  '54011': [1792, 'maximum number of columns in a table or view is 1000'],
  '54023': [3001, 'unimplemented feature: functions of more than 100 arguments'],
  '53200': [4030, 'out of process memory'],
  '53100': [1653, 'unable to extend table'],
  '22035': [40462, 'JSON_VALUE evaluated to no value'],
  '2203F': [40456, 'JSON_VALUE evaluated to non-scalar value'],
  '22034': [40470, 'JSON_VALUE evaluated to multiple values'],
  '22030': [40473, 'duplicate key names in JSON object'],
  '22032': [40441, 'JSON syntax error'],
};

function tableOf(error: PgError, catalog: Catalog): CatalogTable | undefined {
  const { schema, table } = error;
  if (schema === undefined || table === undefined) return undefined;
  if (!schema.startsWith('pg_temp')) return catalog.table(schema, table);
  // A temporary table's name holds schema and table.
  const dot = table.indexOf('.');
  return catalog.table(table.slice(0, dot), table.slice(dot + 1));
}

function constraintError(error: PgError, { catalog, isUpdate }: FailedStatement): [number, string] | undefined {
  if (!error.code.startsWith('23')) return undefined;
  const table = tableOf(error, catalog);
  const owner = table?.object.schema ?? error.schema ?? '';
  const relation = table?.object.name ?? error.table ?? '';
  const known = table?.constraints.find((candidate) => (candidate.storageName ?? candidate.name) === error.constraint);
  const name = `${owner}.${known?.name ?? indexName(error, catalog) ?? error.constraint ?? ''}`;
  switch (error.code) {
    case '23505':
      return [1, `unique constraint (${name}) violated`];
    case '23502': {
      const column = `("${owner}"."${relation}"."${error.column ?? ''}")`;
      return isUpdate === true
        ? [1407, `cannot update ${column} to NULL`]
        : [1400, `cannot insert NULL into ${column}`];
    }
    case '23514':
      return [2290, `check constraint (${name}) violated`];
    case '23503':
      // The child's table stands in both: what was done tells which side is at fault.
      return error.message.startsWith('insert or update')
        ? [2291, `integrity constraint (${name}) violated - parent key not found`]
        : [2292, `integrity constraint (${childName(error, catalog) ?? name}) violated - child record found`];
    default:
      return undefined;
  }
}

/** A unique index that is no constraint: its Oracle name is PostgreSQL's. */
function indexName(error: PgError, catalog: Catalog): string | undefined {
  if (error.constraint === undefined || error.schema === undefined) return undefined;
  return catalog.findObject(error.schema, error.constraint, 'INDEX')?.name;
}

/** For a parent that cannot go: PostgreSQL names the parent's table and the child's constraint. */
function childName(error: PgError, catalog: Catalog): string | undefined {
  const child = /on table "([^"]+)"$/.exec(error.message)?.[1];
  if (child === undefined || error.schema === undefined) return undefined;
  const table = catalog.table(error.schema, child);
  const constraint = table?.constraints.find(
    (candidate) => (candidate.storageName ?? candidate.name) === error.constraint,
  );
  return constraint === undefined ? undefined : `${constraint.schema}.${constraint.name}`;
}

function sequenceError(error: PgError): OracleError | undefined {
  const name = /sequence "([^"]+)"/.exec(error.message)?.[1];
  if (name === undefined) return undefined;
  if (error.code === '55000') {
    return new OracleError(8002, `sequence ${name}.CURRVAL is not yet defined in this session`, { cause: error });
  }
  return new OracleError(8004, `sequence ${name}.NEXTVAL exceeds MAXVALUE and cannot be instantiated`, {
    cause: error,
  });
}

function regexpError(message: string): [number, string] {
  if (message.includes('parenthes')) return [12725, 'unmatched parentheses in regular expression'];
  if (message.includes('bracket')) return [12726, 'unmatched bracket in regular expression'];
  if (message.includes('quantifier')) return [12728, 'invalid range in regular expression'];
  return [12727, 'invalid back reference in regular expression'];
}
