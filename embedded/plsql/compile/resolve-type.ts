import type { CatalogColumn, CatalogTable } from '../../catalog/catalog.ts';
import type { Identifier, QualifiedName, TypeSpec } from '../../syntax/ast/expression.ts';
import type { DataType, RecordType } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { scalarTypeOf } from '../../types/type-spec.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { nameText, type Resolved, resolveName } from './resolve-name.ts';
import type { Scope } from './scope.ts';
import type { VariableSymbol } from './symbols.ts';
import type { UnitCompilation } from './unit-compilation.ts';

/** A type as declared. `isSubtype`: a named type whose constraint a parameter of it keeps. */
export type ResolvedType = { type: DataType; isNotNull: boolean; isSubtype: boolean };

/** What a type in a declaration means. Throws PLS-00201, PLS-00302, PLS-00488, ORA-03001. */
export function resolveType(spec: TypeSpec, scope: Scope): ResolvedType {
  switch (spec.kind) {
    case 'named':
      return resolveNamedType(spec, scope);
    case 'percentType':
      return resolvePercentType(spec.name, scope);
    case 'percentRowtype':
      return { type: resolveRowtype(spec.name, scope), isNotNull: false, isSubtype: false };
    case 'ref':
      throw unimplemented('REF types', spec.pos);
  }
}

function resolveNamedType(spec: Extract<TypeSpec, { kind: 'named' }>, scope: Scope): ResolvedType {
  const { parts } = spec.name;
  if (spec.name.databaseLink !== undefined) throw unimplemented('database links', spec.pos);
  const local = scope.lookup(parts);
  if (local === undefined) {
    if (parts.length === 1 && parts[0]?.name === 'SYS_REFCURSOR') {
      return { type: { kind: 'REF CURSOR' }, isNotNull: false, isSubtype: false };
    }
    const type = scalarTypeOf(spec);
    if (type !== undefined) {
      const isNotNull = type.kind === 'PLS_INTEGER' && type.notNull === true;
      return { type, isNotNull, isSubtype: false };
    }
  }
  const found = resolveName(parts, scope);
  if (found === undefined) throw plsErrors.mustBeDeclared(spec.pos, nameText(parts));
  if (found.kind !== 'symbol' || found.symbol.kind !== 'type') {
    throw new CompileError(spec.pos, `PLS-00488: '${nameText(parts)}' must be a type`);
  }
  const { type, isNotNull, isSubtype } = found.symbol;
  return { type: constrained(type, spec), isNotNull, isSubtype };
}

/** `SUBTYPE s IS VARCHAR2; v s(10)`: a length given where an unconstrained subtype is used. */
function constrained(type: DataType, spec: Extract<TypeSpec, { kind: 'named' }>): DataType {
  const [first, second] = spec.arguments;
  if (spec.arguments.length === 0) return type;
  if ((type.kind === 'VARCHAR2' || type.kind === 'CHAR' || type.kind === 'RAW') && first !== undefined) {
    return { ...type, length: first };
  }
  if (type.kind === 'NUMBER' && first !== undefined) return { kind: 'NUMBER', precision: first, scale: second ?? 0 };
  throw plsErrors.wrongType(spec.pos);
}

