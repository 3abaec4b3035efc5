import { OracleError } from '../types/oracle-error.ts';
import type { NativePackage } from './native-package.ts';
import { returns, textOf } from './native-values.ts';

const SPECIFICATION = `PACKAGE UTL_URL AS
  BAD_URL EXCEPTION;
  BAD_FIXED_WIDTH_CHARSET EXCEPTION;
  PRAGMA EXCEPTION_INIT(BAD_URL, -29262);
  PRAGMA EXCEPTION_INIT(BAD_FIXED_WIDTH_CHARSET, -29274);
  FUNCTION ESCAPE(URL IN VARCHAR2, ESCAPE_RESERVED_CHARS IN BOOLEAN DEFAULT FALSE, URL_CHARSET IN VARCHAR2 DEFAULT NULL) RETURN VARCHAR2;
  FUNCTION UNESCAPE(URL IN VARCHAR2, URL_CHARSET IN VARCHAR2 DEFAULT NULL) RETURN VARCHAR2;
END UTL_URL;`;

/** What a URL may have as it is ("UTL_URL", PL/SQL Packages and Types Reference). */
const UNRESERVED = /[A-Za-z0-9\-_.!~*'()]/;
const RESERVED = /[;/?:@&=+$,%]/;

function escapeText(text: string, isReservedToo: boolean): string {
  return [...text]
    .map((character) => {
      if (UNRESERVED.test(character) || (!isReservedToo && RESERVED.test(character))) return character;
      return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
    })
    .join('');
}

function unescapeText(text: string): string {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw new OracleError(29262, 'bad URL');
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

export const UTL_URL: NativePackage = {
  name: 'UTL_URL',
  specification: SPECIFICATION,
  subprograms: {
    ESCAPE: (_call, [url, isReservedToo]) => {
      const text = textOf(url);
      return returns(text === null ? null : escapeText(text, isReservedToo === true));
    },
    UNESCAPE: (_call, [url]) => {
      const text = textOf(url);
      return returns(text === null ? null : unescapeText(text));
    },
  },
};
