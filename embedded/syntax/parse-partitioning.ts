import type { PartitionDefinition, Partitioning } from './ast/ddl.ts';
import { parseColumnList } from './parse-name.ts';
import { skipParentheses } from './parse-special-function.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * ```
 * PARTITION BY { RANGE | LIST | HASH | … } ( column, … ) [INTERVAL ( expr )] [SUBPARTITION BY …] { ( partition, … ) | PARTITIONS n }
 * ```
 * Subpartitions and what says where the data lies are skipped.
 */
export function parsePartitioning(stream: TokenStream): Partitioning {
  stream.expect('PARTITION');
  stream.expect('BY');
  const { text: method } = stream.next();
  const columns = parseColumnList(stream).map(({ name }) => name);
  let isInterval = false;
  while (!stream.isAtEnd && !atPartitions(stream)) {
    if (stream.at('PARTITIONS') || stream.at('AS')) return { method, columns, partitions: [], isInterval };
    if (stream.accept('INTERVAL')) isInterval = true;
    if (stream.atSymbol('(')) skipParentheses(stream);
    else stream.next();
  }
  const partitions = stream.isAtEnd ? [] : parsePartitions(stream);
  return { method, columns, partitions, isInterval };
}

function atPartitions(stream: TokenStream): boolean {
  const inner = stream.peek(1);
  return stream.atSymbol('(') && inner.kind === 'word' && inner.text === 'PARTITION';
}

function parsePartitions(stream: TokenStream): PartitionDefinition[] {
  stream.expectSymbol('(');
  const partitions: PartitionDefinition[] = [];
  do partitions.push(parsePartitionDefinition(stream));
  while (stream.acceptSymbol(','));
  stream.expectSymbol(')');
  return partitions;
}

/** `PARTITION [name] [VALUES LESS THAN ( value, … ) | VALUES ( value, … )] …` */
export function parsePartitionDefinition(stream: TokenStream): PartitionDefinition {
  stream.expect('PARTITION');
  const isNamed = stream.atIdentifier() && !stream.at('VALUES');
  const name = isNamed ? stream.identifier().name : undefined;
  const values = stream.accept('VALUES') ? parseValues(stream) : undefined;
  while (!stream.isAtEnd && !stream.atSymbol(',') && !stream.atSymbol(')')) {
    if (stream.atSymbol('(')) skipParentheses(stream);
    else stream.next();
  }
  return { name, values };
}

/** The values as they are written: MAXVALUE, DEFAULT and NULL among them. */
function parseValues(stream: TokenStream): string[] {
  if (stream.accept('LESS')) stream.expect('THAN');
  stream.expectSymbol('(');
  const values: string[] = [];
  let start = stream.pos;
  while (!stream.atSymbol(')')) {
    if (stream.isAtEnd) throw stream.fault(907);
    if (stream.atSymbol(',')) {
      values.push(stream.text.slice(start, stream.previousEnd));
      stream.next();
      start = stream.pos;
    } else if (stream.atSymbol('(')) skipParentheses(stream);
    else stream.next();
  }
  values.push(stream.text.slice(start, stream.previousEnd));
  stream.next();
  return values;
}