/** `x%TYPE` of a variable, a record's field or a table's column. */
function resolvePercentType(name: QualifiedName, scope: Scope): ResolvedType {
  const { parts } = name;
  const found = resolveName(parts, scope);
  const column = parts.at(-1);
  if (found === undefined || column === undefined) throw plsErrors.mustBeDeclared(name.pos, nameText(parts));
  if (found.kind === 'object') {
    const columnPart = parts[found.used];
    if (columnPart === undefined) {
      throw new CompileError(
        name.pos,
        `PLS-00206: %TYPE must be applied to a variable, column, field or attribute, not to "${nameText(parts)}"`,
      );
    }
    return { type: columnType(tableOf(found, scope.unit), columnPart, scope.unit), isNotNull: false, isSubtype: false };
  }
  if (found.kind === 'symbol' && found.symbol.kind === 'variable') {
    const rest = parts.slice(found.used);
    const type = rest.reduce(fieldType, found.symbol.type);
    const isNotNull = rest.length === 0 && found.symbol.isNotNull && found.symbol.access !== 'constant';
    return { type, isNotNull, isSubtype: false };
  }
  if (found.kind === 'symbol' && found.symbol.kind === 'attribute') {
    const { self, index } = found.symbol;
    const attribute = self.type.kind === 'RECORD' ? self.type.fields[index]?.type : undefined;
    if (attribute !== undefined) {
      return { type: parts.slice(found.used).reduce(fieldType, attribute), isNotNull: false, isSubtype: false };
    }
  }
  if (found.kind === 'symbol' && found.symbol.kind === 'cursor' && parts.length > found.used) {
    return {
      type: parts.slice(found.used).reduce(fieldType, found.symbol.rowType as DataType),
      isNotNull: false,
      isSubtype: false,
    };
  }
  throw new CompileError(
    name.pos,
    `PLS-00206: %TYPE must be applied to a variable, column, field or attribute, not to "${nameText(parts)}"`,
  );
}

function fieldType(type: DataType, part: Identifier): DataType {
  const field = type.kind === 'RECORD' ? type.fields.find((candidate) => candidate.name === part.name) : undefined;
  if (field === undefined) throw plsErrors.componentMustBeDeclared(part.pos, part.name);
  return field.type;
}

/** `x%ROWTYPE` of a table, view, cursor or strong cursor variable. */
function resolveRowtype(name: QualifiedName, scope: Scope): RecordType {
  const { parts } = name;
  const found = resolveName(parts, scope);
  if (found === undefined) throw plsErrors.mustBeDeclared(name.pos, nameText(parts));
  if (found.kind === 'object') return tableRowType(tableOf(found, scope.unit), scope.unit);
  if (found.kind === 'symbol' && found.symbol.kind === 'cursor') return found.symbol.rowType;
  const returns = found.kind === 'symbol' ? strongRow(found.symbol) : undefined;
  if (returns !== undefined) return returns;
  throw new CompileError(
    name.pos,
    `PLS-00310: with %ROWTYPE attribute, '${nameText(parts)}' must name a table, cursor or cursor-variable`,
  );
}

function strongRow(symbol: { kind: string } | VariableSymbol): RecordType | undefined {
  if (!('type' in symbol) || symbol.type.kind !== 'REF CURSOR') return undefined;
  return symbol.type.returns;
}

function tableOf(found: Extract<Resolved, { kind: 'object' }>, unit: UnitCompilation): CatalogTable {
  const table = unit.runtime.catalog.table(found.object.schema, found.object.name);
  if (table === undefined) throw new CompileError(0, `PLS-00201: identifier '${found.object.name}' must be declared`);
  return table;
}

function columnType(table: CatalogTable, part: Identifier, unit: UnitCompilation): DataType {
  const column = table.columns.find((candidate) => candidate.name === part.name);
  if (column === undefined) throw plsErrors.componentMustBeDeclared(part.pos, part.name);
  return typeOfColumn(column, unit);
}

function typeOfColumn({ type, composite }: CatalogColumn, { runtime }: UnitCompilation): DataType {
  const object = composite && runtime.catalog.findObject(composite.schema, composite.name, 'TYPE');
  return object === undefined ? type : runtime.units.objectType(object, 0).type;
}

/** One record type for each table in a unit, so that its variables are assigned without conversion. */
export function tableRowType(table: CatalogTable, unit: UnitCompilation): RecordType {
  const key = `${table.object.schema}.${table.object.name}`;
  const known = unit.rowTypes.get(key);
  if (known !== undefined) return known;
  const fields = table.columns
    .filter((column) => !column.isHidden)
    .map((column) => ({ name: column.name, type: typeOfColumn(column, unit) }));
  const rowOf = { schema: table.object.schema, name: table.object.name };
  const type: RecordType = { kind: 'RECORD', fields, rowOf };
  unit.rowTypes.set(key, type);
  return type;
}
