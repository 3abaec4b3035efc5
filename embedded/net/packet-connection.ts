import type { Socket } from 'node:net';
import type { Channel, DataPacket } from '../ttc/channel.ts';
import { LIMITS } from '../ttc/limits.ts';
import { CallBroken, ConnectionLost, ProtocolError } from '../ttc/protocol-error.ts';
import {
  DATA_FLAG,
  DATA_HEADER_BYTES,
  encodeDataPackets,
  encodeMarker,
  HEADER_BYTES,
  MARKER,
  PACKET,
  type Packet,
} from './packet.ts';
import { PacketFramer } from './packet-framer.ts';

/** A packet that is this much shorter than the largest allowed is no part of a message that goes on. */
const SHORT_MARGIN = 128;
const MAX_CONNECT_PACKET_BYTES = 8192;
/** For a client to close its side after the last reply. */
const CLOSE_TIME_MS = 2_000;

type BreakState = 'none' | 'broken' | 'resetAsked';
type Waiter<T> = { resolve(value: T): void; reject(error: Error): void };

/**
 * Packets over one socket. The socket's data is framed at once; data packets wait in a queue until they are asked for, markers take
 * effect the moment they arrive (oracle-net.md 8).
 */
export class PacketConnection implements Channel {
  readonly peer: string;
  onBreak: (() => void) | undefined;
  readonly #socket: Socket;
  readonly #framer = new PacketFramer(MAX_CONNECT_PACKET_BYTES);
  #sessionDataUnit: number = LIMITS.minSessionDataUnit;
  readonly #queue: Packet[] = [];
  #queuedBytes = 0;
  #receiver: Waiter<Packet | undefined> | undefined;
  #resetWaiter: ((isReset: boolean) => void) | undefined;
  #breakState: BreakState = 'none';
  #isClosed = false;
  #failure: ProtocolError | undefined;
  /** While frozen: what came and what is to go, held back. */
  #held: { received: Buffer[]; sent: Buffer[] } | undefined;
  #writers: (() => void)[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
    this.peer = `${socket.remoteAddress ?? 'client'}:${socket.remotePort ?? 0}`;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('drain', () => this.#wakeWriters());
    socket.on('end', () => this.#onClosed());
    socket.on('close', () => this.#onClosed());
    // 'close' follows.
    socket.on('error', () => {});
  }

  get isBroken(): boolean {
    return this.#breakState !== 'none';
  }

  /** From now on lengths have four bytes. To be called with the ACCEPT packet. */
  accept(sessionDataUnit: number): void {
    this.#sessionDataUnit = sessionDataUnit;
    this.#framer.lengthForm = 'long';
    this.#framer.maxPacketBytes = LIMITS.maxSessionDataUnit;
  }

  /** The next packet but markers; undefined when the client is gone. */
  async receivePacket(): Promise<Packet | undefined> {
    if (this.isBroken) throw new CallBroken();
    const packet = this.#queue.shift();
    if (packet !== undefined) {
      this.#queuedBytes -= packet.body.length;
      if (this.#queuedBytes < LIMITS.maxQueuedBytes && this.#held === undefined) this.#socket.resume();
      return packet;
    }
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed) return undefined;
    return new Promise((resolve, reject) => {
      this.#receiver = { resolve, reject };
    });
  }

  async receive(): Promise<DataPacket | undefined> {
    for (;;) {
      const packet = await this.receivePacket();
      if (packet === undefined) return undefined;
      if (packet.type !== PACKET.data) throw new ProtocolError(`packet of type ${packet.type} where data was expected`);
      const headerBytes = DATA_HEADER_BYTES - HEADER_BYTES;
      if (packet.body.length < headerBytes) throw new ProtocolError('data packet without flags');
      const flags = packet.body.readUInt16BE(0);
      if ((flags & DATA_FLAG.endOfFile) !== 0) return undefined;
      const payload = packet.body.subarray(headerBytes);
      if (payload.length === 0) continue;
      return {
        payload,
        isMarkedLast: (flags & DATA_FLAG.endOfRequest) !== 0,
        isShort: packet.body.length + HEADER_BYTES <= this.#sessionDataUnit - SHORT_MARGIN,
      };
    }
  }

  async send(bytes: Buffer): Promise<void> {
    if (this.isBroken) throw new CallBroken();
    if (this.#isClosed) throw new ConnectionLost();
    await this.sendPacket(encodeDataPackets(bytes, this.#sessionDataUnit));
    if (this.isBroken) throw new CallBroken();
  }

  /** Resolves when the socket takes more, or is closed. */
  async sendPacket(packet: Buffer): Promise<void> {
    if (this.#write(packet)) return;
    await new Promise<void>((resolve) => {
      this.#writers.push(resolve);
    });
  }

  async finishReset(): Promise<boolean> {
    const isReset =
      this.#breakState === 'resetAsked' ||
      (await new Promise<boolean>((resolve) => {
        if (this.#isClosed) resolve(false);
        else this.#resetWaiter = resolve;
      }));
    if (!isReset || this.#isClosed) return false;
    this.#breakState = 'none';
    this.#write(encodeMarker(MARKER.reset));
    return true;
  }

  /** Nothing goes in or out, as if the network stood still. */
  freeze(): void {
    this.#held ??= { received: [], sent: [] };
  }

  thaw(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined || this.#isClosed) return;
    for (const packet of held.sent) this.#socket.write(packet);
    for (const chunk of held.received) this.#onData(chunk);
    this.#socket.resume();
    if (!this.#socket.writableNeedDrain) this.#wakeWriters();
  }

  close(): void {
    if (this.#held !== undefined) {
      this.#socket.destroy();
      return;
    }
    // Closed for good when the client closes too, which lets it read what was sent last.
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), CLOSE_TIME_MS).unref();
  }

  /** Without a farewell. */
  destroy(): void {
    this.#socket.resetAndDestroy();
  }

  /** False where the writer should wait. */
  #write(packet: Buffer): boolean {
    if (this.#isClosed || this.#socket.destroyed || this.#socket.writableEnded) return true;
    if (this.#held === undefined) return this.#socket.write(packet);
    this.#held.sent.push(packet);
    return false;
  }

  #onData(chunk: Buffer): void {
    if (this.#held !== undefined) {
      this.#held.received.push(chunk);
      this.#socket.pause();
      return;
    }
    if (this.#failure !== undefined) return;
    this.#framer.push(chunk);
    try {
      for (let packet = this.#framer.next(); packet !== undefined; packet = this.#framer.next()) {
        if (packet.type === PACKET.marker) this.#onMarker(packet);
        else if (!this.isBroken) this.#enqueue(packet);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#failure = error;
      this.#receiver?.reject(error);
      this.#receiver = undefined;
    }
  }

  #enqueue(packet: Packet): void {
    const receiver = this.#receiver;
    if (receiver !== undefined) {
      this.#receiver = undefined;
      receiver.resolve(packet);
      return;
    }
    this.#queue.push(packet);
    this.#queuedBytes += packet.body.length;
    if (this.#queuedBytes >= LIMITS.maxQueuedBytes) this.#socket.pause();
  }

  #onMarker(packet: Packet): void {
    const isReset = packet.body[2] === MARKER.reset;
    const wasBroken = this.isBroken;
    if (isReset) {
      this.#breakState = 'resetAsked';
      this.#resetWaiter?.(true);
      this.#resetWaiter = undefined;
    } else if (!wasBroken) {
      this.#breakState = 'broken';
      this.#write(encodeMarker(MARKER.break));
    }
    if (wasBroken) {
      // A program may have swallowed the first break and run on; the client's readiness for the error is no break of its own.
      if (!isReset) this.onBreak?.();
      return;
    }
    this.#queue.length = 0;
    this.#queuedBytes = 0;
    this.onBreak?.();
    this.#receiver?.reject(new CallBroken());
    this.#receiver = undefined;
  }

  #onClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#receiver?.resolve(undefined);
    this.#receiver = undefined;
    this.#resetWaiter?.(false);
    this.#resetWaiter = undefined;
    this.#wakeWriters();
    // A client that closed its side only: there is nobody to read an answer.
    this.#socket.destroySoon();
  }

  #wakeWriters(): void {
    const writers = this.#writers;
    this.#writers = [];
    for (const wake of writers) wake();
  }
}
