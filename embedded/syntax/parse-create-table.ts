import type { ColumnDefinition, ConstraintDefinition, DdlStatement } from './ast/ddl.ts';
import { parseConstraint, parseInlineConstraints } from './parse-constraint.ts';
import { parseExpression } from './parse-expression.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parsePartitioning } from './parse-partitioning.ts';
import { parseQuery } from './parse-query.ts';
import { parseSequenceOptions } from './parse-sequence.ts';
import { skipParentheses } from './parse-special-function.ts';
import { parseTypeSpec } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

type CreateTable = Extract<DdlStatement, { kind: 'createTable' }>;

/** `CREATE [{ GLOBAL | PRIVATE } TEMPORARY] TABLE [schema.]table [( column | constraint, … )] [property]… [AS subquery]`, from `table` on. */
export function parseCreateTable(stream: TokenStream, pos: number, temporary?: 'GLOBAL' | 'PRIVATE'): CreateTable {
  const name = parseQualifiedName(stream, 903);
  const table: CreateTable = { kind: 'createTable', pos, end: pos, name, columns: [], constraints: [], ignored: [] };
  if (temporary !== undefined) table.temporary = { onCommit: 'DELETE', private: temporary === 'PRIVATE' };
  if (stream.at('OF')) throw stream.unsupported('object tables');
  if (stream.at('SHARING') || stream.at('PARENT')) throw stream.unsupported('sharded tables');
  if (stream.atSymbol('(')) parseRelationalProperties(stream, table);
  parseTableProperties(stream, table);
  if (stream.accept('AS')) table.asQuery = parseQuery(stream);
  else if (table.columns.length === 0) throw stream.fault(922);
  table.end = stream.previousEnd;
  return table;
}

/** `( { column_definition | out_of_line_constraint } [, …] )` */
function parseRelationalProperties(stream: TokenStream, table: CreateTable): void {
  stream.expectSymbol('(');
  do {
    if (atTableConstraint(stream)) table.constraints.push(parseConstraint(stream));
    else if (stream.at('SUPPLEMENTAL', 'LOG')) throw stream.unsupported('supplemental logging');
    else table.columns.push(parseColumnDefinition(stream));
  } while (stream.acceptSymbol(','));
  stream.expectSymbol(')');
}

export function atTableConstraint(stream: TokenStream): boolean {
  return (
    stream.at('CONSTRAINT') ||
    stream.at('PRIMARY', 'KEY') ||
    stream.at('FOREIGN', 'KEY') ||
    (stream.at('UNIQUE') && stream.atSymbol('(', 1)) ||
    (stream.at('CHECK') && stream.atSymbol('(', 1))
  );
}

/**
 * ```
 * column [type] [VISIBLE | INVISIBLE] [DEFAULT [ON NULL] expr | GENERATED … AS IDENTITY [( … )] | [GENERATED ALWAYS] AS ( expr ) [VIRTUAL]] [constraint]…
 * ```
 */
export function parseColumnDefinition(stream: TokenStream): ColumnDefinition {
  const column: ColumnDefinition = { name: stream.identifier(904), constraints: [] };
  if (hasType(stream)) column.type = parseTypeSpec(stream);
  for (;;) {
    if (stream.accept('INVISIBLE')) column.invisible = true;
    else if (stream.accept('VISIBLE')) column.invisible = false;
    else if (stream.accept('SORT')) continue;
    else if (stream.at('DEFAULT')) column.default = parseColumnDefault(stream);
    else if (stream.at('GENERATED') || (stream.at('AS') && stream.atSymbol('(', 1))) parseGenerated(stream, column);
    else if (stream.at('ENCRYPT')) throw stream.unsupported('column encryption');
    else {
      const constraints = parseInlineConstraints(stream);
      if (constraints.length === 0) return column;
      column.constraints.push(...constraints);
    }
  }
}

/** A virtual column and ALTER TABLE … MODIFY may leave the type out. */
function hasType(stream: TokenStream): boolean {
  if (stream.atSymbol(',') || stream.atSymbol(')') || stream.isAtEnd) return false;
  return !stream.atAny([
    'DEFAULT',
    'GENERATED',
    'AS',
    'NOT',
    'NULL',
    'CONSTRAINT',
    'PRIMARY',
    'UNIQUE',
    'CHECK',
    'REFERENCES',
    'VISIBLE',
    'INVISIBLE',
    'DROP',
  ]);
}

