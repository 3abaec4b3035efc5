import type { Declaration, TypeDeclaration } from '../../syntax/ast/plsql.ts';
import type { DataType, RecordType } from '../../types/data-type.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import type { Value } from '../../types/values.ts';
import { copyValue, initialValue, setRecordDefaults } from '../runtime/composite-values.ts';
import { Frame, FrameLayout } from '../runtime/frame.ts';
import { type Code, type Step, stepWith, syncStep } from './code.ts';
import { CompileError, type Ignored, plsErrors } from './compile-errors.ts';
import { evaluateConstant } from './constant.ts';
import { convertCode, notNullConverter } from './conversion.ts';
import { declareCursor } from './declare-cursor.ts';
import { compileExpression } from './expression.ts';
import { resolveType } from './resolve-type.ts';
import { Scope } from './scope.ts';
import { atLine } from './statements.ts';
import { checkSubprogramBodies, declareSubprogram } from './subprograms.ts';
import { isScalar } from './type-families.ts';

/** Declarations: their names go into the scope; the steps that give variables their first values are returned. */

type Of<K extends Declaration['kind']> = Extract<Declaration, { kind: K }>;

export function compileDeclarations(declarations: readonly Declaration[], scope: Scope): Step[] {
  const { errors, source } = scope.unit;
  const steps: Step[] = [];
  for (const declaration of declarations) {
    let isDone = false;
    errors.attempt(ignoredAt(declaration), ignoredBy(declaration), () => {
      const step = declare(declaration, scope);
      if (step !== undefined) steps.push(atLine(step, source.lineOf(declaration.pos)));
      isDone = true;
    });
    if (!isDone) declareMalformed(declaration, scope);
  }
  return steps;
}

function ignoredBy(declaration: Declaration): Ignored {
  return declaration.kind === 'subprogram' ? 'Declaration' : 'Item';
}

/** A variable is ignored because of its type. */
function ignoredAt(declaration: Declaration): number {
  return declaration.kind === 'variable' ? declaration.type.pos : declaration.pos;
}

/** So that uses of a name whose declaration has an error are not reported as undeclared. */
function declareMalformed(declaration: Declaration, scope: Scope): void {
  const name =
    declaration.kind === 'subprogram'
      ? declaration.subprogram.name
      : 'name' in declaration
        ? declaration.name
        : undefined;
  if (name === undefined || typeof name === 'string' || scope.symbols.has(name.name)) return;
  scope.symbols.set(name.name, { kind: 'malformed', name: name.name });
}

function declare(declaration: Declaration, scope: Scope): Step | undefined {
  switch (declaration.kind) {
    case 'variable':
      return declareVariable(declaration, scope);
    case 'exception':
      scope.declare(declaration.name, {
        kind: 'exception',
        name: declaration.name.name,
        identity: {
          key: `${scope.unit.displayName ?? ''}#${declaration.pos}.${declaration.name.name}`,
          name: declaration.name.name,
          code: undefined,
        },
      });
      return undefined;
    case 'exceptionInit':
      initException(declaration, scope);
      return undefined;
    case 'pragma':
      return undefined;
    case 'type':
      declareType(declaration, scope);
      return undefined;
    case 'subtype':
      declareSubtype(declaration, scope);
      return undefined;
    case 'cursor':
      declareCursor(declaration, scope);
      return undefined;
    case 'subprogram':
      declareSubprogram(declaration.subprogram, scope);
      return undefined;
  }
}

function declareVariable(declaration: Of<'variable'>, scope: Scope): Step {
  const { name } = declaration;
  const { runtime } = scope.unit;
  const resolved = resolveType(declaration.type, scope);
  const { type } = resolved;
  const isNotNull = declaration.notNull || resolved.isNotNull;
  const source = declaration.default;
  if (source === undefined) {
    if (declaration.constant) {
      throw new CompileError(
        declaration.pos,
        `PLS-00322: declaration of a constant '${name.name}' must contain an initialization assignment`,
      );
    }
    if (isNotNull && isScalar(type)) {
      throw new CompileError(
        declaration.pos,
        'PLS-00218: a variable declared NOT NULL must have an initialization assignment',
      );
    }
  }
  const first =
    source === undefined ? undefined : convertCode(compileExpression(source, scope), type, runtime, source.pos);
  const slot = scope.layout.allocate();
  scope.declare(name, {
    kind: 'variable',
    name: name.name,
    type,
    layout: scope.layout,
    slot,
    access: declaration.constant ? 'constant' : 'variable',
    isNotNull,
    constant: declaration.constant && first !== undefined ? evaluateConstant(first) : undefined,
  });
  return initialization(slot, type, first, isNotNull);
}

function initialization(slot: number, type: DataType, first: Code | undefined, isNotNull: boolean): Step {
  if (first === undefined) {
    return syncStep((frame) => {
      frame.slots[slot] = initialValue(type);
      return undefined;
    });
  }
  const check = isNotNull ? notNullConverter(undefined) : undefined;
  return stepWith(first, (frame, value) => {
    frame.slots[slot] = check === undefined ? value : check(value);
    return undefined;
  });
}

function initException(declaration: Of<'exceptionInit'>, scope: Scope): void {
  const symbol = scope.symbols.get(declaration.exception.name);
  if (symbol?.kind !== 'exception') {
    throw plsErrors.mustBeDeclared(declaration.exception.pos, declaration.exception.name);
  }
  const { code } = declaration;
  if (code >= 0 && code !== 100) {
    throw new CompileError(declaration.pos, `PLS-00701: illegal ORACLE error number ${code} for PRAGMA EXCEPTION_INIT`);
  }
  symbol.identity.code = code === 100 ? 1403 : -code;
}

