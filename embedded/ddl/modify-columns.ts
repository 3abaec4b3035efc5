import type { CatalogColumn } from '../catalog/catalog.ts';
import type { ColumnDefinition } from '../syntax/ast/ddl.ts';
import type { ScalarType } from '../types/data-type.ts';
import { OracleError, unimplemented } from '../types/oracle-error.ts';
import { isNotEmpty } from './add-columns.ts';
import { addConstraint } from './add-constraint.ts';
import { compileDefault, findType, isJsonCheck } from './column-definition.ts';
import { type ColumnType, columnType, storageType } from './column-type.ts';
import type { DdlRun } from './ddl-run.ts';
import { dropConstraint } from './drop-constraint.ts';
import { lengthCheck, lengthCheckName } from './length-check.ts';
import { quoteName } from './quote.ts';
import { changeSequence } from './sequences.ts';
import type { TableDraft } from './table-draft.ts';

/** ALTER TABLE … MODIFY. Throws ORA-00904, ORA-01439 to ORA-01442, ORA-01451, ORA-02296, ORA-22858 and what else forbids the change. */
export async function modifyColumns(run: DdlRun, draft: TableDraft, definitions: ColumnDefinition[]): Promise<void> {
  for (const definition of definitions) await modifyColumn(run, draft, definition);
}

async function modifyColumn(run: DdlRun, draft: TableDraft, definition: ColumnDefinition): Promise<void> {
  const column = draft.column(definition.name);
  if (definition.virtual !== undefined)
    throw unimplemented('changing the expression of a virtual column', definition.name.pos);
  if (definition.type !== undefined) {
    const type = columnType(definition.type, run.session.nls.lengthSemantics, (parts) => findType(run, parts));
    if (type.composite !== undefined || column.composite !== undefined) {
      throw new OracleError(22858, 'invalid alteration of datatype', { offset: definition.name.pos });
    }
    await changeType(run, draft, column, type);
  }
  changeDefault(run, draft, definition);
  await changeIdentity(run, draft, definition);
  if (definition.invisible !== undefined) {
    draft.replaceColumn(column.name, { ...draft.column(definition.name), isHidden: definition.invisible });
  }
  for (const constraint of definition.constraints) {
    const { rule } = constraint;
    if (rule.kind === 'null') await makeNullable(run, draft, definition);
    else {
      if (rule.kind === 'notNull' && !draft.column(definition.name).isNullable) {
        throw new OracleError(1442, 'column to be modified to NOT NULL is already NOT NULL', {
          offset: definition.name.pos,
        });
      }
      await addConstraint(run, draft, constraint, definition.name);
      if (rule.kind === 'check' && isJsonCheck(rule.condition)) {
        draft.replaceColumn(column.name, { ...draft.column(definition.name), isJson: true });
      }
    }
  }
}

async function makeNullable(run: DdlRun, draft: TableDraft, { name }: ColumnDefinition): Promise<void> {
  const notNull = draft.table.constraints.find(({ type, columns }) => type === 'NOT NULL' && columns[0] === name.name);
  const isKey = draft.table.constraints.some(({ type, columns }) => type === 'P' && columns.includes(name.name));
  if (notNull === undefined || isKey) {
    throw new OracleError(1451, 'column to be modified to NULL cannot be modified to NULL', { offset: name.pos });
  }
  await dropConstraint(run, draft, notNull, false);
}

function changeDefault(run: DdlRun, draft: TableDraft, definition: ColumnDefinition): void {
  if (definition.default === undefined) return;
  const column = draft.column(definition.name);
  if (column.identity !== undefined) throw new OracleError(30674, 'identity column cannot have a default value');
  compileDefault(run, definition.default.expression);
  draft.replaceColumn(column.name, {
    ...column,
    default: definition.default.text,
    isDefaultOnNull: definition.default.onNull,
  });
}

async function changeIdentity(run: DdlRun, draft: TableDraft, { identity, name }: ColumnDefinition): Promise<void> {
  if (identity === undefined) return;
  const column = draft.column(name);
  const sequence = column.identity && run.catalog.sequence(draft.schema, column.identity.sequence);
  if (column.identity === undefined || sequence === undefined) {
    throw new OracleError(30673, 'column to be modified is not an identity column', { offset: name.pos });
  }
  draft.replaceColumn(column.name, { ...column, identity: { ...column.identity, generation: identity.generation } });
  await changeSequence(run, sequence, identity.options);
}

