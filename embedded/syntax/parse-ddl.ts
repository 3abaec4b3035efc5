import type { DdlStatement } from './ast/ddl.ts';
import { parseAlterTable } from './parse-alter-table.ts';
import { skipRest } from './parse-create.ts';
import { parseQualifiedName } from './parse-name.ts';
import { parseSequence } from './parse-sequence.ts';
import { parseAlterUser } from './parse-user.ts';
import type { TokenStream } from './token-stream.ts';

type Drop = Extract<DdlStatement, { kind: 'drop' }>;
type AlterUnit = Extract<DdlStatement, { kind: 'alterUnit' }>;

/** Longer names first: PACKAGE BODY before PACKAGE. */
const DROPPABLE: Drop['objectType'][] = [
  'PUBLIC SYNONYM',
  'PACKAGE BODY',
  'TYPE BODY',
  'MATERIALIZED VIEW',
  'TABLE',
  'INDEX',
  'VIEW',
  'SEQUENCE',
  'SYNONYM',
  'PROCEDURE',
  'FUNCTION',
  'PACKAGE',
  'TRIGGER',
  'TYPE',
  'USER',
  'ROLE',
  'CONTEXT',
  'DIRECTORY',
];

/** `DROP type [IF EXISTS] [schema.]name [CASCADE [CONSTRAINTS]] [PURGE] [FORCE]` */
export function parseDrop(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  const objectType = DROPPABLE.find((type) => stream.at(...type.split(' ')));
  if (objectType === undefined) throw stream.fault(950);
  for (const _ of objectType.split(' ')) stream.next();
  const ifExists = stream.accept('IF', 'EXISTS');
  const name = parseQualifiedName(stream, objectType === 'TABLE' ? 903 : 4050);
  const drop: Drop = { kind: 'drop', pos, end: pos, objectType, name, cascade: false, purge: false, force: false };
  if (ifExists) drop.ifExists = true;
  for (;;) {
    if (stream.accept('CASCADE')) {
      drop.cascade = true;
      stream.accept('CONSTRAINTS');
    } else if (stream.accept('PURGE')) drop.purge = true;
    else if (stream.accept('FORCE')) drop.force = true;
    else if (stream.acceptAny(['ONLINE', 'VALIDATE', 'DEFERRED', 'IMMEDIATE', 'INVALIDATION']) === undefined) break;
  }
  drop.end = stream.previousEnd;
  return drop;
}

const ALTERABLE: AlterUnit['unitType'][] = ['PROCEDURE', 'FUNCTION', 'PACKAGE', 'TRIGGER', 'VIEW', 'TYPE', 'INDEX'];

/** `ALTER { TABLE | SEQUENCE | USER | unit … }`; ALTER SESSION and ALTER SYSTEM are session control. */
export function parseAlter(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  if (stream.accept('TABLE')) return parseAlterTable(stream, pos);
  if (stream.accept('SEQUENCE')) return parseSequence(stream, 'alterSequence', pos);
  if (stream.accept('USER')) return parseAlterUser(stream, pos);
  const unitType = stream.acceptAny(ALTERABLE);
  if (unitType !== undefined) return parseAlterUnit(stream, pos, unitType);
  if (stream.peek().kind !== 'word') throw stream.fault(940);
  const feature = `ALTER ${stream.next().text}`;
  skipRest(stream);
  return { kind: 'unsupportedStatement', pos, end: stream.previousEnd, feature };
}

