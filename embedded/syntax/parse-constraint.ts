import type { ConstraintDefinition } from './ast/ddl.ts';
import type { Identifier } from './ast/expression.ts';
import { parseCondition } from './parse-expression.ts';
import { parseColumnList, parseQualifiedName } from './parse-name.ts';
import { skipParentheses } from './parse-special-function.ts';
import type { TokenStream } from './token-stream.ts';

type Rule = ConstraintDefinition['rule'];

/** `[CONSTRAINT name] { NOT NULL | NULL | UNIQUE | PRIMARY KEY | REFERENCES … | CHECK ( … ) } [state]…`, none or more. */
export function parseInlineConstraints(stream: TokenStream): ConstraintDefinition[] {
  const constraints: ConstraintDefinition[] = [];
  for (;;) {
    const pos = stream.pos;
    const name = stream.accept('CONSTRAINT') ? stream.identifier() : undefined;
    const rule = parseInlineRule(stream);
    if (rule === undefined) {
      if (name !== undefined) throw stream.fault(904);
      return constraints;
    }
    constraints.push(withState(stream, { pos, ...(name && { name }), columns: [], rule }));
  }
}

function parseInlineRule(stream: TokenStream): Rule | undefined {
  if (stream.accept('NOT', 'NULL')) return { kind: 'notNull' };
  if (stream.accept('NULL')) return { kind: 'null' };
  if (stream.accept('UNIQUE')) return { kind: 'unique' };
  if (stream.accept('PRIMARY', 'KEY')) return { kind: 'primaryKey' };
  if (stream.at('REFERENCES')) return parseReferences(stream);
  if (stream.at('CHECK')) return parseCheck(stream);
  return undefined;
}

/** `[CONSTRAINT name] { UNIQUE ( … ) | PRIMARY KEY ( … ) | FOREIGN KEY ( … ) REFERENCES … | CHECK ( … ) } [state]…` */
export function parseConstraint(stream: TokenStream): ConstraintDefinition {
  const pos = stream.pos;
  const name = stream.accept('CONSTRAINT') ? stream.identifier() : undefined;
  let columns: Identifier[] = [];
  let rule: Rule;
  if (stream.accept('UNIQUE')) {
    columns = parseColumnList(stream);
    rule = { kind: 'unique' };
  } else if (stream.accept('PRIMARY', 'KEY')) {
    columns = parseColumnList(stream);
    rule = { kind: 'primaryKey' };
  } else if (stream.accept('FOREIGN', 'KEY')) {
    columns = parseColumnList(stream);
    rule = parseReferences(stream);
  } else {
    rule = parseCheck(stream);
  }
  return withState(stream, { pos, ...(name && { name }), columns, rule });
}

/** `CHECK ( condition )` */
function parseCheck(stream: TokenStream): Rule {
  stream.expect('CHECK', 904);
  stream.expectSymbol('(');
  const start = stream.pos;
  const condition = parseCondition(stream);
  const text = stream.text.slice(start, stream.previousEnd);
  stream.expectSymbol(')');
  return { kind: 'check', condition, text };
}

/** `REFERENCES table [( column, … )] [ON DELETE { CASCADE | SET NULL }]` */
function parseReferences(stream: TokenStream): Rule {
  stream.expect('REFERENCES');
  const table = parseQualifiedName(stream);
  const columns = stream.atSymbol('(') ? parseColumnList(stream) : [];
  const rule: Rule = { kind: 'foreignKey', table, columns };
  if (stream.accept('ON', 'DELETE')) {
    if (stream.accept('CASCADE')) rule.onDelete = 'CASCADE';
    else if (stream.accept('SET', 'NULL')) rule.onDelete = 'SET NULL';
    else throw stream.fault(905);
  }
  return rule;
}

/** `[NOT] DEFERRABLE | INITIALLY { IMMEDIATE | DEFERRED } | RELY | NORELY | USING INDEX … | ENABLE | DISABLE | VALIDATE | NOVALIDATE | EXCEPTIONS INTO …` */
function withState(stream: TokenStream, constraint: ConstraintDefinition): ConstraintDefinition {
  for (;;) {
    if (stream.accept('NOT', 'DEFERRABLE')) constraint.deferrable = false;
    else if (stream.accept('DEFERRABLE')) constraint.deferrable = true;
    else if (stream.accept('INITIALLY', 'DEFERRED')) constraint.initiallyDeferred = true;
    else if (stream.accept('INITIALLY', 'IMMEDIATE')) constraint.initiallyDeferred = false;
    else if (stream.accept('USING', 'INDEX')) skipIndexProperties(stream);
    else if (stream.accept('DISABLE')) constraint.disabled = true;
    else if (stream.accept('ENABLE')) constraint.disabled = false;
    else if (stream.acceptAny(['RELY', 'NORELY', 'VALIDATE', 'NOVALIDATE']) === undefined) return constraint;
  }
}

/** Of USING INDEX: `( CREATE INDEX … )`, an index name, or physical attributes. */
function skipIndexProperties(stream: TokenStream): void {
  if (stream.atSymbol('(')) {
    skipParentheses(stream);
    return;
  }
  const STATE_WORDS = [
    'ENABLE',
    'DISABLE',
    'VALIDATE',
    'NOVALIDATE',
    'RELY',
    'NORELY',
    'DEFERRABLE',
    'INITIALLY',
    'NOT',
  ];
  for (;;) {
    const token = stream.peek();
    if (stream.atSymbol('(')) skipParentheses(stream);
    else if (token.kind === 'end' || (token.kind === 'symbol' && token.text !== '.') || stream.atAny(STATE_WORDS))
      return;
    else stream.next();
  }
}
