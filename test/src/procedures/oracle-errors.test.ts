import { describe, expect, it } from 'vitest';
import { classOf, ORACLE_ERRORS, readOracleError } from '../../../src/procedures/oracle-errors.ts';

describe('readOracleError', () => {
  it("keeps Oracle's text, without the driver's link and the lines of our block", () => {
    const error = new Error(
      'ORA-20001: Error intencional de prueba\nORA-06512: at "APP.PROC_TEST_ERROR", line 4\nORA-06512: at line 9\nHelp: https://docs.oracle.com/error-help/db/ora-20001/',
    );
    expect(readOracleError(error)).toEqual({
      code: 'ORA-20001',
      class: 'procedure',
      message: 'ORA-20001: Error intencional de prueba\nORA-06512: at "APP.PROC_TEST_ERROR", line 4',
    });
  });

  it('names the reason why a block does not compile, with the sentence in front', () => {
    const error = new Error(
      "ORA-06550: line 5, column 3:\nPLS-00201: identifier 'NO_EXISTE' must be declared\nORA-06550: line 5, column 3:\nPL/SQL: Statement ignored",
    );
    expect(readOracleError(error)).toEqual({
      code: 'PLS-00201',
      class: 'not_found',
      message:
        "Procedimiento no encontrado: ORA-06550: line 5, column 3:\nPLS-00201: identifier 'NO_EXISTE' must be declared",
    });
  });

  it.each([
    ['ORA-06502: PL/SQL: numeric or value error', 'conversion', 'Error de conversión de tipos: ORA-06502'],
    ['ORA-01403: no data found', 'procedure', 'No se encontraron datos: ORA-01403'],
    ['ORA-00060: deadlock detected', 'transient', 'ORA-00060'],
    ['NJS-500: connection to the Oracle Database was broken', 'connection', 'NJS-500'],
    ['NJS-112: internal error: read integer of length 65', 'connection', 'NJS-112'],
    ['ORA-01013: user requested cancel', 'interrupted', 'ORA-01013'],
  ])('classifies %s', (text, kind, start) => {
    const failure = readOracleError(new Error(text));
    expect(failure?.class).toBe(kind);
    expect(failure?.message.startsWith(start)).toBe(true);
  });

  it('says nothing of other errors', () => {
    expect(readOracleError(new Error('socket hang up'))).toBeUndefined();
    expect(readOracleError('ORA-00001')).toBeUndefined();
  });

  it('never takes an error that a procedure raises for transient', () => {
    expect(classOf('ORA-20999')).toBe('procedure');
    expect(Object.keys(ORACLE_ERRORS).filter((code) => code.startsWith('ORA-20'))).toEqual([]);
  });
});
