import type { Catalog, CatalogObject, CatalogTrigger, StoredUnit, UnitStore } from '../../catalog/catalog.ts';
import type { CreateUnitStatement } from '../../syntax/ast/ddl.ts';
import type { QualifiedName } from '../../syntax/ast/expression.ts';
import type { TriggerBody } from '../../syntax/ast/plsql.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type CompiledSource, compileUnitSource, unitErrors } from './compile-unit.ts';

/** CREATE and ALTER … COMPILE of program units. */

/** Compiles and stores a unit, whether it compiles or not. Commits as DDL does. */
export async function createUnit(
  statement: CreateUnitStatement,
  _text: string,
  runtime: Runtime,
  store: UnitStore,
): Promise<{ compiledWithErrors: boolean }> {
  const { session } = runtime;
  const { unitType: type, source } = statement;
  const target = targetOf(statement.name, runtime);
  refuseUnsupported(statement);
  if (type === 'TYPE') refuseUsedType(target, source, runtime.catalog);
  await runtime.sql.commit();
  runtime.transactionsEnded++;
  const compiled = compileUnitSource({ ...target, type }, source, runtime);
  const unit: StoredUnit = {
    ...target,
    type,
    source,
    status: compiled.isValid ? 'VALID' : 'INVALID',
    errors: unitErrors(compiled.compilation),
    arguments: compiled.arguments,
    procedures: compiled.procedures,
    trigger: triggerFacts(compiled.tree, runtime, target.schema),
  };
  const object = await store.storeUnit(unit, { orReplace: statement.orReplace, user: session.user });
  runtime.units.keep(object, compiled);
  return { compiledWithErrors: !compiled.isValid };
}

/** A type may be replaced as long as nothing is made of it; with FORCE, other types may be. Throws ORA-02303. */
function refuseUsedType({ schema, name }: { schema: string; name: string }, source: string, catalog: Catalog): void {
  if (catalog.findObject(schema, name, 'TYPE') === undefined) return;
  const isForced = /^TYPE\s+\S+\s+FORCE\b/i.test(source);
  if (catalog.isTypeOfColumn(schema, name) || (!isForced && catalog.isTypeOfType(schema, name))) {
    throw new OracleError(2303, 'cannot drop or replace a type with type or table dependents');
  }
}

function targetOf(name: QualifiedName, runtime: Runtime): { schema: string; name: string } {
  const [first, second] = name.parts;
  if (first === undefined) throw new OracleError(4050, 'invalid or missing procedure, function, or package name');
  if (second === undefined) return { schema: runtime.session.currentSchema, name: first.name };
  return { schema: first.name, name: second.name };
}

/** What is known and not done is an error of the statement, not of the stored unit. */
function refuseUnsupported(statement: CreateUnitStatement): void {
  const { unit } = statement;
  if (unit?.kind === 'trigger' && unit.systemEvent !== undefined) {
    throw unimplemented(`triggers on ${unit.systemEvent}`);
  }
}

/** What the catalog keeps of a trigger. Throws ORA-00942, ORA-25001, ORA-25002. */
function triggerFacts(
  unit: CompiledSource['tree'],
  runtime: Runtime,
  schema: string,
): Omit<CatalogTrigger, 'object'> | undefined {
  if (unit?.kind !== 'trigger') return undefined;
  const found = runtime.catalog.resolveObject(
    unit.table.parts.map((part) => part.name),
    { schema, user: schema },
  );
  const table = found === undefined ? undefined : runtime.catalog.table(found.object.schema, found.object.name);
  if (table === undefined) throw new OracleError(942, 'table or view does not exist');
  checkTiming(unit, table.kind);
  return {
    table: { schema: table.object.schema, name: table.object.name },
    timing: unit.timing,
    events: [...new Set(unit.events.map(({ event }) => event))],
    updateColumns: unit.events.flatMap(({ columns }) => columns.map((column) => column.name)),
    forEachRow: unit.forEachRow,
    isEnabled: !unit.disabled,
  };
}

function checkTiming(trigger: TriggerBody, kind: 'TABLE' | 'VIEW'): void {
  if (kind === 'VIEW' && trigger.timing !== 'INSTEAD OF' && trigger.timing !== 'COMPOUND') {
    throw new OracleError(25001, 'cannot create this trigger type on this type of view');
  }
  if (kind === 'TABLE' && trigger.timing === 'INSTEAD OF') {
    throw new OracleError(25002, 'cannot create INSTEAD OF triggers on tables');
  }
}

/** Compiles a stored unit again. Throws ORA-04043 where there is none. */
export async function recompileUnit(
  name: QualifiedName,
  type: CatalogObject['type'],
  runtime: Runtime,
  store: UnitStore,
): Promise<{ compiledWithErrors: boolean }> {
  const target = targetOf(name, runtime);
  const object = runtime.catalog.findObject(target.schema, target.name, type);
  if (object === undefined) throw new OracleError(4043, `object ${target.name} does not exist`);
  await runtime.sql.commit();
  runtime.transactionsEnded++;
  runtime.units.forget(object);
  const compiled = runtime.units.compiledOf(object, 0);
  const isValid = [await storeStatus(object, compiled, store)];
  if (type === 'PACKAGE' || type === 'TYPE') {
    const body = runtime.catalog.findObject(target.schema, target.name, `${type} BODY`);
    if (body !== undefined) {
      runtime.units.forget(body);
      isValid.push(await storeStatus(body, runtime.units.compiledOf(body, 0), store));
    }
  }
  return { compiledWithErrors: isValid.includes(false) };
}

async function storeStatus(object: CatalogObject, compiled: CompiledSource, store: UnitStore): Promise<boolean> {
  await store.setUnitStatus(object, compiled.isValid ? 'VALID' : 'INVALID', unitErrors(compiled.compilation), {
    arguments: compiled.arguments,
    procedures: compiled.procedures,
  });
  return compiled.isValid;
}
