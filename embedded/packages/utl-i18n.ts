import { characterSetByName, decodeText, encodeText } from './character-sets.ts';
import type { NativePackage } from './native-package.ts';
import { rawOf, returns, textOf } from './native-values.ts';

const SPECIFICATION = `PACKAGE UTL_I18N AS
  FUNCTION STRING_TO_RAW(DATA IN VARCHAR2, DST_CHARSET IN VARCHAR2 DEFAULT NULL) RETURN RAW;
  FUNCTION RAW_TO_CHAR(DATA IN RAW, SRC_CHARSET IN VARCHAR2 DEFAULT NULL) RETURN VARCHAR2;
  FUNCTION RAW_TO_NCHAR(DATA IN RAW, SRC_CHARSET IN VARCHAR2 DEFAULT NULL) RETURN NVARCHAR2;
END UTL_I18N;`;

export const UTL_I18N: NativePackage = {
  name: 'UTL_I18N',
  specification: SPECIFICATION,
  subprograms: {
    STRING_TO_RAW: (_call, [data, name]) => {
      const text = textOf(data);
      return returns(text === null ? null : encodeText(text, characterSetByName(textOf(name))));
    },
    RAW_TO_CHAR: (_call, [data, name]) => {
      const raw = rawOf(data);
      return returns(raw === null ? null : decodeText(raw, characterSetByName(textOf(name))));
    },
    RAW_TO_NCHAR: (_call, [data, name]) => {
      const raw = rawOf(data);
      return returns(raw === null ? null : decodeText(raw, characterSetByName(textOf(name))));
    },
  },
};
