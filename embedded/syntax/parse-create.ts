import type { DdlStatement } from './ast/ddl.ts';
import type { Expression } from './ast/expression.ts';
import { parseCreateTable, skipPhysical } from './parse-create-table.ts';
import { parseCreateUnit } from './parse-create-unit.ts';
import { parseExpression } from './parse-expression.ts';
import { parseColumnList, parseCommaList, parseQualifiedName } from './parse-name.ts';
import { parseQuery } from './parse-query.ts';
import { parseSequence } from './parse-sequence.ts';
import { parseCreateUser } from './parse-user.ts';
import type { TokenStream } from './token-stream.ts';

const UNIT_WORDS = ['PROCEDURE', 'FUNCTION', 'PACKAGE', 'TRIGGER', 'TYPE'] as const;

/** `CREATE …`. Throws ORA-00901 for what is no CREATE command. */
export function parseCreate(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  const orReplace = stream.accept('OR', 'REPLACE');
  const edition = stream.acceptAny(['EDITIONABLE', 'NONEDITIONABLE']);
  if (stream.atAny(UNIT_WORDS)) {
    const editionable = edition === undefined ? undefined : edition === 'EDITIONABLE';
    return parseCreateUnit(stream, { pos, orReplace, editionable });
  }
  const isForced = stream.accept('FORCE');
  const force = isForced || stream.accept('NO', 'FORCE');
  stream.acceptAny(['EDITIONABLE', 'NONEDITIONABLE', 'EDITIONING']);
  if (stream.accept('VIEW')) return parseCreateView(stream, { pos, orReplace, force: force && isForced });
  if (stream.accept('PUBLIC', 'SYNONYM')) return parseCreateSynonym(stream, { pos, orReplace, public: true });
  if (stream.accept('SYNONYM')) return parseCreateSynonym(stream, { pos, orReplace, public: false });
  if (orReplace) return parseUnsupported(stream, pos, 922);
  return parseCreateOther(stream, pos);
}

function parseCreateOther(stream: TokenStream, pos: number): DdlStatement {
  if (stream.accept('TABLE')) return parseCreateTable(stream, pos);
  if (stream.accept('GLOBAL', 'TEMPORARY', 'TABLE')) return parseCreateTable(stream, pos, 'GLOBAL');
  if (stream.accept('PRIVATE', 'TEMPORARY', 'TABLE')) return parseCreateTable(stream, pos, 'PRIVATE');
  if (stream.accept('UNIQUE', 'INDEX')) return parseCreateIndex(stream, pos, { unique: true, bitmap: false });
  if (stream.accept('BITMAP', 'INDEX')) return parseCreateIndex(stream, pos, { unique: false, bitmap: true });
  if (stream.accept('INDEX')) return parseCreateIndex(stream, pos, { unique: false, bitmap: false });
  if (stream.accept('SEQUENCE')) return parseSequence(stream, 'createSequence', pos);
  if (stream.accept('USER')) return parseCreateUser(stream, pos);
  if (stream.accept('ROLE')) {
    const name = stream.identifier();
    stream.accept('NOT', 'IDENTIFIED');
    return { kind: 'createRole', pos, end: stream.previousEnd, name };
  }
  if (stream.accept('MATERIALIZED', 'VIEW')) {
    const name = parseQualifiedName(stream);
    skipRest(stream);
    return { kind: 'createMaterializedView', pos, end: stream.previousEnd, name };
  }
  return parseUnsupported(stream, pos, 901);
}

const UNSUPPORTED = [
  'DIRECTORY',
  'CONTEXT',
  'DATABASE',
  'PUBLIC',
  'SHARED',
  'CLUSTER',
  'PROFILE',
  'TABLESPACE',
  'BIGFILE',
  'TEMPORARY',
  'UNDO',
  'OPERATOR',
  'INDEXTYPE',
  'LIBRARY',
  'JAVA',
  'OUTLINE',
  'DIMENSION',
  'ASSEMBLY',
  'SCHEMA',
  'SPFILE',
  'PFILE',
  'CONTROLFILE',
  'AND',
  'AUDIT',
  'EDITION',
  'FLASHBACK',
  'PLUGGABLE',
  'RESTORE',
  'DISKGROUP',
  'IMMUTABLE',
  'BLOCKCHAIN',
  'MULTIVALUE',
  'HIERARCHY',
  'ATTRIBUTE',
  'ANALYTIC',
  'LOGICAL',
  'ROLLBACK',
  'LOCKDOWN',
  'INMEMORY',
] as const;

