import type { NativePackage } from './native-package.ts';
import { rawOf, returns } from './native-values.ts';
import { refuse } from './package-errors.ts';

const SPECIFICATION = `PACKAGE UTL_ENCODE AS
  FUNCTION BASE64_ENCODE(R IN RAW) RETURN RAW;
  FUNCTION BASE64_DECODE(R IN RAW) RETURN RAW;
  FUNCTION QUOTED_PRINTABLE_ENCODE(R IN RAW) RETURN RAW;
  FUNCTION QUOTED_PRINTABLE_DECODE(R IN RAW) RETURN RAW;
  FUNCTION UUENCODE(R IN RAW, TYPE IN PLS_INTEGER DEFAULT 1, FILENAME IN VARCHAR2 DEFAULT NULL, PERMISSION IN VARCHAR2 DEFAULT NULL) RETURN RAW;
  FUNCTION UUDECODE(R IN RAW) RETURN RAW;
END UTL_ENCODE;`;

/** Lines of 64 characters, parted by CR LF, as the package writes them. */
function encodeBase64(raw: Buffer): Buffer {
  const lines = raw.toString('base64').match(/.{1,64}/g) ?? [];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

export const UTL_ENCODE: NativePackage = {
  name: 'UTL_ENCODE',
  specification: SPECIFICATION,
  subprograms: {
    BASE64_ENCODE: (_call, [value]) => {
      const raw = rawOf(value);
      return returns(raw === null ? null : encodeBase64(raw));
    },
    BASE64_DECODE: (_call, [value]) => {
      const raw = rawOf(value);
      return returns(raw === null ? null : Buffer.from(raw.toString('latin1'), 'base64'));
    },
    QUOTED_PRINTABLE_ENCODE: refuse('UTL_ENCODE.QUOTED_PRINTABLE_ENCODE'),
    QUOTED_PRINTABLE_DECODE: refuse('UTL_ENCODE.QUOTED_PRINTABLE_DECODE'),
    UUENCODE: refuse('UTL_ENCODE.UUENCODE'),
    UUDECODE: refuse('UTL_ENCODE.UUDECODE'),
  },
};
