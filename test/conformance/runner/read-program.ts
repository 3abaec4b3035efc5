import { splitScript } from '../../../embedded/sqlplus/split-script.ts';

/**
 * A conformance program: a SQL*Plus script whose comments behind each statement say what it must give.
 *
 *   --> text         a row (values joined by " | ", NULL as (null)) or a line of DBMS_OUTPUT
 *   --# NAME | NAME  the columns' names
 *   --~ n            rows changed
 *   --! text         a line of the error; as many lines as are written are compared
 *   --? text         a line that USER_ERRORS has, as line/position text
 *   --@ name         what follows runs in the session of that name (of the same user); the first one is called main
 */
export type ProgramStep = {
  line: number;
  session: string;
  text: string;
  expected: {
    rows: string[];
    columns: string | undefined;
    rowCount: number | undefined;
    error: string[];
    notes: string[];
  };
};

export function readProgram(source: string): ProgramStep[] {
  const marks = source.split('\n').flatMap((text, index) => {
    const match = /^--([>#~!?@]) ?(.*)$/.exec(text.trimEnd());
    return match === null ? [] : [{ line: index + 1, kind: match[1] ?? '', text: match[2] ?? '' }];
  });
  const statements = splitScript(source).filter((command) => command.kind !== 'command' || command.word !== 'REMARK');
  let session = 'main';
  let nextMark = 0;
  return statements.map((command, index) => {
    if (command.kind !== 'statement') throw new Error(`line ${command.line}: a program has statements only`);
    const end = statements[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    const expected: ProgramStep['expected'] = {
      rows: [],
      columns: undefined,
      rowCount: undefined,
      error: [],
      notes: [],
    };
    const step = { line: command.line, session, text: command.text, expected };
    for (; (marks[nextMark]?.line ?? Number.POSITIVE_INFINITY) < end; nextMark += 1) {
      const { kind = '', text = '', line = 0 } = marks[nextMark] ?? {};
      if (kind === '@') {
        session = text;
        if (line < command.line) step.session = text;
      } else if (kind === '>') expected.rows.push(text);
      else if (kind === '#') expected.columns = text;
      else if (kind === '~') expected.rowCount = Number(text);
      else if (kind === '!') expected.error.push(text);
      else expected.notes.push(text);
    }
    return step;
  });
}
