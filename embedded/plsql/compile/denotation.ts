import type { CatalogObject } from '../../catalog/catalog.ts';
import type { Argument, Expression, Identifier } from '../../syntax/ast/expression.ts';
import type { CollectionType, DataType } from '../../types/data-type.ts';
import type { StandardFunction } from '../../types/standard-function.ts';
import { fieldOf } from '../runtime/composite-values.ts';
import type { PackageUnit } from '../units/package-unit.ts';
import { type Callee, calledSubprograms, compileCall, methodOf, staticMethod } from './callee.ts';
import { type Code, map1, retyped } from './code.ts';
import {
  compileConstructor,
  compileElement,
  compileMethod,
  isCollectionMethod,
  type Method,
} from './collection-access.ts';
import { CompileError, plsErrors } from './compile-errors.ts';
import { compileExpression } from './expression.ts';
import { inquiryDirective } from './inquiry-directive.ts';
import { compileCollectionFunction } from './multiset.ts';
import { resolveObjectType } from './object-conditions.ts';
import { isObject, isSubtypeOf } from './object-types.ts';
import { elementPlace, fieldPlace, type Place, placeCode, variablePlace } from './place.ts';
import { nameText, type Resolved, resolveName } from './resolve-name.ts';
import type { Scope } from './scope.ts';
import { compileNextValue } from './sequence-value.ts';
import { compileStandardCall } from './standard-call.ts';
import type { CursorSymbol, ExceptionSymbol, TypeSymbol } from './symbols.ts';
import { compileThroughSql, isSqlFunction } from './through-sql.ts';

/** What a name, or a name with fields, subscripts and arguments, stands for. */
export type Denotation =
  /** `isExact`: an object whose methods are those of the type as written. */
  | { kind: 'place'; place: Place; name: string; isExact?: boolean }
  | { kind: 'code'; code: Code; isExact?: boolean }
  | ({ kind: 'routines' } & Callee)
  | { kind: 'standardFunction'; fn: StandardFunction }
  | { kind: 'cursor'; symbol: CursorSymbol }
  | { kind: 'type'; symbol: TypeSymbol }
  | { kind: 'exception'; symbol: ExceptionSymbol }
  | { kind: 'package'; unit: PackageUnit }
  | { kind: 'object'; object: CatalogObject }
  | { kind: 'method'; method: Method };

/** What an expression denotes; anything but names, fields and calls is its value. */
export function denote(expression: Expression, scope: Scope): Denotation {
  switch (expression.kind) {
    case 'name':
      return denoteName(expression.name.parts, scope);
    case 'bind':
      return denoteBind(expression, scope);
    case 'upcast':
      return denoteUpcast(expression, scope);
    case 'field':
      return member(denote(expression.object, scope), expression.field, scope);
    case 'call':
      return (
        denoteSqlFunction(expression, scope) ??
        apply(denote(expression.callee, scope), expression.arguments, expression, scope)
      );
    default:
      return { kind: 'code', code: compileExpression(expression, scope) };
  }
}

/** Aggregates and pseudo-columns, which are no functions of STANDARD. */
const SQL_ONLY = new Set([
  'COUNT',
  'SUM',
  'AVG',
  'MIN',
  'MAX',
  'LISTAGG',
  'ROWNUM',
  'ROWID',
  'LEVEL',
  'ROW_NUMBER',
  'RANK',
]);

/** The SQL/JSON functions, and SET and CARDINALITY of a nested table: what takes arguments that no function of STANDARD takes. */
function denoteSqlFunction(expression: Extract<Expression, { kind: 'call' }>, scope: Scope): Denotation | undefined {
  const { callee, pos } = expression;
  const name = callee.kind === 'name' && callee.name.parts.length === 1 ? callee.name.parts[0]?.name : undefined;
  if (name !== undefined && isSqlFunction(name) && scope.lookup(calleeParts(callee)) === undefined) {
    return { kind: 'code', code: compileThroughSql(expression, scope) };
  }
  if (name !== 'SET' && name !== 'CARDINALITY') return undefined;
  if (callee.kind === 'name' && resolveName(callee.name.parts, scope)?.kind === 'symbol') return undefined;
  const argument = onlyArgument(expression.arguments, name, pos);
  return { kind: 'code', code: compileCollectionFunction(name, compileExpression(argument, scope), scope, pos) };
}

function calleeParts(callee: Expression): readonly Identifier[] {
  return callee.kind === 'name' ? callee.name.parts : [];
}

