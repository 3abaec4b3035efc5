import type { Expression, Identifier } from './ast/expression.ts';
import type {
  Assignment,
  DeleteStatement,
  DmlStatement,
  DmlTarget,
  ExplainPlanStatement,
  InsertStatement,
  LockTableStatement,
  MergeStatement,
  ReturningClause,
  UpdateStatement,
} from './ast/query.ts';
import { parseCondition, parseExpression } from './parse-expression.ts';
import { parseAlias, parsePartition, parseTableReference } from './parse-from.ts';
import { parseMultiInsert } from './parse-multi-insert.ts';
import { parseCommaList, parseQualifiedName } from './parse-name.ts';
import { parseInto, parseQuery } from './parse-query.ts';
import { parseInteger } from './parse-type-spec.ts';
import type { TokenStream } from './token-stream.ts';

export const DML_WORDS = ['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'LOCK'] as const;

/** INSERT, UPDATE, DELETE, MERGE or LOCK TABLE, the stream standing on that word. */
export function parseDml(stream: TokenStream): DmlStatement {
  return stream.withConditions(false, () => {
    switch (stream.peek().text) {
      case 'INSERT':
        return parseInsert(stream);
      case 'UPDATE':
        return parseUpdate(stream);
      case 'DELETE':
        return parseDelete(stream);
      case 'MERGE':
        return parseMerge(stream);
      default:
        return parseLockTable(stream);
    }
  });
}

/** `[ONLY] { [schema.]table [PARTITION …] | ( subquery ) } [alias]` */
export function parseTarget(stream: TokenStream): DmlTarget {
  const target: DmlTarget = { pos: stream.pos };
  if (stream.acceptSymbol('(')) {
    if (stream.at('SELECT') || stream.at('WITH')) {
      target.query = parseQuery(stream);
      if (stream.accept('WITH', 'CHECK', 'OPTION')) target.hasCheckOption = true;
    } else target.name = parseQualifiedName(stream);
    stream.expectSymbol(')');
  } else if (stream.at('TABLE') && stream.atSymbol('(', 1)) {
    throw stream.unsupported('DML on TABLE(collection)');
  } else {
    target.name = parseQualifiedName(stream);
    if (stream.at('PARTITION') || stream.at('SUBPARTITION')) target.partition = parsePartition(stream);
  }
  return target;
}

function withTargetAlias(stream: TokenStream, target: DmlTarget): DmlTarget {
  const alias = stream.at('SET') ? undefined : parseAlias(stream);
  return alias === undefined ? target : { ...target, alias };
}

/**
 * ```
 * INSERT [hint] { INTO target [alias] [( column, … )] { VALUES ( expr, … ) | VALUES record | subquery } [RETURNING …] [LOG ERRORS …] | ALL … | FIRST … }
 * ```
 */
function parseInsert(stream: TokenStream): DmlStatement {
  const pos = stream.next().pos;
  const hints = stream.peek().hint;
  if (stream.at('ALL') || stream.at('FIRST')) return parseMultiInsert(stream, pos);
  stream.expect('INTO', 925);
  const target = withTargetAlias(stream, parseTarget(stream));
  const columns = stream.atSymbol('(') && !atParenthesizedQuery(stream) ? parseInsertColumns(stream) : [];
  const source = parseInsertSource(stream);
  const insert: InsertStatement = { kind: 'insert', pos, end: pos, target, columns, source };
  if (hints !== undefined) insert.hints = hints;
  insert.returning = parseReturning(stream);
  if (stream.at('LOG', 'ERRORS')) throw stream.unsupported('LOG ERRORS');
  insert.end = stream.previousEnd;
  return insert;
}

function atParenthesizedQuery(stream: TokenStream): boolean {
  let ahead = 0;
  while (stream.atSymbol('(', ahead)) ahead += 1;
  const token = stream.peek(ahead);
  return token.kind === 'word' && (token.text === 'SELECT' || token.text === 'WITH');
}

/** Columns may be written with the table's name in front. */
export function parseInsertColumns(stream: TokenStream): Identifier[] {
  stream.expectSymbol('(');
  const columns = parseCommaList(stream, () => {
    const name = parseQualifiedName(stream, 904);
    return name.parts.at(-1) ?? { name: '', quoted: false, pos: name.pos };
  });
  stream.expectSymbol(')');
  return columns;
}

function parseInsertSource(stream: TokenStream): InsertStatement['source'] {
  if (!stream.accept('VALUES')) {
    if (!stream.at('SELECT') && !stream.at('WITH') && !stream.atSymbol('(')) throw stream.fault(926);
    return { kind: 'query', query: parseQuery(stream) };
  }
  if (!stream.atSymbol('(')) {
    if (!stream.isEmbedded) throw stream.fault(906);
    return { kind: 'record', record: stream.inPlsql(() => parseExpression(stream)) };
  }
  const values = parseValues(stream);
  // `VALUES (record)` is the same to PL/SQL as `VALUES record`; only the types can tell it from one column's value.
  return { kind: 'values', values };
}

/** `( { expr | DEFAULT } [, …] )` */
export function parseValues(stream: TokenStream): Expression[] {
  stream.expectSymbol('(');
  const values = stream.nested(() => parseCommaList(stream, () => parseExpression(stream)));
  stream.expectSymbol(')');
  return values;
}

/** `{ RETURN | RETURNING } expr [, …] [BULK COLLECT] INTO target [, …]`; marks placeholders among the targets. */
export function parseReturning(stream: TokenStream): ReturningClause | undefined {
  if (!stream.accept('RETURNING') && !stream.accept('RETURN')) return undefined;
  const expressions = parseCommaList(stream, () => parseExpression(stream));
  const into = parseInto(stream);
  if (!stream.isEmbedded) {
    for (const target of into.targets) {
      if (target.kind !== 'bind') throw stream.fault(905);
      const placeholder = stream.placeholders[target.index];
      if (placeholder !== undefined) placeholder.isReturning = true;
    }
  }
  return { expressions, into };
}

/** `UPDATE [hint] target [alias] SET … [WHERE { condition | CURRENT OF cursor }] [RETURNING …]` */
function parseUpdate(stream: TokenStream): UpdateStatement {
  const pos = stream.next().pos;
  const hints = stream.peek().hint;
  const target = withTargetAlias(stream, parseTarget(stream));
  stream.expect('SET', 971);
  const assignments = parseAssignments(stream);
  const update: UpdateStatement = { kind: 'update', pos, end: pos, target, assignments, ...parseDmlWhere(stream) };
  if (hints !== undefined) update.hints = hints;
  update.returning = parseReturning(stream);
  if (stream.at('LOG', 'ERRORS')) throw stream.unsupported('LOG ERRORS');
  update.end = stream.previousEnd;
  return update;
}

/** `column = { expr | DEFAULT } | ( column, … ) = ( subquery ) | ROW = record`, with commas between. */
export function parseAssignments(stream: TokenStream): Assignment[] {
  return parseCommaList(stream, () => parseAssignment(stream));
}

function parseAssignment(stream: TokenStream): Assignment {
  const pos = stream.pos;
  if (stream.isEmbedded && stream.at('ROW') && stream.atSymbol('=', 1)) {
    stream.next();
    stream.next();
    return { kind: 'row', pos, record: stream.inPlsql(() => parseExpression(stream)) };
  }
  if (stream.acceptSymbol('(')) {
    const columns = parseCommaList(stream, () => parseQualifiedName(stream, 904));
    stream.expectSymbol(')');
    stream.expectSymbol('=', 927);
    stream.expectSymbol('(');
    const query = parseQuery(stream);
    stream.expectSymbol(')');
    return { kind: 'columns', columns, query };
  }
  const column = parseQualifiedName(stream, 904);
  stream.expectSymbol('=', 927);
  return { kind: 'column', column, value: parseExpression(stream) };
}

function parseDmlWhere(stream: TokenStream): Pick<UpdateStatement, 'where' | 'currentOf'> {
  if (!stream.accept('WHERE')) return {};
  if (stream.isEmbedded && stream.accept('CURRENT', 'OF')) return { currentOf: parseQualifiedName(stream, 904) };
  return { where: parseCondition(stream) };
}

/** `DELETE [hint] [FROM] target [alias] [WHERE …] [RETURNING …]` */
function parseDelete(stream: TokenStream): DeleteStatement {
  const pos = stream.next().pos;
  const hints = stream.peek().hint;
  stream.accept('FROM');
  const target = withTargetAlias(stream, parseTarget(stream));
  const statement: DeleteStatement = { kind: 'delete', pos, end: pos, target, ...parseDmlWhere(stream) };
  if (hints !== undefined) statement.hints = hints;
  statement.returning = parseReturning(stream);
  if (stream.at('LOG', 'ERRORS')) throw stream.unsupported('LOG ERRORS');
  statement.end = stream.previousEnd;
  return statement;
}

/** `MERGE [hint] INTO target [alias] USING source ON ( condition ) [WHEN MATCHED …] [WHEN NOT MATCHED …]` */
function parseMerge(stream: TokenStream): MergeStatement {
  const pos = stream.next().pos;
  stream.expect('INTO', 925);
  const target = withTargetAlias(stream, parseTarget(stream));
  stream.expect('USING');
  const source = parseTableReference(stream);
  stream.expect('ON', 969);
  if (!stream.atSymbol('(')) throw stream.fault(906);
  const on = parseCondition(stream);
  const merge: MergeStatement = { kind: 'merge', pos, end: pos, target, source, on };
  while (stream.accept('WHEN')) {
    if (stream.accept('NOT')) merge.notMatched = parseNotMatched(stream);
    else merge.matched = parseMatched(stream);
  }
  if (merge.matched === undefined && merge.notMatched === undefined) throw stream.fault(905);
  if (stream.at('LOG', 'ERRORS')) throw stream.unsupported('LOG ERRORS');
  merge.end = stream.previousEnd;
  return merge;
}

/** `MATCHED THEN UPDATE SET … [WHERE condition] [DELETE WHERE condition]` */
function parseMatched(stream: TokenStream): NonNullable<MergeStatement['matched']> {
  stream.expect('MATCHED');
  stream.expect('THEN');
  stream.expect('UPDATE');
  stream.expect('SET', 971);
  const assignments = parseAssignments(stream);
  const where = stream.accept('WHERE') ? parseCondition(stream) : undefined;
  let deleteWhere: Expression | undefined;
  if (stream.accept('DELETE')) {
    stream.expect('WHERE');
    deleteWhere = parseCondition(stream);
  }
  return { assignments, where, deleteWhere };
}

/** `NOT MATCHED THEN INSERT [( column, … )] VALUES ( … ) [WHERE condition]` */
function parseNotMatched(stream: TokenStream): NonNullable<MergeStatement['notMatched']> {
  stream.expect('MATCHED');
  stream.expect('THEN');
  stream.expect('INSERT');
  const columns = stream.atSymbol('(') ? parseInsertColumns(stream) : [];
  stream.expect('VALUES', 926);
  const values = parseValues(stream);
  return { columns, values, where: stream.accept('WHERE') ? parseCondition(stream) : undefined };
}

/** `LOCK TABLE table [, table]… IN mode MODE [NOWAIT | WAIT n]` */
function parseLockTable(stream: TokenStream): LockTableStatement {
  const pos = stream.next().pos;
  stream.expect('TABLE');
  const tables = parseCommaList(stream, () => {
    const name = parseQualifiedName(stream);
    if (stream.at('PARTITION')) parsePartition(stream);
    return name;
  });
  stream.expect('IN');
  const words: string[] = [];
  while (!stream.at('MODE') && stream.peek().kind === 'word') words.push(stream.next().text);
  stream.expect('MODE');
  const nowait = stream.accept('NOWAIT');
  const waitSeconds = !nowait && stream.accept('WAIT') ? parseInteger(stream) : undefined;
  return {
    kind: 'lockTable',
    pos,
    end: stream.previousEnd,
    tables,
    mode: words.join(' '),
    nowait,
    waitSeconds,
  };
}

/** `EXPLAIN PLAN …`: recognised, the rest of the text is its own. */
export function parseExplainPlan(stream: TokenStream): ExplainPlanStatement {
  const pos = stream.next().pos;
  stream.expect('PLAN');
  while (!stream.isAtEnd) stream.next();
  return { kind: 'explainPlan', pos, end: stream.previousEnd };
}
