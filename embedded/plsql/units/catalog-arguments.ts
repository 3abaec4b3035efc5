import type { CatalogArgument, StoredUnit } from '../../catalog/catalog.ts';
import type { TypeSpec } from '../../syntax/ast/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Routine } from '../compile/routine.ts';
import { isCharacter } from '../compile/type-families.ts';

/**
 * The rows of ALL_ARGUMENTS and ALL_PROCEDURES ("ALL_ARGUMENTS", Database Reference 19c: since 18c it has the arguments themselves and not
 * the fields and elements inside them; those are in ALL_PLSQL_TYPE_ATTRS).
 */

/** `packageName` null: a standalone subprogram. */
export function argumentsOf(routines: readonly Routine[], packageName: string | null): CatalogArgument[] {
  const overloads = overloadNumbers(routines);
  return routines.flatMap((routine, i) =>
    routineArguments(routine, packageName, packageName === null ? 1 : i + 1, overloads[i] ?? null),
  );
}

export function proceduresOf(
  routines: readonly Routine[],
  authid: 'DEFINER' | 'CURRENT_USER' | undefined,
  isPackage = false,
): StoredUnit['procedures'] {
  const overloads = overloadNumbers(routines);
  const rows: StoredUnit['procedures'] = routines.map((routine, i) => ({
    procedureName: isPackage ? routine.name : null,
    subprogramId: i + 1,
    overload: overloads[i] ?? null,
    isFunction: routine.kind === 'function',
    authid: authid ?? 'DEFINER',
    deterministic: false,
    pipelined: routine.isPipelined,
  }));
  // A package itself is subprogram 0.
  if (isPackage) {
    rows.unshift({
      procedureName: null,
      subprogramId: 0,
      overload: null,
      isFunction: false,
      authid: authid ?? 'DEFINER',
      deterministic: false,
    });
  }
  return rows;
}

/** '1', '2' … for names that occur more than once. */
function overloadNumbers(routines: readonly Routine[]): (string | null)[] {
  const totals = new Map<string, number>();
  for (const { name } of routines) totals.set(name, (totals.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return routines.map(({ name }) => {
    if (totals.get(name) === 1) return null;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return String(number);
  });
}

function routineArguments(
  routine: Routine,
  packageName: string | null,
  subprogramId: number,
  overload: string | null,
): CatalogArgument[] {
  const base = { objectName: routine.name, packageName, subprogramId, overload, dataLevel: 0 };
  const rows: CatalogArgument[] = [];
  if (routine.returns !== undefined) {
    rows.push({
      ...base,
      argumentName: null,
      position: 0,
      sequence: 1,
      inOut: 'OUT',
      defaulted: 'N',
      ...typeColumns(routine.returns, routine.syntax.returns),
    });
  }
  routine.parameters.forEach((parameter, i) => {
    rows.push({
      ...base,
      argumentName: parameter.name,
      position: i + 1,
      sequence: rows.length + 1,
      inOut: parameter.mode === 'IN OUT' ? 'IN/OUT' : parameter.mode,
      defaulted: parameter.hasDefault ? 'Y' : 'N',
      ...typeColumns(parameter.type, parameter.syntax?.type),
    });
  });
  return rows;
}

type TypeColumns = Pick<
  CatalogArgument,
  | 'dataType'
  | 'plsType'
  | 'dataLength'
  | 'dataPrecision'
  | 'dataScale'
  | 'charLength'
  | 'typeOwner'
  | 'typeName'
  | 'typeSubname'
>;

const NO_TYPE: TypeColumns = {
  dataType: null,
  plsType: null,
  dataLength: null,
  dataPrecision: null,
  dataScale: null,
  charLength: null,
  typeOwner: null,
  typeName: null,
  typeSubname: null,
};

function typeColumns(type: DataType, spec: TypeSpec | undefined): TypeColumns {
  switch (type.kind) {
    case 'RECORD':
      return {
        ...NO_TYPE,
        dataType: type.object === undefined ? 'PL/SQL RECORD' : 'OBJECT',
        ...typeNames(type.name),
      };
    case 'COLLECTION':
      return { ...NO_TYPE, dataType: collectionText(type), ...typeNames(type.name) };
    case 'REF CURSOR':
      return { ...NO_TYPE, dataType: 'REF CURSOR' };
    default:
      return scalarColumns(type, spec);
  }
}

function collectionText(type: Extract<DataType, { kind: 'COLLECTION' }>): string {
  if (type.shape === 'ASSOCIATIVE ARRAY') return 'PL/SQL TABLE';
  return type.shape === 'VARRAY' ? 'VARRAY' : 'TABLE';
}

/** `SCHEMA.PACKAGE.TYPE` or `SCHEMA.TYPE`. */
function typeNames(name: string | undefined): Pick<TypeColumns, 'typeOwner' | 'typeName' | 'typeSubname'> {
  if (name === undefined || name.includes('#')) return { typeOwner: null, typeName: null, typeSubname: null };
  const [owner = null, typeName = null, subname = null] = name.split('.');
  return { typeOwner: owner, typeName, typeSubname: subname };
}

/** The names that the dictionary has for PL/SQL types, where they differ from the type's own. */
function scalarColumns(type: DataType, spec: TypeSpec | undefined): TypeColumns {
  const written = writtenName(spec);
  switch (type.kind) {
    case 'PLS_INTEGER':
      return { ...NO_TYPE, dataType: 'BINARY_INTEGER', plsType: written ?? 'PLS_INTEGER' };
    case 'BOOLEAN':
      return { ...NO_TYPE, dataType: 'PL/SQL BOOLEAN', plsType: 'BOOLEAN' };
    case 'NUMBER':
      return {
        ...NO_TYPE,
        dataType: written === 'FLOAT' || written === 'REAL' || written === 'DOUBLE PRECISION' ? 'FLOAT' : 'NUMBER',
        plsType: written ?? 'NUMBER',
        dataLength: 22,
        dataPrecision: type.precision ?? null,
        dataScale: type.scale ?? null,
      };
    case 'DATE':
      return { ...NO_TYPE, dataType: 'DATE', plsType: 'DATE' };
    default:
      if (isCharacter(type)) {
        return { ...NO_TYPE, dataType: type.kind, plsType: written ?? type.kind, charLength: type.length ?? 0 };
      }
      return { ...NO_TYPE, dataType: type.kind, plsType: written ?? type.kind };
  }
}

/** INTEGER, STRING, POSITIVE …: the name that the type was declared with, for a built-in type. */
function writtenName(spec: TypeSpec | undefined): string | undefined {
  if (spec?.kind !== 'named' || spec.name.parts.length !== 1) return undefined;
  return spec.name.parts[0]?.name;
}
