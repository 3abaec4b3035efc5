import { NUMBER } from '../../types/data-type.ts';
import { convertTo, toInt, toText } from './convert.ts';
import { at, type FunctionRules, rule } from './function-rule.ts';
import { isCharacterLob, varchar } from './type-classes.ts';
import { typed } from './typed-sql.ts';

/** Functions of supplied packages that SQL often uses with columns: printed, where others are called once for each set of arguments. */
export const PACKAGE_FUNCTIONS: FunctionRules = {
  'DBMS_LOB.GETLENGTH': rule(1, 1, (inputs, { nls, pos }) => {
    const lob = at(inputs, 0);
    const sql =
      lob.type.kind === 'BLOB'
        ? `octet_length(${lob.sql})`
        : `length(${isCharacterLob(lob.type) ? lob.sql : toText(lob, nls).sql})`;
    return typed(`(${sql})::numeric`, NUMBER, { pos });
  }),
  'DBMS_LOB.SUBSTR': rule(1, 3, (inputs, { nls, pos }) => {
    const lob = at(inputs, 0);
    const amount = inputs[1] === undefined ? '32767' : toInt(at(inputs, 1), nls);
    const offset = inputs[2] === undefined ? '1' : toInt(at(inputs, 2), nls);
    if (lob.type.kind === 'BLOB') {
      return typed(`nullif(substr(${lob.sql}, ${offset}, ${amount}), '\\x'::bytea)`, { kind: 'RAW' }, { pos });
    }
    return typed(`nullif(substr(${toText(lob, nls).sql}, ${offset}, ${amount}), '')`, varchar(4000), { pos });
  }),
  'DBMS_LOB.INSTR': rule(2, 4, (inputs, { nls, pos }) => {
    const rest = inputs.slice(2).map((input) => toInt(input, nls));
    const [lob, sought] = [toText(at(inputs, 0), nls).sql, toText(at(inputs, 1), nls).sql];
    return typed(`ora.instr(${[lob, sought, ...rest].join(', ')})::numeric`, NUMBER, { pos });
  }),
  'DBMS_LOB.COMPARE': rule(2, 2, (inputs, { pos }) => {
    const [left, right] = [at(inputs, 0).sql, at(inputs, 1).sql];
    return typed(
      `(CASE WHEN ${left} = ${right} THEN 0 WHEN ${left} < ${right} THEN -1 WHEN ${left} > ${right} THEN 1 END)::numeric`,
      NUMBER,
      { pos },
    );
  }),
  'DBMS_RANDOM.VALUE': rule(0, 2, (inputs, { nls, pos }) => {
    const random = 'ora.random()';
    const volatile = { pos, isNullable: false, isRowDependent: true };
    if (inputs.length < 2) return typed(random, NUMBER, volatile);
    const [low, high] = [convertTo(at(inputs, 0), NUMBER, nls).sql, convertTo(at(inputs, 1), NUMBER, nls).sql];
    return typed(`(${low} + ${random} * (${high} - ${low}))`, NUMBER, volatile);
  }),
  'DBMS_RANDOM.RANDOM': rule(0, 0, (_inputs, { pos }) =>
    typed('floor(ora.random() * 4294967296 - 2147483648)', NUMBER, { pos, isNullable: false, isRowDependent: true }),
  ),
  'DBMS_RANDOM.STRING': rule(2, 2, (inputs, { nls, pos }) =>
    typed(`ora.random_string(${toText(at(inputs, 0), nls).sql}, ${toInt(at(inputs, 1), nls)})`, varchar(4000), {
      pos,
      isRowDependent: true,
    }),
  ),
  'UTL_RAW.CAST_TO_VARCHAR2': rule(1, 1, (inputs, { nls, pos }) =>
    typed(`convert_from(${convertTo(at(inputs, 0), { kind: 'RAW' }, nls).sql}, 'UTF8')`, varchar(4000), { pos }),
  ),
  'UTL_RAW.CAST_TO_RAW': rule(1, 1, (inputs, { nls, pos }) =>
    typed(`convert_to(${toText(at(inputs, 0), nls).sql}, 'UTF8')`, { kind: 'RAW' }, { pos }),
  ),
  'UTL_RAW.LENGTH': rule(1, 1, (inputs, { nls, pos }) =>
    typed(`octet_length(${convertTo(at(inputs, 0), { kind: 'RAW' }, nls).sql})::numeric`, NUMBER, { pos }),
  ),
};