/** `DEFAULT [ON NULL] expr` */
function parseColumnDefault(stream: TokenStream): NonNullable<ColumnDefinition['default']> {
  stream.next();
  const onNull = stream.accept('ON', 'NULL');
  const start = stream.pos;
  const expression = parseExpression(stream);
  return { expression, onNull, text: stream.text.slice(start, stream.previousEnd) };
}

/** `GENERATED { ALWAYS | BY DEFAULT [ON NULL] } AS IDENTITY [( options )]`, `[GENERATED ALWAYS] AS ( expr ) [VIRTUAL]` */
function parseGenerated(stream: TokenStream, column: ColumnDefinition): void {
  let generation: 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL' = 'ALWAYS';
  if (stream.accept('GENERATED')) {
    if (stream.accept('BY', 'DEFAULT')) generation = stream.accept('ON', 'NULL') ? 'BY DEFAULT ON NULL' : 'BY DEFAULT';
    else stream.expect('ALWAYS', 2000);
  }
  stream.expect('AS');
  if (stream.accept('IDENTITY')) {
    const inParentheses = stream.acceptSymbol('(');
    const options = parseSequenceOptions(stream);
    if (inParentheses) stream.expectSymbol(')');
    column.identity = { generation, options };
    return;
  }
  stream.expectSymbol('(');
  const start = stream.pos;
  const expression = parseExpression(stream);
  const text = stream.text.slice(start, stream.previousEnd);
  stream.expectSymbol(')');
  stream.accept('VIRTUAL');
  column.virtual = { expression, text };
}

/** Words that start a clause of physical storage, partitioning and the like: no meaning here. */
const PHYSICAL = new Set(
  `SEGMENT TABLESPACE PCTFREE PCTUSED INITRANS MAXTRANS STORAGE LOGGING NOLOGGING COMPRESS NOCOMPRESS COMPRESSION ORGANIZATION CACHE NOCACHE
  PARALLEL NOPARALLEL MONITORING NOMONITORING ROWDEPENDENCIES NOROWDEPENDENCIES ENABLE DISABLE ROW LOB PARTITION INMEMORY RESULT_CACHE FLASHBACK
  READ STORE ILM PARTITIONS VARRAY NESTED CLUSTERING INDEXING INTERVAL SUBPARTITION MEMCOMPRESS BUFFER_POOL COLUMN NO`.split(
    /\s+/,
  ),
);

/** The clauses behind the column list. Each is kept as text in `ignored`. */
function parseTableProperties(stream: TokenStream, table: CreateTable): void {
  for (;;) {
    if (stream.accept('ON', 'COMMIT')) {
      const action = stream.acceptAny(['DELETE', 'PRESERVE', 'DROP']);
      if (action === undefined) throw stream.fault(905);
      if (stream.acceptAny(['ROWS', 'DEFINITION']) === undefined) throw stream.fault(905);
      if (table.temporary !== undefined) table.temporary.onCommit = action === 'PRESERVE' ? 'PRESERVE' : 'DELETE';
      continue;
    }
    if (stream.at('ORGANIZATION', 'EXTERNAL') || stream.at('CLUSTER')) {
      throw stream.unsupported(stream.at('CLUSTER') ? 'clusters' : 'external tables');
    }
    if (stream.at('PARTITION', 'BY')) {
      table.partitioning = parsePartitioning(stream);
      continue;
    }
    const start = stream.pos;
    if (!skipPhysical(stream)) return;
    table.ignored.push(stream.text.slice(start, stream.previousEnd));
  }
}

/** Skips the words, numbers and parentheses of one physical clause; false where none stands. */
export function skipPhysical(stream: TokenStream): boolean {
  const first = stream.peek();
  if (first.kind !== 'word' || !PHYSICAL.has(first.text)) return false;
  stream.next();
  if (first.text === 'STORE') stream.accept('AS');
  for (;;) {
    const token = stream.peek();
    if (stream.atSymbol('(')) skipParentheses(stream);
    else if (token.kind === 'end' || atAsQuery(stream) || stream.at('ON', 'COMMIT') || token.kind === 'symbol')
      return true;
    else if (token.kind === 'word' && PHYSICAL.has(token.text)) return true;
    else stream.next();
  }
}

/** `AS subquery`; the AS of `STORE AS` belongs to the clause. */
function atAsQuery(stream: TokenStream): boolean {
  return stream.at('AS') && (stream.at('AS', 'SELECT') || stream.at('AS', 'WITH') || stream.atSymbol('(', 1));
}

/** For ALTER TABLE … ADD: one constraint or column. */
export function parseTableElement(stream: TokenStream): ColumnDefinition | ConstraintDefinition {
  return atTableConstraint(stream) ? parseConstraint(stream) : parseColumnDefinition(stream);
}
