import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../../embedded/ttc/byte-reader.ts';
import { ByteWriter } from '../../../embedded/ttc/byte-writer.ts';
import type { ServerReferences } from '../../../embedded/ttc/data-types/column-value.ts';
import { wireTypeOfType } from '../../../embedded/ttc/data-types/wire-type.ts';
import { decodeBindRow } from '../../../embedded/ttc/messages/bind-row.ts';
import { encodeDescribe } from '../../../embedded/ttc/messages/describe-reply.ts';
import { encodeEndOfCall, SUCCESS } from '../../../embedded/ttc/messages/end-of-call-reply.ts';
import { encodeIoVector } from '../../../embedded/ttc/messages/io-vector-reply.ts';
import { encodeLobReply } from '../../../embedded/ttc/messages/lob-reply.ts';
import { encodeExecutionParameters } from '../../../embedded/ttc/messages/parameter-reply.ts';
import { decodeProtocolRequest } from '../../../embedded/ttc/messages/protocol-negotiation.ts';
import { decodeRequest } from '../../../embedded/ttc/messages/request.ts';
import { encodeOutRow, encodeReturnedRow, encodeRow } from '../../../embedded/ttc/messages/row-reply.ts';
import { encodeStatus } from '../../../embedded/ttc/messages/status-reply.ts';
import { NUMBER } from '../../../embedded/types/data-type.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { OracleDate } from '../../../embedded/types/values.ts';

const NO_REFERENCES: ServerReferences = {
  locateLob: () => {
    throw new Error('no LOBs here');
  },
  locateCursor: () => undefined,
  describeType: () => {
    throw new Error('no named types here');
  },
};

function encoded(write: (writer: ByteWriter) => unknown): string {
  const writer = new ByteWriter();
  write(writer);
  return writer.take().toString('hex');
}
const request = (text: string) => {
  const reader = new ByteReader(Buffer.from(text.replaceAll(' ', ''), 'hex'));
  const decoded = decodeRequest(reader);
  return { ...decoded, isAtEnd: reader.isAtEnd };
};
const hex = (text: string) => text.replaceAll(' ', '');

describe('requests', () => {
  test('the first one names the driver', () => {
    const reader = new ByteReader(Buffer.from('\x01\x06\x00node-oracledb\x00', 'latin1'));
    expect(decodeProtocolRequest(reader)).toEqual({ driver: 'node-oracledb' });
  });

  test('simple ones', () => {
    expect(request('03 09 09').call).toEqual({ kind: 'logoff' });
    expect(request('03 93 05').call).toEqual({ kind: 'ping' });
    expect(request('03 0e 05').call).toEqual({ kind: 'commit' });
    expect(request('03 0f 05').call).toEqual({ kind: 'rollback' });
    expect(request('1a a3 05').call).toEqual({ kind: 'release' });
  });

  test('execute a query with one bind', () => {
    const text = Buffer.from('select :1 from dual');
    const { call, isAtEnd } = request(
      [
        '03 5e 07',
        '04 00008069 00', // options, cursor
        '01 01 13 01 010d 00 00 00 0102 04 7fffffff', // text, vector, prefetch, longest
        '01 0101 00 00 00 00 00', // one bind
        '00 00', // no defines
        '00 00 01 00 00 00 00 00', // registration …
        '00 00 00', // row counts
        '00 00 00 00 00 00 00',
        '13',
        text.toString('hex'),
        '0101 00 00 00 00 00 00 0101 00 02 8000 00 00 00',
        '01 40 00 00 010a 00 00 00 00 02 0369 01 00 00',
      ].join(''),
    );
    expect(isAtEnd).toBe(true);
    expect(call).toEqual({
      kind: 'execute',
      cursorId: 0,
      text: 'select :1 from dual',
      isParse: true,
      isDescribe: false,
      isDefine: false,
      isExecute: true,
      isFetch: true,
      isCommit: false,
      hasBatchErrors: false,
      wantsRowCounts: false,
      isQuery: true,
      fetchRows: 2,
      iterations: 0,
      metadata: [{ type: 1, form: 1, maxSize: 10, isArray: true, maxElements: 0 }],
    });
  });

  test('re-execute and fetch', () => {
    expect(request('03 4e 04 0101 0102 0120 00').call).toEqual({
      kind: 'reExecute',
      cursorId: 1,
      fetchRows: 2,
      iterations: 1,
      isCommit: false,
    });
    expect(request('03 04 06 0102 0105 00 0101').call).toEqual({
      kind: 'reExecute',
      cursorId: 2,
      fetchRows: 0,
      iterations: 5,
      isCommit: true,
    });
    expect(request('03 05 04 0103 0164').call).toEqual({ kind: 'fetch', cursorId: 3, fetchRows: 100 });
  });

  test('piggybacks come before a call', () => {
    const { piggybacks, call } = request('11 69 01 01 0102 0103 0104 11 98 02 01 0102 02 4852 03 93 03');
    expect(piggybacks).toEqual([
      { kind: 'closeCursors', ids: [3, 4] },
      { kind: 'setCurrentSchema', schema: 'HR' },
    ]);
    expect(call.kind).toBe('ping');
  });

  test('attributes: lengths first, then texts', () => {
    const { piggybacks } = request(
      '11 87 01 00 00 0106 00 00 01 0101 01 00 00 00 00 00 00 00 00 00 00 00 00 00 01 4d 0393 02',
    );
    expect(piggybacks).toEqual([{ kind: 'setAttributes', attributes: { module: 'M', action: null } }]);
  });

  test('unknown functions and messages', () => {
    expect(() => request('03 79 01')).toThrow('ORA-03001: unimplemented feature: advanced queuing');
    expect(() => request('03 ff 01')).toThrow('ORA-03001: unimplemented feature: network function 255');
    expect(() => request('63')).toThrow('request, offset 1: message type 99');
  });

  test('bind rows: long values behind the others, targets of RETURNING not at all', () => {
    const bind = (type: number, maxSize: number, isSent = true) => ({
      metadata: { type, form: 1, maxSize, isArray: false, maxElements: 0 },
      isSent,
    });
    const binds = [bind(1, 40_000), bind(2, 22), bind(1, 10, false), bind(1, 10)];
    const row = Buffer.from(hex('07 02c102 0178 0479657321'), 'hex');
    const none = () => undefined as never;
    const references = { findLob: none, findCursor: none, findType: none };
    expect(
      decodeBindRow(new ByteReader(row), binds, { isPlsql: false, bytesPerNationalCharacter: 4 }, references),
    ).toEqual(['yes!', new Decimal(1), undefined, 'x']);
  });
});

