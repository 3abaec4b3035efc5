import type { AlterTableAction, ColumnDefinition, ConstraintDefinition, DdlStatement } from './ast/ddl.ts';
import { parseColumnDefinition, parseTableElement } from './parse-create-table.ts';
import { parseColumnList, parseCommaList, parseQualifiedName } from './parse-name.ts';
import { parsePartitionDefinition } from './parse-partitioning.ts';
import type { TokenStream } from './token-stream.ts';

/** `ALTER TABLE [schema.]table action…`, from the name on. */
export function parseAlterTable(stream: TokenStream, pos: number): DdlStatement {
  const name = parseQualifiedName(stream, 903);
  const actions: AlterTableAction[] = [];
  do {
    actions.push(...parseAction(stream));
  } while (!stream.isAtEnd && !stream.atSymbol(';'));
  return { kind: 'alterTable', pos, end: stream.previousEnd, name, actions };
}

function parseAction(stream: TokenStream): AlterTableAction[] {
  if (stream.accept('ADD')) return parseAdd(stream);
  if (stream.accept('MODIFY')) return parseModify(stream);
  if (stream.accept('DROP')) return [parseDrop(stream)];
  if (stream.accept('RENAME')) return [parseRename(stream)];
  if (stream.at('ENABLE') || stream.at('DISABLE')) return [parseSwitch(stream)];
  if (stream.accept('TRUNCATE', 'PARTITION')) return [finishPartition(stream, 'truncatePartition')];
  if (stream.accept('SET', 'UNUSED')) return [parseSetUnused(stream)];
  return [parseIgnored(stream)];
}

/** `ADD { ( column | constraint, … ) | column | constraint }` */
function parseAdd(stream: TokenStream): AlterTableAction[] {
  stream.accept('COLUMN');
  if (stream.at('PARTITION')) return [{ kind: 'addPartition', partition: parsePartitionDefinition(stream) }];
  if (stream.at('SUPPLEMENTAL')) return [parseIgnored(stream)];
  const elements = parseElements(stream, () => parseTableElement(stream));
  const columns = elements.filter((element): element is ColumnDefinition => !('rule' in element));
  const constraints = elements.filter((element): element is ConstraintDefinition => 'rule' in element);
  const actions: AlterTableAction[] = constraints.map((constraint) => ({ kind: 'addConstraint', constraint }));
  return columns.length > 0 ? [{ kind: 'addColumns', columns }, ...actions] : actions;
}

function parseElements<T>(stream: TokenStream, parse: () => T): T[] {
  if (!stream.acceptSymbol('(')) return [parse()];
  const elements = parseCommaList(stream, parse);
  stream.expectSymbol(')');
  return elements;
}

/** `MODIFY { ( column, … ) | column | CONSTRAINT name state }` */
function parseModify(stream: TokenStream): AlterTableAction[] {
  if (stream.accept('CONSTRAINT')) {
    const name = stream.identifier();
    const state = stream.acceptAny(['ENABLE', 'DISABLE']);
    if (state === undefined) throw stream.unsupported('MODIFY CONSTRAINT');
    return [{ kind: state === 'ENABLE' ? 'enableConstraint' : 'disableConstraint', name }];
  }
  stream.accept('COLUMN');
  return [{ kind: 'modifyColumns', columns: parseElements(stream, () => parseColumnDefinition(stream)) }];
}

/** `DROP { COLUMN c | ( c, … ) | PRIMARY KEY | UNIQUE ( … ) | CONSTRAINT name } [CASCADE [CONSTRAINTS]] …` */
function parseDrop(stream: TokenStream): AlterTableAction {
  if (stream.accept('PRIMARY', 'KEY')) {
    return { kind: 'dropConstraint', primaryKey: true, cascade: parseCascade(stream) };
  }
  if (stream.accept('UNIQUE')) {
    const unique = parseColumnList(stream);
    return { kind: 'dropConstraint', unique, cascade: parseCascade(stream) };
  }
  if (stream.accept('CONSTRAINT')) {
    const name = stream.identifier();
    return { kind: 'dropConstraint', name, cascade: parseCascade(stream) };
  }
  if (stream.accept('PARTITION')) return finishPartition(stream, 'dropPartition');
  if (stream.at('UNUSED')) return parseIgnored(stream);
  const columns = stream.accept('COLUMN') ? [stream.identifier()] : parseColumnList(stream);
  const cascade = parseCascade(stream);
  stream.accept('INVALIDATE');
  return { kind: 'dropColumns', columns, cascade };
}

