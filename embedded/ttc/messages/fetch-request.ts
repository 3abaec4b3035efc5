import type { ByteReader } from '../byte-reader.ts';

export type FetchRequest = { kind: 'fetch'; cursorId: number; fetchRows: number };

export function decodeFetch(reader: ByteReader): FetchRequest {
  reader.message = 'FETCH';
  return { kind: 'fetch', cursorId: reader.ub4(), fetchRows: reader.ub4() };
}
