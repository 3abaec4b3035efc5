import oracledb, { type BindParameters } from 'oracledb';
import { declarationOf, type EncodedValue, encodeValue, outputOf } from './bind-values.ts';
import type { OracleType } from './oracle-type.ts';
import { quoteIdentifier, quoteProcedureName } from './procedure-name.ts';
import type { ResolvedCall } from './resolve-call.ts';

/** What stands around a call. Statements are PL/SQL and may use the result, `l_result CLOB`, a JSON object. */
export type CallFrame = {
  before: Fragment;
  /** Only where the block holds all results itself. */
  after: Fragment;
};
/** Statements and the binds that they name. */
export type Fragment = { statements: string[]; binds: Record<string, oracledb.BindParameter> };

/** One anonymous block that makes a call. */
export type CallBlock = {
  text: string;
  binds: BindParameters;
  /** OUT binds to be fetched by the client; their keys in the result. Empty: the block holds all results itself and has run `after`. */
  cursors: FetchedOutput[];
  binaries: FetchedOutput[];
  /** Keys of all results, in their order. */
  keys: string[];
  signature: string | undefined;
};
export type FetchedOutput = { bind: string; key: string };

type Output = { key: string; type: OracleType; variable: string };

const RETURN_VARIABLE = 'l_return';

type NamedBinds = Record<string, oracledb.BindParameter>;
type Parts = {
  declarations: string[];
  /** Statements behind the call that put results where they belong. */
  collect: string[];
  binds: NamedBinds;
  cursors: FetchedOutput[];
  binaries: FetchedOutput[];
  keys: string[];
  jsonKeys: number;
};

/**
 * Writes the block: every argument is a variable of the type that the signature has, so that Oracle chooses the same overload; values are
 * bound, identifiers quoted, keys of the result bound as JSON text. With cursors or binary results it hands the JSON of the others out in
 * `:result` and leaves the rest to the client, in the same transaction.
 * @throws {ServiceError} VALUE_NOT_CONVERTIBLE.
 */
export function buildCallBlock(call: ResolvedCall, frame: CallFrame): CallBlock {
  const parts: Parts = { declarations: [], collect: [], binds: {}, cursors: [], binaries: [], keys: [], jsonKeys: 0 };
  const actuals = call.arguments.map((argument, index) => addArgument(parts, argument, index));
  const target = quoteProcedureName(call.name);
  const invocation = actuals.length === 0 ? target : `${target}(${actuals.join(', ')})`;
  const statement =
    call.returnValue === undefined ? `${invocation};` : addReturnValue(parts, call.returnValue, invocation);
  for (const { key, type, variable } of outputsOf(call)) addOutput(parts, key, type, variable);
  const isFetched = parts.cursors.length + parts.binaries.length > 0;
  const ending = isFetched ? HAND_OUT : frame.after;
  const body = [
    ...frame.before.statements,
    statement,
    ...parts.collect,
    "DBMS_LOB.WRITEAPPEND(l_result, 1, '}');",
    ...ending.statements,
  ];
  return {
    text: [
      'DECLARE',
      ...["l_result CLOB := '{';", ...parts.declarations].map(indent),
      'BEGIN',
      ...body.map(indent),
      'END;',
    ].join('\n'),
    binds: { ...frame.before.binds, ...ending.binds, ...parts.binds },
    cursors: parts.cursors,
    binaries: parts.binaries,
    keys: parts.keys,
    signature: call.signature,
  };
}

/** The results that the block holds, for the client. */
export const HAND_OUT: Fragment = {
  statements: [':result := l_result;'],
  binds: { result: { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_CLOB } },
};

/** Declares the variable of an argument and returns how the call names it. */
function addArgument(parts: Parts, argument: ResolvedCall['arguments'][number], index: number): string {
  const variable = `l_${index}`;
  const encoded = argument.value === null ? undefined : encodeValue(argument.value, argument.type, argument.key);
  const actual = addVariable(parts, variable, argument.type, encoded, `p${index}`);
  const isCursor = outputOf(argument.type).kind === 'cursor';
  const expression = isCursor && argument.direction !== 'IN' ? `:o_${variable}` : actual;
  return argument.formalName === undefined ? expression : `${quoteIdentifier(argument.formalName)} => ${expression}`;
}

function addVariable(
  parts: Parts,
  variable: string,
  type: OracleType,
  encoded: EncodedValue | undefined,
  bind: string,
): string {
  const declaration = encoded?.declaration ?? declarationOf(type);
  if (encoded === undefined) {
    parts.declarations.push(`${variable} ${declaration};`);
  } else {
    parts.binds[bind] = encoded.bind;
    parts.declarations.push(`${variable} ${declaration} := ${encoded.expression(`:${bind}`)};`);
  }
  return variable;
}

/** What comes out, in the order of the request; the value of a function last where the request does not name it. */
function outputsOf({ arguments: given, returnValue }: ResolvedCall): Output[] {
  const all = given.map(({ key, type, direction }, index) => ({ key, type, direction, variable: `l_${index}` }));
  if (returnValue !== undefined) {
    const { key, type, index = all.length } = returnValue;
    all.splice(index, 0, { key, type, direction: 'OUT', variable: RETURN_VARIABLE });
  }
  return all.filter(({ direction }) => direction !== 'IN');
}

function addOutput(parts: Parts, key: string, type: OracleType, variable: string): void {
  const output = outputOf(type);
  const bind = `o_${variable}`;
  parts.keys.push(key);
  if (output.kind === 'json') {
    const keyBind = `k_${variable}`;
    parts.binds[keyBind] = {
      val: `${parts.jsonKeys++ === 0 ? '' : ','}${JSON.stringify(key)}:`,
      type: oracledb.DB_TYPE_VARCHAR,
    };
    const value = output.convert?.(variable) ?? variable;
    parts.collect.push(`ASYNC_JOBS_RUNTIME.${output.procedure}(l_result, :${keyBind}, ${value});`);
  } else if (output.kind === 'binary') {
    parts.binds[bind] = output.bind;
    parts.collect.push(`:${bind} := ${variable};`);
    parts.binaries.push({ bind, key });
  } else {
    parts.binds[bind] = { dir: oracledb.BIND_OUT, type: oracledb.DB_TYPE_CURSOR };
    parts.cursors.push({ bind, key });
  }
}

function addReturnValue(parts: Parts, { type }: { type: OracleType }, invocation: string): string {
  const isCursor = outputOf(type).kind === 'cursor';
  if (!isCursor) parts.declarations.push(`${RETURN_VARIABLE} ${declarationOf(type)};`);
  return `${isCursor ? `:o_${RETURN_VARIABLE}` : RETURN_VARIABLE} := ${invocation};`;
}

function indent(line: string): string {
  return `  ${line}`;
}