describe('replies', () => {
  test('status', () => {
    expect(encoded((w) => encodeStatus(w, { isTransactionActive: false }))).toBe('090000');
    expect(encoded((w) => encodeStatus(w, { isTransactionActive: true }))).toBe('09010200');
  });

  test('a row', () => {
    const types = [
      wireTypeOfType(NUMBER),
      wireTypeOfType({ kind: 'VARCHAR2', length: 1, unit: 'BYTE' }),
      wireTypeOfType({ kind: 'DATE' }),
    ];
    const date = new OracleDate(Date.parse('2026-11-22T03:37:49Z') / 1000);
    const row = encoded((w) => encodeRow(w, types, [new Decimal(1), 'x', date], NO_REFERENCES));
    expect(row).toBe(hex('07 02c102 0178 07787e0b16042632'));
  });

  test('no more rows', () => {
    const end = { ...SUCCESS, code: 1403, message: 'ORA-01403: no data found', cursorId: 1 };
    expect(encoded((w) => encodeEndOfCall(w, end))).toBe(
      hex('04 00 00 00 02057b 00 00 0101 00 0000000000 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 02057b 00 19') +
        Buffer.from('ORA-01403: no data found\n').toString('hex'),
    );
  });

  test('errors of a batch', () => {
    const end = { ...SUCCESS, code: 24381, message: 'x', batchErrors: [{ code: 1, offset: 3, message: 'y' }] };
    expect(encoded((w) => encodeEndOfCall(w, end))).toContain(hex('0101 00 0101 0101 00 0103 0101 00 0101 0179 0000'));
  });

  test('directions and OUT binds', () => {
    expect(encoded((w) => encodeIoVector(w, ['IN', 'IN', 'OUT', 'IN OUT']))).toBe(
      hex('0b 00 0104 00 0101 00 00 00 20 20 10 30'),
    );
    const outs = [
      { type: wireTypeOfType({ kind: 'VARCHAR2', length: 5, unit: 'BYTE' }), isArray: false, value: '<one>' },
      { type: wireTypeOfType(NUMBER), isArray: true, value: [new Decimal(2), null] },
    ];
    expect(encoded((w) => encodeOutRow(w, outs, NO_REFERENCES))).toBe(
      hex(`07 05 ${Buffer.from('<one>').toString('hex')} 00 0102 02c103 00 00 00`),
    );
  });

  test('returned values: rows of each target', () => {
    const types = [wireTypeOfType(NUMBER), wireTypeOfType(NUMBER)];
    const rows = [
      [new Decimal(1), null],
      [new Decimal(2), new Decimal(3)],
    ];
    expect(encoded((w) => encodeReturnedRow(w, types, rows, NO_REFERENCES))).toBe(
      hex('07 0102 02c10200 02c10300 0102 0000 02c10400'),
    );
  });

  test('parameters: schema and row counts', () => {
    const parameters = { currentSchema: 'HR', rowCounts: [1, 0] };
    expect(encoded((w) => encodeExecutionParameters(w, parameters))).toBe(
      hex('08 00 00 0101 0102 024852 00 01a8 00 0102 0101 00'),
    );
  });

  test('a description', () => {
    const columns = [{ name: 'ID', type: { kind: 'NUMBER' as const, precision: 10 }, isNullable: false }];
    expect(encoded((w) => encodeDescribe(w, columns, NO_REFERENCES))).toBe(
      hex(
        '10 00 0116 0101 00 02 00 0a 00 0116 00 00 00 00 00 00 00 00 00 02 0102 024944 00 00 0101 00 00 00 00 00 00 00',
      ),
    );
  });

  test('LOB data', () => {
    const locator = Buffer.alloc(4, 1);
    expect(encoded((w) => encodeLobReply(w, { locator, data: Buffer.from('ab'), amount: 2 }))).toBe(
      hex('0e 026162 08 01010101 0102'),
    );
    expect(encoded((w) => encodeLobReply(w, { locator, charset: 873 }))).toBe(hex('08 01010101 020369 00'));
  });
});
