import type { Block, Declaration, TriggerBody } from './ast/plsql.ts';
import { parseExpression } from './parse-expression.ts';
import { parseCommaList, parseQualifiedName } from './parse-name.ts';
import { acceptClosingName, parseBlock, parseBody } from './parse-plsql-block.ts';
import { parseDeclaration, parseDeclarations } from './parse-plsql-declaration.ts';
import type { TokenStream } from './token-stream.ts';

/**
 * ```
 * TRIGGER [schema.]name { BEFORE | AFTER | INSTEAD OF | FOR } event [OR event]… ON [schema.]table [REFERENCING …] [FOR EACH ROW]
 *   [{ FOLLOWS | PRECEDES } trigger, …] [ENABLE | DISABLE] [WHEN ( condition )] { block | COMPOUND TRIGGER … | CALL … }
 * ```
 */
export function parseTrigger(stream: TokenStream): TriggerBody {
  const pos = stream.next().pos;
  const trigger: TriggerBody = {
    kind: 'trigger',
    pos,
    end: pos,
    name: parseQualifiedName(stream),
    timing: 'BEFORE',
    events: [],
    table: { parts: [], pos },
    oldName: 'OLD',
    newName: 'NEW',
    forEachRow: false,
    follows: [],
    disabled: false,
  };
  trigger.timing = parseTiming(stream);
  if (!stream.atAny(['INSERT', 'UPDATE', 'DELETE'])) return skipSystemTrigger(stream, trigger);
  trigger.events = parseEvents(stream);
  stream.expect('ON');
  if (stream.at('NESTED', 'TABLE')) throw stream.unsupported('triggers on nested tables');
  trigger.table = parseQualifiedName(stream);
  parseOptions(stream, trigger);
  // INSTEAD OF is for rows whether it says so or not.
  if (trigger.timing === 'INSTEAD OF') trigger.forEachRow = true;
  if (stream.at('CALL')) throw stream.unsupported('CALL in triggers');
  if (stream.accept('COMPOUND', 'TRIGGER')) trigger.compound = parseCompound(stream);
  else trigger.block = parseTriggerBlock(stream);
  stream.expectSymbol(';');
  trigger.end = stream.previousEnd;
  return trigger;
}

function parseTiming(stream: TokenStream): TriggerBody['timing'] {
  if (stream.accept('INSTEAD', 'OF')) return 'INSTEAD OF';
  const word = stream.acceptAny(['BEFORE', 'AFTER', 'FOR']);
  if (word === undefined) throw stream.unexpected('before after instead for');
  return word === 'FOR' ? 'COMPOUND' : word;
}

/** Triggers on DDL and database events are kept to be refused by name. */
function skipSystemTrigger(stream: TokenStream, trigger: TriggerBody): TriggerBody {
  if (stream.peek().kind !== 'word') throw stream.unexpected('insert update delete');
  trigger.systemEvent = stream.peek().text;
  while (!stream.isAtEnd) stream.next();
  trigger.end = stream.previousEnd;
  return trigger;
}

/** `{ INSERT | DELETE | UPDATE [OF column, …] } [OR …]` */
function parseEvents(stream: TokenStream): TriggerBody['events'] {
  const events: TriggerBody['events'] = [];
  do {
    const event = stream.acceptAny(['INSERT', 'UPDATE', 'DELETE']);
    if (event === undefined) throw stream.unexpected('insert update delete');
    const hasColumns = event === 'UPDATE' && stream.accept('OF');
    events.push({ event, columns: hasColumns ? parseCommaList(stream, () => stream.identifier()) : [] });
  } while (stream.accept('OR'));
  return events;
}

function parseOptions(stream: TokenStream, trigger: TriggerBody): void {
  for (;;) {
    if (stream.accept('REFERENCING')) parseReferencing(stream, trigger);
    else if (stream.accept('FOR', 'EACH', 'ROW')) trigger.forEachRow = true;
    else if (stream.accept('FOLLOWS') || stream.accept('PRECEDES')) {
      trigger.follows.push(...parseCommaList(stream, () => parseQualifiedName(stream)));
    } else if (stream.accept('ENABLE')) trigger.disabled = false;
    else if (stream.accept('DISABLE')) trigger.disabled = true;
    else if (stream.accept('WHEN')) {
      stream.expectSymbol('(');
      trigger.when = parseExpression(stream);
      stream.expectSymbol(')');
    } else return;
  }
}

/** `REFERENCING { OLD [AS] name | NEW [AS] name | PARENT [AS] name }…`, from behind the keyword. */
function parseReferencing(stream: TokenStream, trigger: TriggerBody): void {
  for (;;) {
    const which = stream.acceptAny(['OLD', 'NEW', 'PARENT']);
    if (which === undefined) return;
    stream.accept('AS');
    const name = stream.member().name;
    if (which === 'OLD') trigger.oldName = name;
    if (which === 'NEW') trigger.newName = name;
  }
}

/** `[<<label>>] [DECLARE …] BEGIN … END [name]` */
function parseTriggerBlock(stream: TokenStream): Block {
  if (!stream.acceptSymbol('<<')) return parseBlock(stream);
  const label = stream.identifier();
  stream.expectSymbol('>>');
  return parseBlock(stream, label);
}

const SECTIONS = ['BEFORE STATEMENT', 'BEFORE EACH ROW', 'AFTER EACH ROW', 'AFTER STATEMENT'] as const;

/** `declarations { timing IS [declarations] BEGIN … END timing ; }… END [name]`, from behind COMPOUND TRIGGER. */
function parseCompound(stream: TokenStream): NonNullable<TriggerBody['compound']> {
  const declarations: Declaration[] = [];
  while (!stream.at('END') && !stream.isAtEnd && sectionAt(stream) === undefined) {
    declarations.push(parseDeclaration(stream));
  }
  const sections: NonNullable<TriggerBody['compound']>['sections'] = [];
  for (;;) {
    const timing = sectionAt(stream);
    if (timing === undefined) break;
    for (const _ of timing.split(' ')) stream.next();
    stream.expect('IS');
    const pos = stream.pos;
    const block = parseBodyOfSection(stream, pos);
    stream.acceptAny(['BEFORE', 'AFTER']);
    for (const word of ['EACH', 'ROW', 'STATEMENT']) stream.accept(word);
    stream.expectSymbol(';');
    sections.push({ timing, block });
  }
  stream.expect('END');
  acceptClosingName(stream);
  return { declarations, sections };
}

/** END's closing words are the timing; BEFORE is taken as END's name, so only what follows remains. */
function parseBodyOfSection(stream: TokenStream, pos: number): Block {
  return parseBody(stream, pos, parseDeclarations(stream));
}

function sectionAt(stream: TokenStream): (typeof SECTIONS)[number] | undefined {
  return SECTIONS.find((section) => stream.at(...section.split(' ')));
}
