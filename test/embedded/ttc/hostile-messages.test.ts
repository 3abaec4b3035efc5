import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeConnect } from '../../../embedded/net/connect-packet.ts';
import { ByteReader } from '../../../embedded/ttc/byte-reader.ts';
import type { ClientReferences } from '../../../embedded/ttc/data-types/bind-value.ts';
import { TYPE } from '../../../embedded/ttc/data-types/wire-type.ts';
import { decodeBindRow } from '../../../embedded/ttc/messages/bind-row.ts';
import { decodeDataTypeRequest } from '../../../embedded/ttc/messages/data-type-negotiation.ts';
import { decodeProtocolRequest } from '../../../embedded/ttc/messages/protocol-negotiation.ts';
import { decodeRequest } from '../../../embedded/ttc/messages/request.ts';
import { NeedMoreBytes, ProtocolError } from '../../../embedded/ttc/protocol-error.ts';
import { OracleError } from '../../../embedded/types/oracle-error.ts';

const REFERENCES: ClientReferences = {
  findLob: () => {
    throw new OracleError(22275, 'invalid LOB locator specified');
  },
  findType: () => {
    throw new Error('no types here');
  },
  findCursor: () => {
    throw new OracleError(1001, 'invalid cursor');
  },
};

/** Whole requests, as the driver sends them. */
const REQUESTS = [
  // ping, re-execute, two piggybacks and a ping, attributes
  '03930a',
  '034e0401010102012000',
  '11690101010201030104119802010102024852039303',
  '118701000001060000010101010000000000000000000000000000014d039302',
  // execute with one bind, LOB read, authentication with two pairs
  '035e07020409000101010501010d00000001020102010101000000000000000000010000000000000000000000000000000573656c6563',
  `03600501012800000000000000010200000101000101000000000000${'28'.repeat(40)}0140`,
  '03760601010301010101020101036170700103034142430102025859000103034142430000',
].map((text) => Buffer.from(text, 'hex'));

/** A request with some bytes replaced, cut off or added. */
const mutated = fc
  .tuple(
    fc.constantFrom(...REQUESTS),
    fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 4 }),
    fc.nat(150),
    fc.uint8Array({ maxLength: 20 }),
  )
  .map(([request, changes, length, tail]) => {
    const bytes = Buffer.concat([request.subarray(0, length), tail]);
    for (const [index, value] of changes) if (index < bytes.length) bytes[index] = value;
    return bytes;
  });
const anything = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

/** Whatever the bytes: a message, or one of the errors that the session knows how to answer. */
function expectHarmless(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    const isExpected = error instanceof ProtocolError || error instanceof NeedMoreBytes || error instanceof OracleError;
    if (!isExpected) throw error;
    if (error instanceof ProtocolError) expect(error.message).toMatch(/offset \d+|CONNECT of|descriptor/);
  }
}

describe('whatever bytes come', () => {
  test('a request is decoded or refused', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, anything), (bytes) => expectHarmless(() => decodeRequest(new ByteReader(bytes)))),
      {
        numRuns: 3000,
      },
    );
  });

  test('a bind row is decoded or refused', () => {
    const bind = fc
      .record({
        type: fc.constantFrom(...Object.values(TYPE)),
        form: fc.nat(2),
        maxSize: fc.constantFrom(0, 10, 40_000),
        isArray: fc.boolean(),
        maxElements: fc.constant(5),
      })
      .map((metadata) => ({ metadata, isSent: true }));
    const row = anything.map((bytes) => Buffer.concat([Buffer.from([7]), bytes]));
    fc.assert(
      fc.property(row, fc.array(bind, { minLength: 1, maxLength: 6 }), fc.boolean(), (bytes, binds, isPlsql) =>
        expectHarmless(() =>
          decodeBindRow(new ByteReader(bytes), binds, { isPlsql, bytesPerNationalCharacter: 4 }, REFERENCES),
        ),
      ),
      { numRuns: 3000 },
    );
  });

  test('the negotiation is decoded or refused', () => {
    fc.assert(
      fc.property(anything, fc.nat(3), (bytes, first) => {
        bytes[0] = first;
        expectHarmless(() => decodeProtocolRequest(new ByteReader(bytes)));
        expectHarmless(() => decodeDataTypeRequest(new ByteReader(bytes)));
        expectHarmless(() => decodeConnect(bytes));
      }),
      { numRuns: 1000 },
    );
  });
});
