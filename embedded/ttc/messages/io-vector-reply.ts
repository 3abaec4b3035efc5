import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 11;
const DIRECTIONS = { OUT: 16, IN: 32, 'IN OUT': 48 } as const;

export type BindDirection = keyof typeof DIRECTIONS;

/** The directions of a PL/SQL block's binds. The client keeps them with the cursor, and sends no values for OUT binds any more. */
export function encodeIoVector(writer: ByteWriter, directions: readonly BindDirection[]): void {
  writer.ub1(MESSAGE).ub1(0);
  writer.ub2(directions.length % 256).ub4(Math.floor(directions.length / 256));
  writer.ub4(1).ub2(0).ub2(0).ub2(0);
  for (const direction of directions) writer.ub1(DIRECTIONS[direction]);
}
