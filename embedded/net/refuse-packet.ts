import { encodePacket, PACKET } from './packet.ts';

/** TNS errors that a listener refuses a connection with. */
export const REFUSAL = {
  noService: 12504,
  unknownSid: 12505,
  unknownService: 12514,
  noHandler: 12520,
  blocked: 12528,
  versionMismatch: 12618,
} as const;

export function encodeRefuse(error: number): Buffer {
  const text = Buffer.from(
    `(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR=${error})(ERROR_STACK=(ERROR=(CODE=${error})(EMFI=4))))`,
    'ascii',
  );
  const body = Buffer.alloc(4 + text.length);
  body[0] = 34; // the user's reason: no such service or server
  body.writeUInt16BE(text.length, 2);
  text.copy(body, 4);
  return encodePacket(PACKET.refuse, body, 'short');
}
