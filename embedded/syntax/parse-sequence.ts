import type { DdlStatement, SequenceOptions } from './ast/ddl.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseInteger } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

/** `{ CREATE | ALTER } SEQUENCE [schema.]sequence [option]…`, from the name on. */
export function parseSequence(
  stream: TokenStream,
  kind: 'createSequence' | 'alterSequence',
  pos: number,
): Extract<DdlStatement, { kind: 'createSequence' | 'alterSequence' }> {
  const name = parseQualifiedName(stream, 4050);
  const options = parseSequenceOptions(stream);
  return { kind, pos, end: stream.previousEnd, name, options };
}

/**
 * `INCREMENT BY n | START WITH n | MAXVALUE n | NOMAXVALUE | MINVALUE n | NOMINVALUE | CYCLE | NOCYCLE | CACHE n | NOCACHE | ORDER | NOORDER
 * | KEEP | NOKEEP | SCALE … | GLOBAL | SESSION | RESTART`, none or more.
 */
export function parseSequenceOptions(stream: TokenStream): SequenceOptions {
  const options: SequenceOptions = {};
  for (;;) {
    if (stream.accept('INCREMENT')) {
      stream.expect('BY', 924);
      options.incrementBy = parseBigInteger(stream);
    } else if (stream.accept('START', 'WITH')) {
      // `START WITH LIMIT VALUE` of identity columns: one more than the highest value there is.
      if (stream.at('LIMIT')) throw stream.unsupported('START WITH LIMIT VALUE');
      options.startWith = parseBigInteger(stream);
    } else if (stream.accept('MAXVALUE')) options.maxValue = parseBigInteger(stream);
    else if (stream.accept('NOMAXVALUE')) options.maxValue = null;
    else if (stream.accept('MINVALUE')) options.minValue = parseBigInteger(stream);
    else if (stream.accept('NOMINVALUE')) options.minValue = null;
    else if (stream.accept('CYCLE')) options.cycle = true;
    else if (stream.accept('NOCYCLE')) options.cycle = false;
    else if (stream.accept('CACHE')) options.cache = parseInteger(stream);
    else if (stream.accept('NOCACHE')) options.cache = 0;
    else if (stream.accept('ORDER')) options.order = true;
    else if (stream.accept('NOORDER')) options.order = false;
    else if (stream.accept('RESTART')) options.restart = true;
    else if (!acceptIgnored(stream)) return options;
  }
}

function acceptIgnored(stream: TokenStream): boolean {
  return stream.acceptAny(['KEEP', 'NOKEEP', 'NOSCALE', 'GLOBAL', 'SESSION', 'NOSHARD']) !== undefined;
}

/** A whole number of any size, as text. */
function parseBigInteger(stream: TokenStream): string {
  const negative = stream.acceptSymbol('-');
  const token = stream.peek();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw stream.fault(905);
  stream.next();
  return negative ? `-${token.text}` : token.text;
}
