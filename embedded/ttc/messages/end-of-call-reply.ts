import type { ByteWriter } from '../byte-writer.ts';
import { NO_ROWID, type RowidParts } from '../data-types/rowid-codec.ts';

const MESSAGE = 4;
const TRANSACTION_ACTIVE = 0x2;
const COMPILED_WITH_ERRORS = 0x20;

/** How a call ended. Ends the reply to an execute or fetch, and every reply with an error. */
export type EndOfCall = {
  /** 0: success. 1403: no more rows. */
  code: number;
  /** The error's lines, where `code` is not 0. */
  message: string;
  /** 0-based offset of the error in the statement. */
  offset: number;
  /** 0: the server keeps no cursor. */
  cursorId: number;
  rowCount: number;
  rowid: RowidParts;
  isTransactionActive: boolean;
  compiledWithErrors: boolean;
  /** `offset` is the row's 0-based index. */
  batchErrors: { code: number; offset: number; message: string }[];
};

export const SUCCESS: EndOfCall = {
  code: 0,
  message: '',
  offset: 0,
  cursorId: 0,
  rowCount: 0,
  rowid: NO_ROWID,
  isTransactionActive: false,
  compiledWithErrors: false,
  batchErrors: [],
};

export function encodeEndOfCall(writer: ByteWriter, end: EndOfCall): void {
  writer.ub1(MESSAGE);
  writer.ub4(end.isTransactionActive ? TRANSACTION_ACTIVE : 0);
  writer.ub2(0); // end-to-end sequence
  writer.ub4(0); // current row
  writer.ub2(Math.min(end.code, 0xffff));
  writer.ub2(0).ub2(0);
  writer.ub2(end.cursorId);
  writer.sb2(Math.min(end.offset, 0x7fff));
  writer.zeros(5); // SQL type, fatal, flags, cursor options, UPI parameter
  writer.ub1(end.compiledWithErrors ? COMPILED_WITH_ERRORS : 0);
  writer.ub4(end.rowid.object).ub2(end.rowid.file).ub1(0).ub4(end.rowid.block).ub2(end.rowid.slot);
  writer.ub4(0); // operating system error
  writer.ub1(0).ub1(0).ub2(0); // statement error, call number, padding
  writer.ub4(0); // successful iterations
  writer.ub4(0); // logical rowid
  encodeBatchErrors(writer, end.batchErrors);
  writer.ub4(end.code);
  writer.ub8(end.rowCount);
  if (end.code !== 0) writer.text(`${end.message}\n`);
}

function encodeBatchErrors(writer: ByteWriter, errors: EndOfCall['batchErrors']): void {
  writer.ub2(errors.length);
  if (errors.length > 0) writer.ub1(0);
  for (const error of errors) writer.ub2(Math.min(error.code, 0xffff));
  writer.ub4(errors.length);
  if (errors.length > 0) writer.ub1(0);
  for (const error of errors) writer.ub4(error.offset);
  writer.ub2(errors.length);
  if (errors.length > 0) writer.ub1(0);
  for (const error of errors) {
    const message = Buffer.from(error.message, 'utf8');
    writer.ub2(Math.min(message.length, 0xffff)).bytes(message).zeros(2);
  }
}
