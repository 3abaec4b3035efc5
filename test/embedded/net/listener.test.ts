import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import oracledb from 'oracledb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodePacket, PACKET } from '../../../embedded/net/packet.ts';
import { type Listener, startListener } from '../../../embedded/net/start-listener.ts';
import { NUMBER } from '../../../embedded/types/data-type.ts';
import { Decimal } from '../../../embedded/types/number.ts';
import { column, rowsOf, ScriptedDatabase } from '../ttc/scripted-database.ts';

let database: ScriptedDatabase;
let listener: Listener;
const lines: string[] = [];
const traced: string[] = [];

beforeAll(async () => {
  database = await ScriptedDatabase.create();
  listener = await startListener({
    database,
    port: 0,
    host: '127.0.0.1',
    log: (line) => lines.push(line),
    trace: (line) => traced.push(line),
  });
});
afterAll(() => listener.close());

function login(port = listener.port): Promise<oracledb.Connection> {
  return oracledb.getConnection({ user: 'app', password: 'app', connectString: `127.0.0.1:${port}/FREEPDB1` });
}

/** Everything that the server answers to these bytes until it closes the connection, or until `isEnough`. */
function talk(pieces: Buffer[], isEnough: (answer: Buffer) => boolean = () => false): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(listener.port, '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (chunk) => {
      received.push(chunk);
      if (isEnough(Buffer.concat(received))) socket.destroy();
    });
    socket.on('close', () => resolve(Buffer.concat(received)));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
  });
}

/** A CONNECT packet as a client of this version sends it. */
function connectPacket(descriptor: string, version = 319): Buffer {
  const data = Buffer.from(descriptor);
  const body = Buffer.alloc(66 + data.length);
  body.writeUInt16BE(version, 0);
  body.writeUInt16BE(300, 2);
  body.writeUInt16BE(8192, 6);
  body.writeUInt16BE(65_535, 8);
  body.writeUInt16BE(data.length, 16);
  body.writeUInt16BE(74, 18);
  body.writeUInt32BE(8192, 50);
  body.writeUInt32BE(65_535, 54);
  data.copy(body, 66);
  return encodePacket(PACKET.connect, body, 'short');
}

const descriptor = '(DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=FREEPDB1)))';
const dataPacket = (payload: Buffer, flags = 0x800) => {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(flags, 0);
  return encodePacket(PACKET.data, Buffer.concat([head, payload]), 'long');
};

describe('refusals', () => {
  test.each([
    ['an old client', connectPacket(descriptor, 312), '(ERR=12618)'],
    ['no service', connectPacket('(DESCRIPTION=(CONNECT_DATA=(CID=)))'), '(ERR=12504)'],
    ['an unknown service', connectPacket('(DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=X)))'), '(ERR=12514)'],
    ['an unknown SID', connectPacket('(DESCRIPTION=(CONNECT_DATA=(SID=X)))'), '(ERR=12505)'],
  ])('%s', async (_, packet, text) => {
    expect((await talk([packet])).toString('latin1')).toContain(text);
  });

  test('too many connections', async () => {
    const small = await startListener({ database, port: 0, host: '127.0.0.1', maxConnections: 1, log: () => {} });
    const first = await login(small.port);
    await expect(login(small.port)).rejects.toMatchObject({ code: 'NJS-511' });
    await first.close();
    await small.close();
  });

  test('a client that does not log in in time', async () => {
    const own: string[] = [];
    const hasty = await startListener({
      database,
      port: 0,
      host: '127.0.0.1',
      loginTimeMs: 20,
      log: (line) => own.push(line),
    });
    await new Promise<void>((resolve) => {
      connect(hasty.port, '127.0.0.1')
        .on('error', () => {})
        .on('close', () => resolve());
    });
    expect(own.join()).toContain('no login within 20 ms');
    await hasty.close();
  });
});