async function changeType(run: DdlRun, draft: TableDraft, column: CatalogColumn, wanted: ColumnType): Promise<void> {
  const changed: CatalogColumn = { ...column, type: wanted.type, floatPrecision: wanted.floatPrecision };
  const step = typeStep(column.type, wanted.type);
  if (step === 'forbidden') throw new OracleError(22858, 'invalid alteration of datatype');
  if (draft.table.isTemporary) {
    draft.replaceColumn(column.name, changed);
    return;
  }
  const name = quoteName(column.name);
  const hasValues = await isNotEmpty(run, `SELECT 1 FROM ${draft.storageName} WHERE ${name} IS NOT NULL`);
  if (hasValues && typeof step === 'object') throw new OracleError(step.code, step.text);
  await run.execute(`ALTER TABLE ${draft.storageName} DROP CONSTRAINT IF EXISTS ${lengthCheckName(column.name)}`);
  const from = storageType(column.type);
  const to = storageType(wanted.type);
  if (from !== to || wanted.type.kind === 'CHAR' || wanted.type.kind === 'NCHAR') {
    const using = hasValues ? conversion(wanted.type, name, to) : `NULL::${to}`;
    await run.execute(`ALTER TABLE ${draft.storageName} ALTER COLUMN ${name} TYPE ${to} USING ${using}`);
  }
  await addLengthCheck(run, draft, changed);
  draft.replaceColumn(column.name, changed);
}

function conversion(type: ScalarType, name: string, to: string): string {
  if ((type.kind === 'CHAR' || type.kind === 'NCHAR') && type.length !== undefined) {
    return `CASE WHEN char_length(${name}) < ${type.length} THEN rpad(${name}, ${type.length}) ELSE ${name} END`;
  }
  return `${name}::${to}`;
}

/** Tested before the CHECK is made: its function would raise ORA-12899. */
async function addLengthCheck(run: DdlRun, draft: TableDraft, column: CatalogColumn): Promise<void> {
  const check = lengthCheck(column, draft.schema, draft.name);
  if (check === undefined || !('length' in column.type)) return;
  const measure = 'unit' in column.type && column.type.unit === 'CHAR' ? 'char_length' : 'octet_length';
  const isTooLong = await isNotEmpty(
    run,
    `SELECT 1 FROM ${draft.storageName} WHERE ${measure}(${quoteName(column.name)}) > ${column.type.length}`,
  );
  if (isTooLong) throw new OracleError(1441, 'cannot decrease column length because some value is too big');
  await run.execute(`ALTER TABLE ${draft.storageName} ADD ${check}`);
}

type TypeStep = 'allowed' | 'forbidden' | { code: number; text: string };

const MUST_BE_EMPTY = {
  type: { code: 1439, text: 'column to be modified must be empty to change datatype' },
  number: { code: 1440, text: 'column to be modified must be empty to decrease precision or scale' },
  datetime: {
    code: 30082,
    text: 'datetime/interval column to be modified must be empty to decrease fractional second or leading field precision',
  },
};

const CHARACTER_KINDS = new Set(['VARCHAR2', 'NVARCHAR2', 'CHAR', 'NCHAR']);
const LOB_KINDS = new Set(['CLOB', 'NCLOB', 'BLOB', 'BFILE']);

/** What a change of type needs: nothing, an empty column, or more than there is. */
function typeStep(from: ScalarType, to: ScalarType): TypeStep {
  if (CHARACTER_KINDS.has(from.kind) && CHARACTER_KINDS.has(to.kind)) return 'allowed';
  if (from.kind === 'NUMBER' && to.kind === 'NUMBER') return numberStep(from, to);
  if (from.kind === to.kind) {
    const isNarrower = 'precision' in from && 'precision' in to && (to.precision ?? 0) < (from.precision ?? 0);
    return isNarrower ? MUST_BE_EMPTY.datetime : 'allowed';
  }
  if ((from.kind === 'LONG' && to.kind === 'CLOB') || (from.kind === 'LONG RAW' && to.kind === 'BLOB'))
    return 'allowed';
  if (LOB_KINDS.has(from.kind) || LOB_KINDS.has(to.kind)) return 'forbidden';
  if (from.kind === 'DATE' && to.kind.startsWith('TIMESTAMP')) return 'allowed';
  return MUST_BE_EMPTY.type;
}

function numberStep(
  from: Extract<ScalarType, { kind: 'NUMBER' }>,
  to: Extract<ScalarType, { kind: 'NUMBER' }>,
): TypeStep {
  if (to.precision === undefined) return 'allowed';
  if (from.precision === undefined) return MUST_BE_EMPTY.number;
  const [oldScale, newScale] = [from.scale ?? 0, to.scale ?? 0];
  const isNarrower = newScale < oldScale || to.precision - newScale < from.precision - oldScale;
  return isNarrower ? MUST_BE_EMPTY.number : 'allowed';
}
