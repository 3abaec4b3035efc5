import type { CreateUnitStatement } from './ast/ddl.ts';
import { parseUnit } from './parse-unit.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * `CREATE … unit`, from the unit's keyword on. The rest of the text is the unit's source, which is parsed for itself: an error in it
 * does not fail the statement, and positions in the tree count from the start of the source.
 */
export function parseCreateUnit(
  stream: TokenStream,
  head: { pos: number; orReplace: boolean; editionable: boolean | undefined },
): CreateUnitStatement {
  const sourcePos = stream.pos;
  const source = stream.text.slice(sourcePos).replace(/[\s\0]+$/, '');
  const { unitType, name, unit, syntaxErrors } = parseUnit(source);
  return {
    kind: 'createUnit',
    ...head,
    end: sourcePos + source.length,
    unitType,
    name,
    source,
    sourcePos,
    unit,
    syntaxErrors,
  };
}