function declareSubtype(declaration: Of<'subtype'>, scope: Scope): void {
  const base = resolveType(declaration.base, scope);
  const low = declaration.low === undefined ? undefined : rangeBound(declaration.low, scope);
  const high = declaration.high === undefined ? undefined : rangeBound(declaration.high, scope);
  if ((low !== undefined || high !== undefined) && base.type.kind !== 'PLS_INTEGER') {
    throw new CompileError(declaration.pos, 'PLS-00572: improper constraint form used');
  }
  const type = base.type.kind === 'PLS_INTEGER' && low !== undefined ? { ...base.type, low, high } : base.type;
  const isNotNull = declaration.notNull || base.isNotNull;
  scope.declare(declaration.name, { kind: 'type', name: declaration.name.name, type, isNotNull, isSubtype: true });
}

function rangeBound(expression: NonNullable<Of<'subtype'>['low']>, scope: Scope): number {
  const value = evaluateConstant(compileExpression(expression, scope))?.constant;
  const number = Number(value);
  if (value === undefined || Number.isNaN(number)) throw plsErrors.wrongType(expression.pos);
  return number;
}

function declareType(declaration: TypeDeclaration, scope: Scope): void {
  const type = typeOfDeclaration(declaration, scope, typeName(declaration, scope));
  scope.declare(declaration.name, {
    kind: 'type',
    name: declaration.name.name,
    type,
    isNotNull: false,
    isSubtype: false,
  });
}

/** `SCHEMA.PACKAGE.T`; for a type of a block also where it is declared, since two blocks may have types of one name. */
function typeName(declaration: TypeDeclaration, scope: Scope): string {
  const { displayName } = scope.unit;
  const isPackage = scope.parent === undefined && displayName !== null;
  return isPackage
    ? `${displayName}.${declaration.name.name}`
    : `${displayName ?? ''}#${declaration.pos}.${declaration.name.name}`;
}

export function typeOfDeclaration(declaration: TypeDeclaration, scope: Scope, name: string): DataType {
  const { definition } = declaration;
  switch (definition.kind) {
    case 'record':
      return recordType(definition.fields, scope, name);
    case 'associativeArray': {
      const indexBy = resolveType(definition.indexBy, scope).type;
      if (!isScalar(indexBy) || !['PLS_INTEGER', 'VARCHAR2', 'NUMBER'].includes(indexBy.kind)) {
        throw new CompileError(declaration.pos, 'PLS-00315: Implementation restriction: unsupported table index type');
      }
      const element = resolveType(definition.element, scope).type;
      const key = indexBy.kind === 'NUMBER' ? ({ kind: 'PLS_INTEGER' } as const) : indexBy;
      return {
        kind: 'COLLECTION',
        name,
        shape: 'ASSOCIATIVE ARRAY',
        element,
        elementNotNull: definition.elementNotNull,
        indexBy: key,
      };
    }
    case 'nestedTable':
      return {
        kind: 'COLLECTION',
        name,
        shape: 'NESTED TABLE',
        element: resolveType(definition.element, scope).type,
        elementNotNull: definition.elementNotNull,
      };
    case 'varray':
      return {
        kind: 'COLLECTION',
        name,
        shape: 'VARRAY',
        element: resolveType(definition.element, scope).type,
        elementNotNull: definition.elementNotNull,
        limit: definition.limit,
      };
    case 'refCursor': {
      if (definition.returns === undefined) return { kind: 'REF CURSOR' };
      const returns = resolveType(definition.returns, scope).type;
      if (returns.kind !== 'RECORD') throw plsErrors.wrongType(declaration.pos);
      return { kind: 'REF CURSOR', returns };
    }
    case 'object':
      throw unimplemented('object types in PL/SQL declarations', declaration.pos);
  }
}

type RecordFields = Extract<TypeDeclaration['definition'], { kind: 'record' }>['fields'];

function recordType(fields: RecordFields, scope: Scope, name: string): RecordType {
  const type: RecordType = {
    kind: 'RECORD',
    name,
    fields: fields.map((field) => {
      const resolved = resolveType(field.type, scope);
      return { name: field.name.name, type: resolved.type, notNull: field.notNull || resolved.isNotNull };
    }),
  };
  if (fields.some((field) => field.default !== undefined)) setRecordDefaults(type, fieldDefaults(fields, type, scope));
  return type;
}

/** The first values of a record's fields. They may use constants and functions of STANDARD, but no variables. */
function fieldDefaults(fields: RecordFields, type: RecordType, scope: Scope): () => Value[] {
  const own = new Scope(scope.unit, scope, new FrameLayout(undefined));
  const codes = fields.map((field, i) => {
    const fieldType = type.fields[i]?.type;
    if (field.default === undefined || fieldType === undefined) return undefined;
    const code = convertCode(compileExpression(field.default, own), fieldType, scope.unit.runtime, field.default.pos);
    if (code.isAsync) throw unimplemented('calls in the defaults of record fields', field.default.pos);
    return code;
  });
  return () =>
    codes.map((code, i) => {
      const fieldType = type.fields[i]?.type;
      if (code !== undefined) return copyValue(code.evaluate(new Frame(own.layout.size, undefined, scope.unit)));
      return fieldType === undefined ? null : initialValue(fieldType);
    });
}

/** Subprograms that were declared and have no body: PLS-00328. */
export function checkForwardDeclarations(scope: Scope): void {
  checkSubprogramBodies(
    scope,
    (name) => `PLS-00328: A subprogram body must be defined for the forward declaration of ${name}.`,
  );
}