export function denoteName(parts: readonly Identifier[], scope: Scope): Denotation {
  const first = parts[0];
  if (first === undefined) throw new Error('a name without parts');
  if (first.name.startsWith('$$')) return { kind: 'code', code: inquiryDirective(first, scope) };
  const found = resolveName(parts, scope);
  if (found === undefined) {
    if (parts.length === 1 && SQL_ONLY.has(first.name)) throw plsErrors.sqlOnly(first.pos, first.name);
    throw plsErrors.mustBeDeclared(first.pos, nameText(parts));
  }
  let denotation = denoteResolved(found, parts, scope);
  for (const part of parts.slice(found.used)) denotation = member(denotation, part, scope);
  return denotation;
}

function denoteResolved(found: Resolved, parts: readonly Identifier[], scope: Scope): Denotation {
  switch (found.kind) {
    case 'standardFunction':
      return { kind: 'standardFunction', fn: found.fn };
    case 'package':
      return { kind: 'package', unit: found.unit };
    case 'routine':
      return { kind: 'routines', overloads: [found.routine], name: found.routine.name };
    case 'object':
      return { kind: 'object', object: found.object };
    case 'symbol':
      break;
  }
  const { symbol } = found;
  switch (symbol.kind) {
    case 'variable':
      // A constant of another package needs no instance of it where its value is known.
      if (
        symbol.constant !== undefined &&
        symbol.owner !== undefined &&
        scope.layout.hopsTo(symbol.layout) === undefined
      ) {
        return { kind: 'code', code: symbol.constant };
      }
      return { kind: 'place', place: variablePlace(symbol, scope), name: symbol.name };
    case 'subprograms':
      return calledSubprograms(symbol, found.used > 1, scope);
    case 'attribute': {
      const self = variablePlace(symbol.self, scope);
      const type = self.type.kind === 'RECORD' ? self.type.fields[symbol.index]?.type : undefined;
      if (type === undefined) throw plsErrors.malformed(parts[0]?.pos ?? 0);
      return { kind: 'place', place: fieldPlace(self, symbol.index, type), name: symbol.name };
    }
    case 'cursor':
      return { kind: 'cursor', symbol };
    case 'type':
      return { kind: 'type', symbol };
    case 'exception':
      return { kind: 'exception', symbol };
    default:
      throw plsErrors.malformed(parts[0]?.pos ?? 0);
  }
}

function denoteBind(expression: Extract<Expression, { kind: 'bind' }>, scope: Scope): Denotation {
  const symbol = scope.binds?.(expression.name, expression.index, scope);
  if (symbol === undefined) throw new CompileError(expression.pos, `PLS-00049: bad bind variable '${expression.name}'`);
  return { kind: 'place', place: symbol, name: expression.name };
}

/** `denotation.part`. */
export function member(denotation: Denotation, part: Identifier, scope: Scope): Denotation {
  switch (denotation.kind) {
    case 'place':
      return placeMember(denotation, part, scope);
    case 'code':
      return codeMember(denotation.code, part, scope);
    case 'routines':
      return codeMember(compileCall(denotation, [], scope, part.pos), part, scope);
    case 'type':
      return staticMethod(denotation.symbol, part);
    case 'object':
      if (denotation.object.type === 'SEQUENCE' && (part.name === 'NEXTVAL' || part.name === 'CURRVAL')) {
        return { kind: 'code', code: compileNextValue(denotation.object, part.name, scope) };
      }
      throw plsErrors.componentMustBeDeclared(part.pos, part.name);
    case 'package': {
      const symbol = denotation.unit.scope.symbols.get(part.name);
      if (symbol === undefined) throw plsErrors.componentMustBeDeclared(part.pos, part.name);
      return denoteResolved({ kind: 'symbol', symbol, used: 1 }, [part], scope);
    }
    default:
      throw plsErrors.componentMustBeDeclared(part.pos, part.name);
  }
}

function placeMember(denotation: Of<'place'>, part: Identifier, scope: Scope): Denotation {
  const { place, name } = denotation;
  const { type } = place;
  const method = methodOf(denotation, type, part, scope);
  if (method !== undefined) return method;
  if (type.kind === 'RECORD') {
    const index = fieldIndex(type, part);
    return { kind: 'place', place: fieldPlace(place, index.at, index.type), name: `${name}.${part.name}` };
  }
  if (type.kind === 'COLLECTION' && isCollectionMethod(part.name)) {
    return {
      kind: 'method',
      method: { name: part.name, type, place, collection: () => placeCode(place), label: name },
    };
  }
  throw plsErrors.componentMustBeDeclared(part.pos, part.name);
}

type Of<K extends Denotation['kind']> = Extract<Denotation, { kind: K }>;

/** `(object AS supertype)`. */
function denoteUpcast(expression: Extract<Expression, { kind: 'upcast' }>, scope: Scope): Denotation {
  const type = resolveObjectType(expression.type, scope);
  const object = denote(expression.operand, scope);
  const given = object.kind === 'place' ? object.place.type : denotedCode(object, scope, expression.pos).type;
  if (!isObject(given) || !isSubtypeOf(given, type)) throw plsErrors.wrongType(expression.pos);
  if (object.kind === 'place') return { ...object, place: { ...object.place, type }, isExact: true };
  return { kind: 'code', code: retyped(denotedCode(object, scope, expression.pos), type), isExact: true };
}

