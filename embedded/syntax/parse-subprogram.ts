import type { TypeSpec } from './ast/expression.ts';
import type { Subprogram } from './ast/plsql.ts';
import { parseBody } from './parse-plsql-block.ts';
import { parseDeclarations, parseParameters } from './parse-plsql-declaration.ts';
import { skipParentheses } from './parse-special-function.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * ```
 * { PROCEDURE name [( parameter, … )] | FUNCTION name [( parameter, … )] RETURN type } [property]… { ; | { IS | AS } body ; }
 * ```
 * A standalone unit may have a schema in front of its name and always has a body.
 */
export function parseSubprogram(stream: TokenStream, place: 'nested' | 'standalone'): Subprogram {
  const subprogram = parseSubprogramHeader(stream, place);
  if (subprogram.external !== undefined) return finish(stream, subprogram);
  if (stream.accept('IS') || stream.accept('AS')) {
    if (stream.at('LANGUAGE') || stream.at('EXTERNAL')) {
      subprogram.external = stream.text.slice(stream.pos, skipToSemicolon(stream));
      return finish(stream, subprogram);
    }
    const bodyPos = stream.pos;
    stream.accept('DECLARE');
    subprogram.body = stream.nested(() => parseBody(stream, bodyPos, parseDeclarations(stream)));
  } else if (place === 'standalone') {
    throw stream.unexpected(
      '; is authid as cluster order using external deterministic parallel_enable pipelined result_cache',
    );
  }
  return finish(stream, subprogram);
}

/** Up to IS, AS or what ends a declaration. `self` is the type that `RETURN SELF AS RESULT` means. */
export function parseSubprogramHeader(
  stream: TokenStream,
  place: 'nested' | 'standalone',
  self?: TypeSpec,
): Subprogram {
  const pos = stream.pos;
  const kind = stream.next().text === 'FUNCTION' ? 'function' : 'procedure';
  let name = place === 'nested' ? stream.member() : stream.identifier();
  if (place === 'standalone' && stream.acceptSymbol('.')) name = stream.member();
  const parameters = stream.atSymbol('(') ? parseParameters(stream) : [];
  let returns: TypeSpec | undefined;
  if (kind === 'function') {
    stream.expect('RETURN');
    returns = self !== undefined && stream.accept('SELF', 'AS', 'RESULT') ? self : parseTypeSpec(stream);
  }
  const subprogram: Subprogram = { kind, pos, end: pos, name, parameters, pipelined: false };
  if (returns !== undefined) subprogram.returns = returns;
  parseProperties(stream, subprogram);
  return subprogram;
}

function finish(stream: TokenStream, subprogram: Subprogram): Subprogram {
  stream.expectSymbol(';');
  subprogram.end = stream.previousEnd;
  return subprogram;
}

/**
 * `AUTHID … | ACCESSIBLE BY ( … ) | DETERMINISTIC | PIPELINED | PARALLEL_ENABLE [( … )] | { CLUSTER | ORDER } parameter BY ( … )
 * | RESULT_CACHE [RELIES_ON ( … )] | AGGREGATE USING type`
 */
function parseProperties(stream: TokenStream, subprogram: Subprogram): void {
  for (;;) {
    if (stream.at('AUTHID')) subprogram.authid = parseAuthid(stream);
    else if (stream.accept('DETERMINISTIC')) continue;
    else if (stream.accept('PIPELINED')) {
      if (stream.at('USING')) throw stream.unsupported('PIPELINED USING');
      subprogram.pipelined = true;
    } else if (stream.accept('PARALLEL_ENABLE')) {
      if (stream.atSymbol('(')) skipParentheses(stream);
    } else if (stream.atAny(['CLUSTER', 'ORDER']) && stream.peek(2).text === 'BY') {
      for (let i = 0; i < 3; i++) stream.next();
      skipParentheses(stream);
    } else if (stream.accept('RESULT_CACHE')) {
      if (stream.accept('RELIES_ON')) skipParentheses(stream);
    } else if (stream.accept('ACCESSIBLE', 'BY')) skipParentheses(stream);
    else if (stream.accept('SQL_MACRO')) throw stream.unsupported('SQL_MACRO');
    else if (stream.at('AGGREGATE', 'USING')) {
      subprogram.external = stream.text.slice(stream.pos, skipToSemicolon(stream));
    } else return;
  }
}

/** `AUTHID { CURRENT_USER | DEFINER }` */
export function parseAuthid(stream: TokenStream): 'DEFINER' | 'CURRENT_USER' {
  stream.expect('AUTHID');
  const authid = stream.acceptAny(['DEFINER', 'CURRENT_USER']);
  if (authid === undefined) throw stream.unexpected('current_user definer');
  return authid;
}

/** Returns the offset behind the last token before the semicolon. */
function skipToSemicolon(stream: TokenStream): number {
  while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
  return stream.previousEnd;
}