function parseUnsupported(stream: TokenStream, pos: number, code: 901 | 922): DdlStatement {
  if (!stream.atAny(UNSUPPORTED)) throw stream.fault(code);
  const feature = `CREATE ${stream.next().text}`;
  skipRest(stream);
  return { kind: 'unsupportedStatement', pos, end: stream.previousEnd, feature };
}

export function skipRest(stream: TokenStream): void {
  while (!stream.isAtEnd) stream.next();
}

/** `VIEW [schema.]view [( column, … )] AS subquery [WITH { READ ONLY | CHECK OPTION } [CONSTRAINT name]]`, from the name on. */
function parseCreateView(stream: TokenStream, head: { pos: number; orReplace: boolean; force: boolean }): DdlStatement {
  const name = parseQualifiedName(stream);
  if (stream.at('OF')) throw stream.unsupported('object views');
  const columns = stream.atSymbol('(') ? parseColumnList(stream) : [];
  stream.acceptAny(['BEQUEATH']);
  stream.acceptAny(['DEFINER', 'CURRENT_USER']);
  stream.expect('AS');
  const start = stream.pos;
  const query = parseQuery(stream);
  const text = stream.text.slice(start, stream.previousEnd);
  let readOnly = false;
  let checkOption = false;
  if (stream.accept('WITH')) {
    readOnly = stream.accept('READ', 'ONLY');
    checkOption = !readOnly && stream.accept('CHECK', 'OPTION');
    if (!readOnly && !checkOption) throw stream.fault(933);
    if (stream.accept('CONSTRAINT')) stream.identifier();
  }
  return { kind: 'createView', ...head, end: stream.previousEnd, name, columns, query, text, readOnly, checkOption };
}

/** `[PUBLIC] SYNONYM [schema.]synonym FOR [schema.]object[@link]`, from the name on. */
function parseCreateSynonym(
  stream: TokenStream,
  head: { pos: number; orReplace: boolean; public: boolean },
): DdlStatement {
  const name = parseQualifiedName(stream);
  stream.expect('FOR');
  const target = parseQualifiedName(stream);
  return { kind: 'createSynonym', ...head, end: stream.previousEnd, name, target };
}

/** `INDEX [schema.]index ON [schema.]table ( expr [ASC | DESC], … ) [attribute]…`, from the name on. */
function parseCreateIndex(stream: TokenStream, pos: number, head: { unique: boolean; bitmap: boolean }): DdlStatement {
  const name = parseQualifiedName(stream);
  stream.expect('ON', 969);
  if (stream.at('CLUSTER')) throw stream.unsupported('clusters');
  const table = parseQualifiedName(stream);
  stream.expectSymbol('(');
  const columns = parseCommaList(stream, () => parseIndexColumn(stream));
  stream.expectSymbol(')');
  while (skipIndexAttribute(stream));
  return { kind: 'createIndex', pos, end: stream.previousEnd, name, ...head, table, columns };
}

function parseIndexColumn(stream: TokenStream): { expression: Expression; descending: boolean; text: string } {
  const start = stream.pos;
  const expression = parseExpression(stream);
  const text = stream.text.slice(start, stream.previousEnd);
  const descending = stream.accept('DESC');
  if (!descending) stream.accept('ASC');
  return { expression, descending, text };
}

function skipIndexAttribute(stream: TokenStream): boolean {
  if (stream.at('INDEXTYPE')) throw stream.unsupported('domain indexes');
  const word = [
    'ONLINE',
    'REVERSE',
    'INVISIBLE',
    'VISIBLE',
    'UNUSABLE',
    'LOCAL',
    'GLOBAL',
    'COMPUTE',
    'STATISTICS',
    'SORT',
    'NOSORT',
  ];
  return stream.acceptAny(word) !== undefined || skipPhysical(stream);
}
