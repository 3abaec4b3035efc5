import type { Identifier } from '../../syntax/ast/expression.ts';
import { BOOLEAN, NULL_TYPE, VARCHAR2 } from '../../types/data-type.ts';
import { decimalOf } from '../runtime/integers.ts';
import { type Code, literalCode } from './code.ts';
import type { Scope } from './scope.ts';

/** `$$PLSQL_UNIT` and the like ("Inquiry Directives", PL/SQL Language Reference). One that was never given a value is NULL. */
export function inquiryDirective(name: Identifier, scope: Scope): Code {
  const { unit } = scope;
  const isStored = unit.displayName !== null;
  switch (name.name) {
    case '$$PLSQL_LINE':
      return literalCode({ kind: 'PLS_INTEGER' }, decimalOf(unit.source.lineOf(name.pos)));
    case '$$PLSQL_UNIT':
      return literalCode(VARCHAR2, isStored ? unit.name : null);
    case '$$PLSQL_UNIT_OWNER':
      return literalCode(VARCHAR2, isStored ? unit.schema : null);
    case '$$PLSQL_UNIT_TYPE':
      return literalCode(VARCHAR2, unit.kind.toUpperCase());
    case '$$PLSQL_CODE_TYPE':
      return literalCode(VARCHAR2, 'INTERPRETED');
    case '$$PLSQL_OPTIMIZE_LEVEL':
      return literalCode({ kind: 'PLS_INTEGER' }, decimalOf(2));
    case '$$PLSQL_DEBUG':
      return literalCode(BOOLEAN, false);
    default:
      return literalCode(NULL_TYPE, null);
  }
}
