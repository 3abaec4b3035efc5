import type { ByteWriter } from '../byte-writer.ts';

const MESSAGE = 8;
const KEYWORD_CURRENT_SCHEMA = 168;

/** What an execution tells besides its result. */
export type ExecutionParameters = {
  /** The schema that ALTER SESSION SET CURRENT_SCHEMA chose. */
  currentSchema: string | undefined;
  /** Of a DML, for each iteration, where the client asked for them. */
  rowCounts: number[] | undefined;
};

export function encodeExecutionParameters(writer: ByteWriter, parameters: ExecutionParameters): void {
  writer.ub1(MESSAGE).ub2(0).ub2(0);
  if (parameters.currentSchema === undefined) {
    writer.ub2(0);
  } else {
    const schema = Buffer.from(parameters.currentSchema, 'utf8');
    writer.ub2(1).ub2(schema.length).bytes(schema).ub2(0).ub2(KEYWORD_CURRENT_SCHEMA);
  }
  writer.ub2(0); // registration
  if (parameters.rowCounts === undefined) return;
  writer.ub4(parameters.rowCounts.length);
  for (const count of parameters.rowCounts) writer.ub8(count);
}
