import type { Value } from '../types/values.ts';
import type { NativeOutcome, NativePackage } from './native-package.ts';
import { returns, textOf } from './native-values.ts';
import { refuse } from './package-errors.ts';

/** FORMAT_MESSAGE takes any number of arguments; more than these nobody gives it. */
const ARGUMENTS = Array.from({ length: 20 }, (_, index) => `ARG${index + 1} IN VARCHAR2 DEFAULT NULL`);

const SPECIFICATION = `PACKAGE UTL_LMS AS
  FUNCTION GET_MESSAGE(ERRNUM IN PLS_INTEGER, PRODUCT IN VARCHAR2, FACILITY IN VARCHAR2, LANGUAGE IN VARCHAR2, MESSAGE OUT VARCHAR2) RETURN PLS_INTEGER;
  FUNCTION FORMAT_MESSAGE(FORMAT IN VARCHAR2, ${ARGUMENTS.join(', ')}) RETURN VARCHAR2;
END UTL_LMS;`;

/** `%s` and `%d` are the arguments in order, `%%` is a percent sign. */
function formatMessage([format, ...values]: Value[]): NativeOutcome {
  let used = 0;
  const text = (textOf(format) ?? '').replace(/%([sd%])/g, (_, mark: string) =>
    mark === '%' ? '%' : (textOf(values[used++]) ?? ''),
  );
  return returns(text);
}

export const UTL_LMS: NativePackage = {
  name: 'UTL_LMS',
  specification: SPECIFICATION,
  subprograms: {
    GET_MESSAGE: refuse('UTL_LMS.GET_MESSAGE'),
    FORMAT_MESSAGE: (_call, inputs) => formatMessage(inputs),
  },
};
