import type { Argument } from '../../syntax/ast/expression.ts';
import { RecordValue } from '../../types/values.ts';
import { emptyRecord } from '../runtime/composite-values.ts';
import { type Code, mapAll } from './code.ts';
import { plsErrors } from './compile-errors.ts';
import { convertCode } from './conversion.ts';
import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import type { TypeSymbol } from './symbols.ts';

/** `t_rec(1, b => 2)`: a qualified expression of a record type; fields that are not named are NULL. */
export function compileRecordConstructor(
  symbol: TypeSymbol,
  args: readonly Argument[],
  scope: Scope,
  pos: number,
): Code {
  const { type } = symbol;
  if (type.kind !== 'RECORD') throw plsErrors.notAFunction(pos, symbol.name);
  const places = args.map(({ name, value }, i) => {
    const at = name === undefined ? i : type.fields.findIndex((field) => field.name === name.name);
    const field = type.fields[at];
    if (field === undefined) throw plsErrors.wrongArguments(pos, symbol.name);
    const code = convertCode(compileExpression(value, scope), field.type, scope.unit.runtime, value.pos);
    return { at, code };
  });
  return mapAll(
    places.map((place) => place.code),
    type,
    (values) => {
      const { fields } = emptyRecord(type);
      places.forEach(({ at }, i) => {
        fields[at] = values[i] ?? null;
      });
      return new RecordValue(type, fields);
    },
  );
}