describe('hostile bytes', () => {
  async function expectClosed(pieces: Buffer[], line: string | RegExp): Promise<void> {
    lines.length = 0;
    await talk(pieces);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
    const connection = await login();
    await connection.ping();
    await connection.close();
  }

  test.each([
    ['HTTP', [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')], /packet of 18245 bytes/],
    ['a length below the header', [Buffer.from([0, 4, 0, 0, 1, 0, 0, 0])], /packet of 4 bytes/],
    ['data before CONNECT', [encodePacket(PACKET.data, Buffer.alloc(9), 'short')], /packet of type 6/],
    ['a marker before CONNECT', [encodePacket(PACKET.marker, Buffer.from([1, 0, 1]), 'short')], /broke off/],
    ['a short CONNECT', [encodePacket(PACKET.connect, Buffer.alloc(10), 'short')], /CONNECT of 18 bytes/],
  ])('%s', async (_, pieces, line) => {
    await expectClosed(pieces, line);
  });

  test.each([
    ['a packet too long', Buffer.from([0x7f, 0, 0, 0, 6, 0, 0, 0]), /packet of \d+ bytes/],
    ['another packet type', encodePacket(PACKET.connect, Buffer.alloc(80), 'long'), /packet of type 1/],
    ['data without flags', encodePacket(PACKET.data, Buffer.alloc(1), 'long'), /without flags/],
    ['another message', dataPacket(Buffer.from([3, 94, 1])), /PROTOCOL NEGOTIATION, offset 1: message type 3/],
    ['fast authentication', dataPacket(Buffer.from([34, 1])), /fast authentication/],
    ['half a message', dataPacket(Buffer.from([1, 6])), /PROTOCOL NEGOTIATION, offset 2: ends too early/],
    ['a message and more', dataPacket(Buffer.from([1, 6, 0, 0x78, 0, 9, 9])), /2 bytes too many/],
  ])('%s after CONNECT', async (_, packet, line) => {
    lines.length = 0;
    let isSent = false;
    await new Promise<void>((resolve) => {
      const socket = connect(listener.port, '127.0.0.1', () => socket.write(connectPacket(descriptor)));
      socket.on('data', () => {
        if (!isSent) socket.write(packet);
        isSent = true;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(line);
  });

  test('at random never end the server', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((array) => Buffer.from(array));
    await fc.assert(
      fc.asyncProperty(fc.boolean(), bytes, bytes, async (connectsFirst, first, second) => {
        const pieces = connectsFirst ? [connectPacket(descriptor), dataPacket(first), second] : [first, second];
        await new Promise<void>((resolve) => {
          const socket = connect(listener.port, '127.0.0.1', () => {
            for (const piece of pieces) socket.write(piece);
            socket.end();
          });
          socket.resume();
          socket.on('error', () => {});
          socket.on('close', () => resolve());
        });
      }),
      { numRuns: 150 },
    );
    const connection = await login();
    await connection.ping();
    await connection.close();
  });
});

test('each message is traced in one line', async () => {
  database.on('BEGIN P(:X, :O); END;', () => ({ directions: ['IN', 'OUT'], outBinds: [[undefined, 'out']] }));
  database.on('SELECT N FROM T', () => ({
    cursor: rowsOf([column('N', NUMBER)], [[new Decimal(1)], [new Decimal(2)], [new Decimal(3)]]),
  }));
  traced.length = 0;
  const connection = await login();
  const { sid } = database.lastSession;
  await connection.execute('SELECT N FROM T');
  await connection.execute('SELECT N FROM T');
  await connection.execute('BEGIN P(:X, :O); END;', { X: 1, O: { dir: oracledb.BIND_OUT } });
  await connection.execute('DROP\nTABLE X').catch(() => {});
  await connection.ping();
  await connection.close();
  const conversation = traced.map((line) => line.replace(/^\[\d+\] /, '').replace(/(?<=sdu=8192) .*/, ''));
  expect(conversation).toEqual([
    '> CONNECT version=319 sdu=8192',
    '< ACCEPT version=318 sdu=8192',
    '> PROTOCOL node-oracledb',
    '< PROTOCOL',
    '> DATA TYPES',
    '< DATA TYPES',
    '> AUTHENTICATION 1 user=app',
    '< CHALLENGE',
    '> AUTHENTICATION 2',
    `< SESSION ${sid},1 of APP`,
    '> EXECUTE cursor=0 parse+execute+fetch 2 binds=0 "SELECT N FROM T"',
    '< DESCRIBE 1 columns',
    '< ROWS 2',
    '< END OF CALL cursor=1 rows=2',
    '> FETCH cursor=1 rows=98',
    '< ROWS 1',
    '< END OF CALL cursor=1 rows=3 ORA-01403',
    '> RE-EXECUTE cursor=1 iterations=1 fetch=2',
    '< ROWS 2',
    '< END OF CALL cursor=1 rows=2',
    '> FETCH cursor=1 rows=98',
    '< ROWS 1',
    '< END OF CALL cursor=1 rows=3 ORA-01403',
    '> EXECUTE cursor=0 parse+execute binds=2 "BEGIN P(:X, :O); END;"',
    '< IO VECTOR IN, OUT',
    '< END OF CALL cursor=2 rows=0',
    '> EXECUTE cursor=0 parse+execute binds=0 "DROP\\nTABLE X"',
    '< END OF CALL cursor=3 rows=0 ORA-00942',
    '> PIGGYBACK closeCursors 3',
    '> PING',
    '< STATUS',
    '> LOGOFF',
    '< STATUS',
  ]);
});

test('close breaks off running calls and ends all sessions', async () => {
  const own = await startListener({ database, port: 0, host: '127.0.0.1', log: () => {} });
  const connection = await login(own.port);
  const session = database.lastSession;
  const running = new Promise<void>((started) => {
    database.on('BEGIN ENDLESS; END;', (_, mine) => {
      started();
      return mine.untilBreak();
    });
  });
  const call = connection.execute('BEGIN ENDLESS; END;').catch((error: { code: string }) => error.code);
  await running;
  await own.close();
  expect(session.isClosed).toBe(true);
  expect(own.connectionCount).toBe(0);
  expect(await call).toBe('NJS-500');
});
