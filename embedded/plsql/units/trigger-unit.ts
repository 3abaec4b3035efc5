import type { CatalogTrigger } from '../../catalog/catalog.ts';
import type { PlsqlHost } from '../../sql/sql-engine.ts';
import type { TriggerBody } from '../../syntax/ast/plsql.ts';
import type { RecordType } from '../../types/data-type.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { RecordValue, type Value } from '../../types/values.ts';
import { compileBlock } from '../compile/block.ts';
import { type Code, evaluate, type Step, sequence } from '../compile/code.ts';
import { compileCondition } from '../compile/conditions.ts';
import { compileDeclarations } from '../compile/declarations.ts';
import { type Place, slotPlace } from '../compile/place.ts';
import { tableRowType } from '../compile/resolve-type.ts';
import { Scope } from '../compile/scope.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { emptyRecord } from '../runtime/composite-values.ts';
import { Frame, FrameLayout } from '../runtime/frame.ts';
import { asPlsqlException } from '../runtime/plsql-exception.ts';
import { autonomously, traced } from '../runtime/run-routine.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { drive, type Steps } from '../runtime/steps.ts';
import { nested } from './stored-function.ts';

/** Triggers: their bodies see the rows as records in the first two slots. */

type Event = Parameters<PlsqlHost['fireTrigger']>[1];
type Timing = Event['timing'];

const NEW_SLOT = 0;
const OLD_SLOT = 1;

export class TriggerUnit {
  readonly compilation: UnitCompilation;
  readonly #layout: FrameLayout;
  readonly #rowType: RecordType;
  readonly #when: Code | undefined;
  /** Of a compound trigger: its variables' first values, once for each statement. */
  readonly #declarations: Step | undefined;
  readonly #bodies: Map<Timing | 'ANY', Step>;
  readonly #isAutonomous: boolean;
  /** Frames of compound triggers while their statement runs. */
  readonly #frames = new WeakMap<object, Frame>();

  constructor(parts: {
    compilation: UnitCompilation;
    layout: FrameLayout;
    rowType: RecordType;
    when: Code | undefined;
    declarations: Step | undefined;
    bodies: Map<Timing | 'ANY', Step>;
    isAutonomous: boolean;
  }) {
    this.compilation = parts.compilation;
    this.#layout = parts.layout;
    this.#rowType = parts.rowType;
    this.#when = parts.when;
    this.#declarations = parts.declarations;
    this.#bodies = parts.bodies;
    this.#isAutonomous = parts.isAutonomous;
  }

