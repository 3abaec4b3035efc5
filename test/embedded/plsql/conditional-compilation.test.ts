import { expect, test } from 'vitest';
import { selectText } from '../../../embedded/plsql/units/conditional-compilation.ts';
import { run } from './program.ts';

const holds = (condition: string) => condition.trim() === 'TRUE';

test('what is not selected becomes blanks', () => {
  const source = 'a $IF TRUE $THEN b $ELSE c\nd $END e';
  const { text } = selectText(source, holds);
  expect(text).toBe('a                b        \n       e');
  expect(text).toHaveLength(source.length);
});

test('directives nest; texts and comments are left alone', () => {
  const { text } = selectText(
    "$IF FALSE $THEN $IF TRUE $THEN a $END $ELSIF TRUE $THEN b '$END' -- $END\n c $ELSE d $END",
    holds,
  );
  expect(text.trim().replace(/\s+/g, ' ')).toBe("b '$END' -- $END c");
});

test('$ERROR counts only where it is selected', () => {
  expect(selectText("$IF FALSE $THEN $ERROR 'x' $END $END", holds).errors).toEqual([]);
  expect(selectText("$ERROR 'stop' $END", holds).errors).toEqual([{ pos: 6, message: "'stop'" }]);
});

test('a unit with inquiry directives', async () => {
  const printed = await run(`
CREATE PROCEDURE p IS
BEGIN
  $IF $$debugging $THEN this does not even parse; $END
  $IF $$PLSQL_OPTIMIZE_LEVEL >= 2 AND NOT $$PLSQL_DEBUG $THEN
  DBMS_OUTPUT.PUT_LINE($$PLSQL_UNIT || ' ' || $$PLSQL_LINE);
  $ELSE nor this $END
END;
/
BEGIN p; END;
/
CREATE PROCEDURE q IS
BEGIN
  $IF 1 $THEN NULL; $END
  NULL;
END;`);
  expect(printed).toEqual(['P 5', '3/6 PLS-00174: a static boolean expression must be used']);
});
