import { OracleError, unimplemented } from '../../types/oracle-error.ts';
import type { Lob } from '../../types/values.ts';
import { decodeUtf16, encodeUtf16, FORM } from '../data-types/text-codec.ts';
import { TYPE } from '../data-types/wire-type.ts';
import { encodeLobReply, type LobReply } from '../messages/lob-reply.ts';
import type { LobRequest } from '../messages/lob-request.ts';
import { type CallContext, sendStatus } from './call-context.ts';
import { CHUNK_SIZE, type LobTable } from './lob-table.ts';

const CHARSET_AL32UTF8 = 873;
const CHARSET_AL16UTF16 = 2000;

/** One operation on a LOB. All but writes see what was written before. */
export async function lobCall(context: CallContext, request: LobRequest): Promise<void> {
  context.requests.finish();
  const { lobs, reply } = context;
  if (request.operation === undefined) throw unimplemented(`LOB operation 0x${request.code.toString(16)}`);
  if (request.operation !== 'write') await lobs.settle();
  const answer = await operate(lobs, request);
  encodeLobReply(reply.writer, answer);
  context.trace.sent(
    `LOB ${answer.data === undefined ? '' : `data=${answer.data.length} `}amount=${answer.amount ?? '-'}`,
  );
  sendStatus(context);
}

async function operate(lobs: LobTable, request: LobRequest): Promise<LobReply> {
  const { locator } = request;
  switch (request.operation) {
    case 'createTemporary':
      return createTemporary(lobs, request);
    case 'freeTemporary':
      lobs.free(locator);
      return { locator };
    case 'length':
      return { locator, amount: (await lobs.read(locator)).length };
    case 'chunkSize':
      lobs.find(locator);
      return { locator, amount: CHUNK_SIZE };
    case 'read':
      return read(lobs, request);
    case 'write':
      await write(lobs, request);
      return withAmount(request, 0);
    case 'trim':
      await lobs.trim(locator, request.amount ?? 0);
      return withAmount(request, request.amount ?? 0);
    case 'isOpen':
      lobs.find(locator);
      return { locator, isOpen: false };
    default:
      // Opening and closing is a hint only.
      lobs.find(locator);
      return withAmount(request, request.amount ?? 0);
  }
}

/** The reply has an amount if the request had. */
function withAmount(request: LobRequest, amount: number): LobReply {
  return { locator: request.locator, amount: request.amount === undefined ? undefined : amount };
}

function createTemporary(lobs: LobTable, request: LobRequest): LobReply {
  const kind = kindOf(request);
  const locator = lobs.createTemporary(kind);
  if (request.locator.length !== locator.length) throw new OracleError(22275, 'invalid LOB locator specified');
  return { locator, charset: kind === 'NCLOB' ? CHARSET_AL16UTF16 : CHARSET_AL32UTF8 };
}

function kindOf(request: LobRequest): Lob['kind'] {
  if (request.targetOffset === TYPE.blob) return 'BLOB';
  if (request.targetOffset !== TYPE.clob) throw unimplemented(`temporary LOB of type ${request.targetOffset}`);
  return request.offset === FORM.national ? 'NCLOB' : 'CLOB';
}

async function read(lobs: LobTable, request: LobRequest): Promise<LobReply> {
  const content = await lobs.read(request.locator);
  const start = request.offset - 1;
  if (start < 0) throw new OracleError(24801, 'illegal parameter value in OCI lob function');
  const piece = content.slice(start, start + (request.amount ?? content.length));
  const data = typeof piece === 'string' ? encodeUtf16(piece) : piece;
  return { locator: request.locator, data, amount: piece.length };
}

async function write(lobs: LobTable, request: LobRequest): Promise<void> {
  const { kind } = lobs.find(request.locator);
  const start = request.offset - 1;
  if (start < 0) throw new OracleError(24801, 'illegal parameter value in OCI lob function');
  const bytes = request.data ?? Buffer.alloc(0);
  if (bytes.length > 0) await lobs.write(request.locator, start, kind === 'BLOB' ? bytes : decodeUtf16(bytes));
}
