import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../embedded/syntax/ast/expression.ts';
import { parseExpression, parseStatement, positionAt } from '../../../embedded/syntax/parse.ts';

/** An expression with its structure in brackets. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name.parts.map((part) => part.name).join('.') + (expression.outerJoin ? '(+)' : '');
    case 'number':
      return expression.text;
    case 'string':
      return `'${expression.value}'`;
    case 'bind':
      return `:${expression.name}`;
    case 'unary':
      return `[${expression.operator} ${show(expression.operand)}]`;
    case 'binary':
    case 'logical':
    case 'comparison':
      return `[${show(expression.left)} ${expression.operator} ${show(expression.right)}]`;
    case 'not':
      return `[NOT ${show(expression.operand)}]`;
    case 'call':
      return `${show(expression.callee)}(${expression.arguments.map((argument) => show(argument.value)).join(', ')})`;
    case 'field':
      return `${show(expression.object)}.${expression.field.name}`;
    case 'cursorAttribute':
      return `${show(expression.cursor)}%${expression.attribute}`;
    case 'isNull':
      return `[${show(expression.operand)} IS ${expression.negated ? 'NOT ' : ''}NULL]`;
    case 'between':
      return `[${show(expression.operand)} BETWEEN ${show(expression.low)} AND ${show(expression.high)}]`;
    case 'inList':
      return `[${show(expression.operand)} IN ${expression.items.map(show).join(', ')}]`;
    case 'row':
      return `(${expression.items.map(show).join(', ')})`;
    default:
      return expression.kind;
  }
}

function plsqlExpression(text: string): string {
  const { statement } = parseStatement(`begin x := ${text}; end;`);
  if (statement.kind !== 'block') throw new Error('no block');
  const assignment = statement.statements[0];
  if (assignment?.kind !== 'assignment') throw new Error('no assignment');
  return show(assignment.value);
}

describe('precedence', () => {
  it.each([
    ['a + b * c', '[A + [B * C]]'],
    ['a - b - c', '[[A - B] - C]'],
    ['a || b + c', '[[A || B] + C]'],
    ['(a + b) * c', '[[A + B] * C]'],
    ['- a * b', '[[- A] * B]'],
    ['a = 1 or b = 2 and not c = 3', '[[A = 1] OR [[B = 2] AND [NOT [C = 3]]]]'],
    ['a + 1 < b * 2', '[[A + 1] < [B * 2]]'],
    ['a between 1 and 2 and b is null', '[[A BETWEEN 1 AND 2] AND [B IS NULL]]'],
    ['a in (1, 2) or b is not null', '[[A IN 1, 2] OR [B IS NOT NULL]]'],
    ['(a, b) in ((1, 2), (3, 4))', '[(A, B) IN (1, 2), (3, 4)]'],
    ['a != b', '[A <> B]'],
    ['t.a(+) = b', '[T.A(+) = B]'],
  ])('%s', (text, tree) => {
    expect(show(parseExpression(text))).toBe(tree);
  });

  it.each([
    ['2 ** 3 * 4', '[[2 ** 3] * 4]'],
    ['-2 ** 2', '[- [2 ** 2]]'],
    ['2 ** -1', '[2 ** [- 1]]'],
    ['a > 1 and b', '[[A > 1] AND B]'],
    ['not a and b', '[[NOT A] AND B]'],
    ['t(1)(2).f(3).g', 'T(1)(2).F(3).G'],
    ['pkg.t.count', 'PKG.T.COUNT'],
    ['c%rowcount + 1', '[C%ROWCOUNT + 1]'],
    ['sql%bulk_exceptions(i).error_code', 'SQL%BULK_EXCEPTIONS(I).ERROR_CODE'],
    [':new.col', ':NEW.COL'],
  ])('PL/SQL: %s', (text, tree) => {
    expect(plsqlExpression(text)).toBe(tree);
  });
});

describe('placeholders', () => {
  it('count every occurrence in SQL', () => {
    const { placeholders } = parseStatement('select :a, :b, :"a" from t where x = :a');
    expect(placeholders.map(({ name }) => name)).toEqual(['A', 'B', 'a', 'A']);
  });

  it('count names once in PL/SQL', () => {
    const { placeholders, statement } = parseStatement('begin :a := :b + :a; p(:1, :b); end;');
    expect(placeholders.map(({ name }) => name)).toEqual(['A', 'B', '1']);
    expect(statement).toHaveProperty('statements.1.arguments.1.value.index', 1);
  });

  it('know the targets of RETURNING', () => {
    const { placeholders } = parseStatement('update t set a = :a where b = :b returning c, d into :c, :d');
    expect(placeholders.map(({ isReturning }) => isReturning)).toEqual([false, false, true, true]);
  });

  it('do not exist in DDL', () => {
    const text = 'create trigger t before insert on x for each row begin :new.a := 1; end;';
    expect(parseStatement(text).placeholders).toEqual([]);
  });
});

describe('details', () => {
  it('names columns by their text', () => {
    const { statement } = parseStatement(`select a + 1, max( "b" ), 'Hello World' /* c */ || x y from t`);
    expect(statement).toHaveProperty('body.items.0.text', 'A+1');
    expect(statement).toHaveProperty('body.items.1.text', 'MAX("B")');
    expect(statement).toHaveProperty('body.items.2.alias.name', 'Y');
  });

  it('gives positions', () => {
    const text = 'begin\n  foo(1);\nend;';
    const { statement } = parseStatement(text);
    if (statement.kind !== 'block') throw new Error('no block');
    expect(positionAt(text, statement.statements[0]?.pos ?? 0)).toEqual({ line: 2, column: 3 });
    expect(positionAt(text, 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt(text, 5)).toEqual({ line: 1, column: 6 });
    expect(positionAt(text, 6)).toEqual({ line: 2, column: 1 });
  });

  it('keeps the source of a unit from its keyword on', () => {
    const { statement } = parseStatement(
      'create or replace editionable function s.f return number is begin return 1; end;  \n',
    );
    expect(statement).toMatchObject({
      kind: 'createUnit',
      unitType: 'FUNCTION',
      orReplace: true,
      editionable: true,
      name: { parts: [{ name: 'S' }, { name: 'F' }] },
      source: 'function s.f return number is begin return 1; end;',
      unit: { kind: 'function', name: { name: 'F' } },
    });
  });

  it('reads ALTER SESSION as the driver sends it at login', () => {
    expect(parseStatement("ALTER SESSION SET TIME_ZONE ='-00:0'\0").statement).toMatchObject({
      kind: 'alterSession',
      settings: [{ name: 'TIME_ZONE', value: '-00:0', quoted: true }],
    });
  });

  it('reads compound triggers', () => {
    const { statement } = parseStatement(
      'create trigger t for insert on x compound trigger v number; before each row is begin null; end before each row; after statement is begin null; end after statement; end;',
    );
    expect(statement).toMatchObject({
      unit: {
        timing: 'COMPOUND',
        compound: { sections: [{ timing: 'BEFORE EACH ROW' }, { timing: 'AFTER STATEMENT' }] },
      },
    });
  });
});