/** `name [{ DROP | REUSE } STORAGE] [UPDATE INDEXES] …` */
function finishPartition(stream: TokenStream, kind: 'truncatePartition' | 'dropPartition'): AlterTableAction {
  const name = stream.identifier();
  while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
  return { kind, name };
}

function parseCascade(stream: TokenStream): boolean {
  let cascade = false;
  for (;;) {
    if (stream.accept('CASCADE')) {
      cascade = true;
      stream.accept('CONSTRAINTS');
    } else if (!stream.accept('KEEP', 'INDEX') && !stream.accept('DROP', 'INDEX')) return cascade;
  }
}

/** `SET UNUSED { COLUMN c | ( c, … ) }`: to every reader the same as dropping. */
function parseSetUnused(stream: TokenStream): AlterTableAction {
  const columns = stream.accept('COLUMN') ? [stream.identifier()] : parseColumnList(stream);
  return { kind: 'dropColumns', columns, cascade: parseCascade(stream) };
}

/** `RENAME { TO name | COLUMN a TO b | CONSTRAINT a TO b }` */
function parseRename(stream: TokenStream): AlterTableAction {
  if (stream.accept('TO')) return { kind: 'rename', to: stream.identifier(903) };
  const kind = stream.accept('CONSTRAINT') ? 'renameConstraint' : 'renameColumn';
  if (kind === 'renameColumn') stream.expect('COLUMN', 946);
  const from = stream.identifier();
  stream.expect('TO', 946);
  return { kind, from, to: stream.identifier() };
}

/** `{ ENABLE | DISABLE } [VALIDATE | NOVALIDATE] { CONSTRAINT name | PRIMARY KEY | UNIQUE ( … ) | ALL TRIGGERS | … }` */
function parseSwitch(stream: TokenStream): AlterTableAction {
  const start = stream.pos;
  const enable = stream.next().text === 'ENABLE';
  stream.acceptAny(['VALIDATE', 'NOVALIDATE']);
  if (stream.accept('ALL', 'TRIGGERS')) return { kind: enable ? 'enableTriggers' : 'disableTriggers' };
  const kind = enable ? 'enableConstraint' : 'disableConstraint';
  if (stream.accept('CONSTRAINT')) {
    const name = stream.identifier();
    parseCascade(stream);
    return { kind, name };
  }
  if (stream.accept('PRIMARY', 'KEY')) {
    parseCascade(stream);
    return { kind, primaryKey: true };
  }
  if (stream.at('UNIQUE')) throw stream.unsupported('ENABLE and DISABLE UNIQUE (…)');
  if (stream.accept('ROW', 'MOVEMENT') || stream.accept('TABLE', 'LOCK')) {
    return { kind: 'ignored', text: stream.text.slice(start, stream.previousEnd) };
  }
  throw stream.fault(905);
}

/** Words that start clauses of storage and the like. */
const IGNORED = new Set(
  `MOVE SHRINK TABLESPACE PCTFREE PCTUSED INITRANS MAXTRANS STORAGE LOGGING NOLOGGING COMPRESS NOCOMPRESS CACHE NOCACHE PARALLEL NOPARALLEL
  MONITORING NOMONITORING ALLOCATE DEALLOCATE TRUNCATE SPLIT MERGE EXCHANGE COALESCE PARTITION SUPPLEMENTAL UNUSED READ INMEMORY NO RESULT_CACHE
  ROW FLASHBACK`.split(/\s+/),
);
/** Of those, the ones that would lose or hide rows if ignored. */
const REFUSED = new Set(['TRUNCATE', 'EXCHANGE', 'READ', 'MERGE', 'SPLIT']);

function parseIgnored(stream: TokenStream): AlterTableAction {
  const first = stream.peek();
  if (first.kind !== 'word' || !IGNORED.has(first.text)) throw stream.fault(1735);
  if (REFUSED.has(first.text)) throw stream.unsupported(`ALTER TABLE … ${first.text}`);
  while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
  return { kind: 'ignored', text: stream.text.slice(first.pos, stream.previousEnd) };
}