/** `ALTER unit name { COMPILE [DEBUG] [BODY | SPECIFICATION | PACKAGE] [REUSE SETTINGS] | ENABLE | DISABLE | RENAME TO name | … }` */
function parseAlterUnit(stream: TokenStream, pos: number, unitType: AlterUnit['unitType']): AlterUnit {
  const name = parseQualifiedName(stream, 4050);
  const unit: AlterUnit = { kind: 'alterUnit', pos, end: pos, unitType, name, action: 'IGNORED' };
  const action = stream.acceptAny(['COMPILE', 'ENABLE', 'DISABLE', 'RENAME']);
  if (action !== undefined) unit.action = action;
  if (action === 'RENAME') {
    stream.expect('TO', 946);
    unit.renameTo = stream.identifier();
  } else if (action === 'COMPILE') {
    stream.accept('DEBUG');
    if (stream.accept('BODY') && unitType === 'PACKAGE') unit.unitType = 'PACKAGE BODY';
    stream.acceptAny(['SPECIFICATION', 'PACKAGE']);
    skipCompilerSettings(stream);
  } else if (action === undefined) {
    if (unitType === 'TYPE' && stream.atAny(['ADD', 'DROP', 'MODIFY', 'REPLACE', 'FINAL', 'NOT', 'INSTANTIABLE'])) {
      throw stream.unsupported(`ALTER TYPE ${stream.peek().text}`);
    }
    if (
      !stream.atAny([
        'REBUILD',
        'EDITIONABLE',
        'NONEDITIONABLE',
        'COALESCE',
        'MONITORING',
        'NOMONITORING',
        'VISIBLE',
        'INVISIBLE',
        'LOGGING',
        'NOLOGGING',
        'PARALLEL',
        'NOPARALLEL',
      ])
    ) {
      throw stream.fault(922);
    }
    while (!stream.isAtEnd && !stream.atSymbol(';')) stream.next();
  }
  unit.end = stream.previousEnd;
  return unit;
}

/** `name = value …`, `REUSE SETTINGS` */
function skipCompilerSettings(stream: TokenStream): void {
  while (stream.atIdentifier()) {
    stream.next();
    if (stream.acceptSymbol('=')) stream.next();
  }
}

/** `TRUNCATE TABLE [schema.]table [DROP STORAGE | REUSE STORAGE] [CASCADE]` */
export function parseTruncate(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  stream.expect('TABLE');
  const name = parseQualifiedName(stream);
  if (stream.acceptAny(['PRESERVE', 'PURGE']) !== undefined) {
    for (const word of ['MATERIALIZED', 'VIEW', 'LOG']) stream.expect(word);
  }
  if (stream.accept('DROP') || stream.accept('REUSE')) {
    stream.accept('ALL');
    stream.expect('STORAGE');
  }
  const cascade = stream.accept('CASCADE');
  return { kind: 'truncate', pos, end: stream.previousEnd, name, cascade };
}

/** `RENAME old TO new` */
export function parseRename(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  const from = stream.identifier(903);
  stream.expect('TO', 946);
  const to = stream.identifier(903);
  return { kind: 'rename', pos, end: stream.previousEnd, from, to };
}

/** `COMMENT ON { TABLE [schema.]table | COLUMN [schema.]table.column } IS 'text'` */
export function parseComment(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  stream.expect('ON', 969);
  const target = stream.acceptAny(['TABLE', 'COLUMN']);
  if (target === undefined) throw stream.unsupported('COMMENT ON anything but tables and columns');
  const name = parseQualifiedName(stream);
  stream.expect('IS');
  const text = stream.peek();
  if (text.kind !== 'string') throw stream.fault(905);
  stream.next();
  return { kind: 'comment', pos, end: stream.previousEnd, target, name, text: text.text };
}

/** `PURGE { TABLE name | INDEX name | RECYCLEBIN | DBA_RECYCLEBIN … }` */
export function parsePurge(stream: TokenStream): DdlStatement {
  const pos = stream.next().pos;
  skipRest(stream);
  return { kind: 'purge', pos, end: stream.previousEnd };
}

/** ANALYZE, AUDIT and the like, refused by name when executed. */
export function parseUnsupportedStatement(stream: TokenStream): DdlStatement {
  const first = stream.next();
  skipRest(stream);
  return { kind: 'unsupportedStatement', pos: first.pos, end: stream.previousEnd, feature: first.text };
}
