import type { Expression } from '../../syntax/ast/expression.ts';
import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import { compileBinary, compileUnary } from './arithmetic.ts';
import { compileCall } from './call.ts';
import { compileCase } from './case.ts';
import { compileCast } from './cast.ts';
import { convertTo, toText } from './convert.ts';
import { zoneOf } from './datetime-format.ts';
import { compileExtract } from './functions-datetime.ts';
import { compileDatetimeLiteral, compileIntervalLiteral, compileNumber, nullSql, textLiteral } from './literals.ts';
import { compileHostExpression, compileName } from './name.ts';
import { compileCursorExpression } from './nested-cursor.ts';
import type { Scope } from './scope.ts';
import { compileScalarSubquery } from './subquery.ts';
import { isZonedTimestamp, varchar } from './type-classes.ts';
import { type TypedSql, typed } from './typed-sql.ts';

/** An expression that is a value. Conditions are `compileCondition`'s. Throws OracleError with the offset in the source text. */
export function compileExpression(expression: Expression, scope: Scope): TypedSql {
  const usesBefore = scope.columnUses;
  const ungroupedBefore = scope.ungrouped.length;
  const compiled = dispatch(expression, scope);
  const isRowDependent = compiled.isRowDependent || scope.columnUses > usesBefore;
  if (scope.groupTexts?.has(compiled.sql) === true) scope.ungrouped.length = ungroupedBefore;
  return { ...compiled, isRowDependent };
}

function dispatch(expression: Expression, scope: Scope): TypedSql {
  switch (expression.kind) {
    case 'null':
      return nullSql(expression.pos);
    case 'string':
      return textLiteral(expression.value, expression.pos, expression.national);
    case 'number':
      return compileNumber(expression);
    case 'datetimeLiteral':
      return compileDatetimeLiteral(expression);
    case 'intervalLiteral':
      return compileIntervalLiteral(expression);
    case 'name':
      return compileName(expression, scope);
    case 'bind':
    case 'field':
    case 'cursorAttribute':
      return compileHostExpression(expression, scope);
    case 'call':
      return compileCall(expression, scope);
    case 'unary':
      return compileUnary(expression, scope);
    case 'binary':
      return compileBinary(expression, scope);
    case 'case':
      return compileCase(expression, scope);
    case 'cast':
      return compileCast(expression, scope);
    case 'extract':
      return compileExtract(expression, scope);
    case 'trim':
      return compileTrim(expression, scope);
    case 'atTimeZone':
      return compileAtTimeZone(expression, scope);
    case 'subquery':
      return compileScalarSubquery(expression, scope);
    case 'cursorExpression':
      return compileCursorExpression(expression, scope);
    case 'unsupported':
      throw unimplemented(expression.feature, expression.pos);
    case 'new':
    case 'treat':
    case 'upcast':
    case 'isOf':
      throw unimplemented('objects at this place in SQL', expression.pos);
    case 'row':
      throw new OracleError(907, 'missing right parenthesis', { offset: expression.pos });
    case 'multiset':
      throw unimplemented('MULTISET operators in SQL', expression.pos);
    case 'boolean':
      // 19c's SQL has no BOOLEAN: TRUE is an unknown name.
      throw new OracleError(904, `"${expression.value ? 'TRUE' : 'FALSE'}": invalid identifier`, {
        offset: expression.pos,
      });
    default:
      throw new OracleError(923, 'FROM keyword not found where expected', { offset: expression.pos });
  }
}

function compileTrim(expression: Extract<Expression, { kind: 'trim' }>, scope: Scope): TypedSql {
  const { nls } = scope.context;
  const operand = toText(compileExpression(expression.operand, scope), nls);
  const characters =
    expression.characters === undefined ? undefined : toText(compileExpression(expression.characters, scope), nls);
  if (characters?.literal !== undefined && [...characters.literal].length > 1) {
    throw new OracleError(30001, 'trim set should have only one character', { offset: characters.pos });
  }
  const name = { LEADING: 'ltrim', TRAILING: 'rtrim', BOTH: 'btrim' }[expression.side];
  const set = characters === undefined ? "' '" : characters.sql;
  const type = 'length' in operand.type ? varchar(operand.type.length) : operand.type;
  return typed(`nullif(${name}(${operand.sql}, ${set}), '')`, type, { pos: expression.pos });
}

function compileAtTimeZone(expression: Extract<Expression, { kind: 'atTimeZone' }>, scope: Scope): TypedSql {
  const { nls } = scope.context;
  const operand = compileExpression(expression.operand, scope);
  const zoned = isZonedTimestamp(operand.type)
    ? operand
    : convertTo(operand, { kind: 'TIMESTAMP WITH TIME ZONE', precision: 6 }, nls);
  if (expression.zone === 'LOCAL') return { ...zoned, zone: undefined };
  const zone = toText(compileExpression(expression.zone, scope), nls);
  return { ...zoned, zone: zoneOf(zone) };
}
