import { expect, test } from 'vitest';
import { run } from './program.ts';

test('prints', async () => {
  expect(await run(`BEGIN DBMS_OUTPUT.PUT_LINE('hello ' || 1); END;`)).toEqual(['hello 1']);
});
