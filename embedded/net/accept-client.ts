import { LIMITS } from '../ttc/limits.ts';
import { ProtocolError } from '../ttc/protocol-error.ts';
import type { Trace } from '../ttc/trace.ts';
import { encodeAccept, NET_VERSION } from './accept-packet.ts';
import { parseConnectTarget } from './connect-descriptor.ts';
import { type ConnectPacket, decodeConnect } from './connect-packet.ts';
import { DATA_HEADER_BYTES, HEADER_BYTES, PACKET } from './packet.ts';
import type { PacketConnection } from './packet-connection.ts';
import { encodeRefuse, REFUSAL } from './refuse-packet.ts';

const OLDEST_VERSION = 315;
const MIN_TRANSPORT_DATA_UNIT = 255;
const MAX_TRANSPORT_DATA_UNIT = 2_097_152;

/**
 * The listener's part of a connection: reads the CONNECT packet and accepts or refuses it. True: the session may begin. Rejects with
 * ProtocolError. `refusal`: a TNS error for everyone.
 */
export async function acceptClient(
  connection: PacketConnection,
  options: { serviceName: string; instanceName: string; refusal: number | undefined; trace: Trace },
): Promise<boolean> {
  const packet = await connection.receivePacket();
  if (packet === undefined) return false;
  if (packet.type !== PACKET.connect)
    throw new ProtocolError(`packet of type ${packet.type} where CONNECT was expected`);
  const connect = decodeConnect(packet.body);
  const descriptor = await readDescriptor(connection, connect);
  if (descriptor === undefined) return false;
  options.trace.received(`CONNECT version=${connect.version} sdu=${connect.sessionDataUnit} ${descriptor}`);
  const refusal = options.refusal ?? refusalOf(connect, descriptor, options);
  if (refusal !== undefined) {
    options.trace.sent(`REFUSE ${refusal}`);
    await connection.sendPacket(encodeRefuse(refusal));
    return false;
  }
  const version = Math.min(connect.version, NET_VERSION);
  const sessionDataUnit = clamp(connect.sessionDataUnit, LIMITS.minSessionDataUnit, LIMITS.maxSessionDataUnit);
  const transportDataUnit = clamp(connect.transportDataUnit, MIN_TRANSPORT_DATA_UNIT, MAX_TRANSPORT_DATA_UNIT);
  options.trace.sent(`ACCEPT version=${version} sdu=${sessionDataUnit}`);
  const written = connection.sendPacket(encodeAccept(version, sessionDataUnit, transportDataUnit));
  connection.accept(sessionDataUnit);
  await written;
  return true;
}

/** From the packet itself, or from the data packets behind it where it is long. */
async function readDescriptor(connection: PacketConnection, connect: ConnectPacket): Promise<string | undefined> {
  if (connect.dataLength > LIMITS.maxConnectDataBytes) {
    throw new ProtocolError(`connect descriptor of ${connect.dataLength} bytes`);
  }
  const parts = [connect.data];
  let length = connect.data.length;
  while (length < connect.dataLength) {
    const packet = await connection.receivePacket();
    if (packet === undefined) return undefined;
    if (packet.type !== PACKET.data)
      throw new ProtocolError(`packet of type ${packet.type} within a connect descriptor`);
    const part = packet.body.subarray(DATA_HEADER_BYTES - HEADER_BYTES);
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusalOf(
  connect: ConnectPacket,
  descriptor: string,
  { serviceName, instanceName }: { serviceName: string; instanceName: string },
): number | undefined {
  if (connect.version < OLDEST_VERSION) return REFUSAL.versionMismatch;
  const target = parseConnectTarget(descriptor);
  if (target.serviceName !== undefined) {
    return target.serviceName.toUpperCase() === serviceName.toUpperCase() ? undefined : REFUSAL.unknownService;
  }
  if (target.sid === undefined) return REFUSAL.noService;
  const isKnown = [serviceName, instanceName].some((name) => name.toUpperCase() === target.sid?.toUpperCase());
  return isKnown ? undefined : REFUSAL.unknownSid;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