function codeMember(code: Code, part: Identifier, scope: Scope): Denotation {
  const { type } = code;
  const method = methodOf({ kind: 'code', code }, type, part, scope);
  if (method !== undefined) return method;
  if (type.kind === 'RECORD') {
    const { at, type: fieldType } = fieldIndex(type, part);
    return { kind: 'code', code: map1(code, fieldType, (record) => fieldOf(record, at, type), code.isFresh) };
  }
  if (type.kind === 'COLLECTION' && isCollectionMethod(part.name)) {
    return { kind: 'method', method: { name: part.name, type, place: undefined, collection: () => code, label: '' } };
  }
  throw plsErrors.componentMustBeDeclared(part.pos, part.name);
}

function fieldIndex(type: Extract<DataType, { kind: 'RECORD' }>, part: Identifier): { at: number; type: DataType } {
  const at = type.fields.findIndex((field) => field.name === part.name);
  const field = type.fields[at];
  if (field === undefined) throw plsErrors.componentMustBeDeclared(part.pos, part.name);
  return { at, type: field.type };
}

/** `denotation(arguments)`. */
function apply(
  denotation: Denotation,
  args: readonly Argument[],
  expression: Extract<Expression, { kind: 'call' }>,
  scope: Scope,
): Denotation {
  const { pos } = expression;
  switch (denotation.kind) {
    case 'place': {
      const { type } = denotation.place;
      if (type.kind !== 'COLLECTION') throw plsErrors.notAFunction(pos, denotation.name);
      const subscript = onlyArgument(args, denotation.name, pos);
      const place = elementPlace(denotation.place, type, compileExpression(subscript, scope), scope, subscript.pos);
      return { kind: 'place', place, name: denotation.name };
    }
    case 'code': {
      const { type } = denotation.code;
      if (type.kind !== 'COLLECTION') throw plsErrors.notAFunction(pos, '');
      return { kind: 'code', code: elementOfCode(denotation.code, type, onlyArgument(args, '', pos), scope) };
    }
    case 'routines':
      return { kind: 'code', code: compileCall(denotation, args, scope, pos) };
    case 'standardFunction':
      return { kind: 'code', code: compileStandardCall(denotation.fn, expression, scope) };
    case 'type':
      return { kind: 'code', code: compileConstructor(denotation.symbol, args, scope, pos) };
    case 'method':
      return { kind: 'code', code: compileMethod(denotation.method, args, scope, pos) };
    case 'cursor':
      throw new CompileError(pos, `PLS-00221: '${denotation.symbol.name}' is not a procedure or is undefined`);
    default:
      throw plsErrors.notAFunction(pos, nameOfCallee(expression.callee));
  }
}

function elementOfCode(code: Code, type: CollectionType, subscript: Expression, scope: Scope): Code {
  return compileElement(code, type, compileExpression(subscript, scope), scope, subscript.pos);
}

function onlyArgument(args: readonly Argument[], name: string, pos: number): Expression {
  const [first] = args;
  if (first === undefined || args.length !== 1 || first.name !== undefined) throw plsErrors.wrongArguments(pos, name);
  return first.value;
}

function nameOfCallee(callee: Expression): string {
  return callee.kind === 'name' ? (callee.name.parts.at(-1)?.name ?? '') : '';
}

/** The value that something denotes. Throws PLS-00330 for a type, PLS-00201 and the like for what has none. */
export function denotedCode(denotation: Denotation, scope: Scope, pos: number): Code {
  switch (denotation.kind) {
    case 'place':
      return placeCode(denotation.place);
    case 'code':
      return denotation.code;
    case 'routines':
      return compileCall(denotation, [], scope, pos);
    case 'standardFunction':
      return compileStandardCall(denotation.fn, { pos, arguments: [] }, scope);
    case 'method':
      return compileMethod(denotation.method, [], scope, pos);
    case 'type':
      throw plsErrors.invalidUse(pos);
    case 'cursor':
      throw new CompileError(
        pos,
        `PLS-00324: cursor attribute may not be applied to non-cursor '${denotation.symbol.name}'`,
      );
    case 'exception':
      throw plsErrors.wrongType(pos);
    case 'object':
      throw new CompileError(
        pos,
        `PLS-00357: Table,View Or Sequence reference '${denotation.object.name}' not allowed in this context`,
      );
    case 'package':
      throw new CompileError(pos, `PLS-00221: '${denotation.unit.name}' is not a procedure or is undefined`);
  }
}
