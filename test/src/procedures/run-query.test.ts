import { describe, expect, it } from 'vitest';
import { readSelect } from '../../../src/procedures/run-query.ts';

describe('readSelect', () => {
  it.each([
    ['SELECT 1 FROM DUAL ; ;', 'SELECT 1 FROM DUAL'],
    ['  -- uno\n/* dos */ with t as (select 1 a from dual) select * from t', undefined],
    ['(SELECT 1 FROM DUAL) UNION SELECT 2 FROM DUAL', undefined],
    ["SELECT 'FOR UPDATE; it''s', q'[it's; FOR UPDATE]', nq'!;!' AS \"a;b\" FROM DUAL -- ; FOR UPDATE", undefined],
  ])('takes %j', (text, expected) => {
    expect(readSelect(text)).toBe(expected ?? text.trim());
  });

  it.each([
    ['SELECT 1 FROM DUAL; SELECT 2 FROM DUAL', 'son varias sentencias'],
    ['SELECT * FROM T FOR /* x */ UPDATE NOWAIT', 'FOR UPDATE no se admite'],
    ["SELECT '/*' AS A FROM T FOR UPDATE -- */", 'FOR UPDATE no se admite'],
    ["SELECT '--' AS A FROM T FOR UPDATE", 'FOR UPDATE no se admite'],
    ["SELECT q'[']' AS A FROM T FOR UPDATE --'", 'FOR UPDATE no se admite'],
    ['WITH /**/ FUNCTION F RETURN NUMBER IS BEGIN RETURN 1; END; SELECT F FROM DUAL', 'WITH FUNCTION no se admite'],
  ])('says what is wrong with %j', (text, reason) => {
    expect(() => readSelect(text)).toThrowError(`Solo se admite una consulta SELECT o WITH: ${reason}`);
  });

  it.each([
    'DELETE FROM T',
    'BEGIN NULL; END;',
    '/* SELECT */ UPDATE T SET A = 1',
    'SELECT * FROM T FOR UPDATE',
    'WITH FUNCTION F RETURN NUMBER IS BEGIN RETURN 1; END; SELECT F FROM DUAL',
    'SELECTA 1',
    '',
  ])('refuses %j', (text) => {
    expect(() => readSelect(text)).toThrowError(expect.objectContaining({ code: 'QUERY_NOT_READ_ONLY' }));
  });
});