  *fire(event: Event, oldRow: RecordValue | null, newRow: RecordValue | null): Steps<void> {
    const { runtime } = this.compilation;
    const body = this.#bodies.get(event.timing) ?? this.#bodies.get('ANY');
    if (body === undefined) return;
    const known = this.#declarations === undefined ? undefined : this.#frames.get(event.statement);
    const frame = known ?? new Frame(this.#layout.size, undefined, this.compilation);
    const row = newRow === null ? emptyRecord(this.#rowType) : this.#asRow(newRow);
    frame.slots[NEW_SLOT] = row;
    frame.slots[OLD_SLOT] = oldRow === null ? emptyRecord(this.#rowType) : this.#asRow(oldRow);
    const running = this.#run(body, frame, known === undefined ? event.statement : undefined);
    yield* traced(runtime, frame, this.#isAutonomous ? autonomously(runtime, running) : running);
    if (newRow !== null && row !== newRow) this.#copyBack(row, newRow);
  }

  *#run(body: Step, frame: Frame, newStatement: object | undefined): Steps<void> {
    if (newStatement !== undefined && this.#declarations !== undefined) {
      this.#frames.set(newStatement, frame);
      yield* execute(this.#declarations, frame);
    }
    if (this.#when !== undefined && (yield* evaluate(this.#when, frame)) !== true) return;
    yield* execute(body, frame);
  }

  /** The row as a record with this trigger's columns; the same object where it has them already. */
  #asRow(row: RecordValue): RecordValue {
    const { fields } = this.#rowType;
    const isSame =
      row.type.fields.length === fields.length && fields.every((field, i) => row.type.fields[i]?.name === field.name);
    if (isSame) return row;
    const values = fields.map(
      (field): Value => row.fields[row.type.fields.findIndex(({ name }) => name === field.name)] ?? null,
    );
    return new RecordValue(this.#rowType, values);
  }
  #copyBack(from: RecordValue, to: RecordValue): void {
    this.#rowType.fields.forEach((field, i) => {
      const at = to.type.fields.findIndex(({ name }) => name === field.name);
      if (at >= 0) to.fields[at] = from.fields[i] ?? null;
    });
  }
}

function* execute(step: Step, frame: Frame): Steps<void> {
  if (step.isAsync) yield* step.execute(frame);
  else step.execute(frame);
}

/** Compiles a trigger. Errors are in the compilation. */
export function compileTrigger(trigger: TriggerBody, compilation: UnitCompilation): TriggerUnit | undefined {
  if (trigger.systemEvent !== undefined) throw unimplemented(`triggers on ${trigger.systemEvent}`);
  compilation.source.countFrom(bodyStart(trigger, compilation));
  const rowType = rowTypeOf(trigger, compilation);
  if (rowType === undefined) return undefined;
  const layout = new FrameLayout(undefined);
  layout.allocate();
  layout.allocate();
  const scope = new Scope(compilation, undefined, layout);
  const isRow = trigger.forEachRow || trigger.timing === 'COMPOUND';
  scope.binds = (name, _, from) => rowPlace(name, trigger, rowType, isRow, from, layout);
  const bodies = new Map<Timing | 'ANY', Step>();
  let declarations: Step | undefined;
  if (trigger.compound !== undefined) {
    const inside = scope.inner();
    declarations = sequence(compileDeclarations(trigger.compound.declarations, inside));
    for (const section of trigger.compound.sections) {
      bodies.set(section.timing, compileBlock(section.block, inside.inner()));
    }
  } else if (trigger.block !== undefined) {
    bodies.set('ANY', compileBlock(trigger.block, scope.inner({ name: trigger.block.label?.name })));
  }
  return new TriggerUnit({
    compilation,
    layout,
    rowType,
    when: compileWhen(trigger, rowType, scope),
    declarations,
    bodies,
    isAutonomous: trigger.block?.autonomous === true,
  });
}

/** Where the lines of a trigger begin. */
function bodyStart(trigger: TriggerBody, compilation: UnitCompilation): number {
  if (trigger.block !== undefined) return trigger.block.pos;
  return Math.max(0, compilation.source.text.search(/\bCOMPOUND\s+TRIGGER\b/i));
}

function rowTypeOf(trigger: TriggerBody, compilation: UnitCompilation): RecordType | undefined {
  const found = compilation.resolveObject(trigger.table.parts);
  const table =
    found === undefined ? undefined : compilation.runtime.catalog.table(found.object.schema, found.object.name);
  if (table === undefined) throw new OracleError(942, 'table or view does not exist', { offset: trigger.table.pos });
  return tableRowType(table, compilation);
}

/** `:NEW` and `:OLD`. A before-row trigger may change NEW. */
function rowPlace(
  name: string,
  trigger: TriggerBody,
  type: RecordType,
  isRow: boolean,
  scope: Scope,
  layout: FrameLayout,
): Place | undefined {
  const isNew = name === trigger.newName;
  if (!isNew && name !== trigger.oldName) return undefined;
  if (!isRow) throw new OracleError(4082, 'NEW or OLD references not allowed in table level triggers');
  const slot = isNew ? NEW_SLOT : OLD_SLOT;
  const isChangeable = isNew && trigger.timing !== 'AFTER';
  return {
    ...slotPlace(type, slot, scope.layout.hopsTo(layout)),
    note: (use) => {
      if (use === 'read' || isChangeable) return;
      throw isNew
        ? new OracleError(4084, 'cannot change NEW values for this trigger type')
        : new OracleError(4085, 'cannot change the value of an OLD reference variable');
    },
  };
}

/** The WHEN condition names the rows without colons. */
function compileWhen(trigger: TriggerBody, rowType: RecordType, scope: Scope): Code | undefined {
  const { when } = trigger;
  if (when === undefined) return undefined;
  const inside = scope.inner();
  for (const [name, slot] of [[trigger.newName, NEW_SLOT] as const, [trigger.oldName, OLD_SLOT] as const]) {
    inside.symbols.set(name, {
      kind: 'variable',
      name,
      type: rowType,
      layout: scope.layout,
      slot,
      access: 'constant',
      isNotNull: false,
    });
  }
  return scope.unit.errors.attempt(when.pos, 'Statement', () => compileCondition(when, inside));
}

/** A row that is about to be inserted is not in its table yet: such a trigger may look at it. */
function mutatingTable(trigger: CatalogTrigger, event: Event): string | undefined {
  const isRow = event.timing === 'BEFORE EACH ROW' || event.timing === 'AFTER EACH ROW';
  const isBeforeInsert = event.event === 'INSERT' && event.timing === 'BEFORE EACH ROW';
  if (!isRow || isBeforeInsert || trigger.timing === 'INSTEAD OF') return undefined;
  return `${trigger.table.schema}.${trigger.table.name}`;
}

/** Fires a trigger for the SQL side. An error leaves with ORA-04088 below its stack. */
export async function fireTrigger(
  runtime: Runtime,
  trigger: CatalogTrigger,
  event: Event,
  oldRow: RecordValue | null,
  newRow: RecordValue | null,
): Promise<void> {
  const name = `${trigger.object.schema}.${trigger.object.name}`;
  const unit = runtime.units.trigger(trigger.object);
  await nested(runtime, async () => {
    runtime.sqlCaller = undefined;
    runtime.trigger = {
      name,
      event: event.event,
      updatedColumns: event.updatedColumns,
      sql: runtime.sql,
      mutating: mutatingTable(trigger, event),
    };
    try {
      await drive(unit.fire(event, oldRow, newRow), runtime.session.interrupt);
    } catch (error) {
      const exception = asPlsqlException(error);
      if (exception === undefined) throw error;
      const text = `${exception.fullMessage}\nORA-04088: error during execution of trigger '${name}'`;
      throw new OracleError(exception.code, text, { cause: error });
    }
  });
}
