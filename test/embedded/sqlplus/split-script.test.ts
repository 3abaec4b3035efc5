import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitScript } from '../../../embedded/sqlplus/split-script.ts';
import { parseStatement } from '../../../embedded/syntax/parse.ts';

function shown(text: string): string[] {
  return splitScript(text).map((command) => {
    switch (command.kind) {
      case 'statement':
        return `${command.line} ${command.isPlsql ? 'PL/SQL' : 'SQL'} ${command.text}`;
      case 'command':
        return `${command.line} ${command.word} ${command.rest}`;
      case 'repeat':
        return `${command.line} /`;
      default:
        return `${command.line} unterminated ${command.text}`;
    }
  });
}

describe('splitScript', () => {
  it.each([
    ['select 1 from dual;', ['1 SQL select 1 from dual']],
    ['select 1\nfrom dual\n/', ['1 SQL select 1\nfrom dual']],
    ['select 1 from dual; -- one', ['1 SQL select 1 from dual']],
    ["insert into t values ('a;\nb;');", ["1 SQL insert into t values ('a;\nb;')"]],
    ["insert into t values (q'[it's;\n]');", ["1 SQL insert into t values (q'[it's;\n]')"]],
    ['select 1 /* ;\n*/ from dual;', ['1 SQL select 1 /* ;\n*/ from dual']],
    ['begin\n  null;\nend;\n/\nselect 1 from dual;', ['1 PL/SQL begin\n  null;\nend;', '5 SQL select 1 from dual']],
    [
      'create or replace editionable package body p as\nend;\n/\n/',
      ['1 PL/SQL create or replace editionable package body p as\nend;', '4 /'],
    ],
    ['create type t as table of number;\n/', ['1 PL/SQL create type t as table of number;']],
    ['create table t (\n\n a number);', ['1 SQL create table t (\n\n a number)']],
    ['-- x\n/* y\n z */\nrem foo\nprompt Hello; world\nPRO', ['4 REMARK foo', '5 PROMPT Hello; world', '6 PROMPT ']],
    ['set define off\nset transaction read only;', ['1 SET define off', '2 SQL set transaction read only']],
    ['exec p(1, -\n 2);', ['1 EXECUTE p(1,  2);']],
    ['@@a.sql x\n@b\nstart c', ['1 @@ a.sql x', '2 @ b', '3 START c']],
    ['whenever sqlerror exit failure rollback', ['1 WHENEVER sqlerror exit failure rollback']],
    ['select 1 from dual', ['1 unterminated select 1 from dual']],
    ['descend;', ['1 SQL descend']],
  ])('%j', (text, commands) => {
    expect(shown(text)).toEqual(commands);
  });

  it.each(['002_async_jobs.sql', '006_async_jobs_runtime.sql', 'create_test_procedures.sql'])(
    'splits %s into statements that parse',
    (file) => {
      const text = readFileSync(new URL(`../../../sql/${file}`, import.meta.url), 'utf8');
      const statements = splitScript(text).filter((command) => command.kind === 'statement');
      expect(statements.length).toBeGreaterThan(2);
      for (const { text: statement } of statements) {
        const parsed = parseStatement(statement).statement;
        if (parsed.kind === 'createUnit') expect(parsed.syntaxErrors).toEqual([]);
      }
    },
  );
});
