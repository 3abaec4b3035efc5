import { OracleError } from '../../types/oracle-error.ts';
import { Frame } from '../runtime/frame.ts';
import { type Code, constantCode } from './code.ts';

const NOWHERE = new Frame(0, undefined, { displayName: null, kind: '' });

/** A constant's value as code that needs no frame, where it is known when compiled. A value that does not convert is left to run time. */
export function evaluateConstant(code: Code): Code | undefined {
  if (code.constant !== undefined) return code;
  if (code.isAsync || code.isPure !== true) return undefined;
  try {
    return constantCode(code.type, code.evaluate(NOWHERE));
  } catch (error) {
    if (error instanceof OracleError) return undefined;
    throw error;
  }
}
