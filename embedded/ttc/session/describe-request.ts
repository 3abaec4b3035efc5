import type { Request } from '../messages/request.ts';
import type { Trace } from '../trace.ts';

const MAX_TEXT = 120;

/** Writes a request's trace lines: piggybacks, then the call. */
export function traceRequest(trace: Trace, request: Request): void {
  for (const piggyback of request.piggybacks) {
    trace.received(`PIGGYBACK ${piggyback.kind}${'ids' in piggyback ? ` ${piggyback.ids.join(',')}` : ''}`);
  }
  trace.received(describeCall(request));
}

function describeCall({ call }: Request): string {
  switch (call.kind) {
    case 'execute': {
      const steps = [
        call.isParse && 'parse',
        call.isDescribe && 'describe',
        call.isDefine && 'define',
        call.isExecute && 'execute',
        call.isFetch && `fetch ${call.fetchRows}`,
        call.isCommit && 'commit',
      ].filter((step) => step !== false);
      const text = call.text === undefined ? '' : ` ${JSON.stringify(shorten(call.text))}`;
      return `EXECUTE cursor=${call.cursorId} ${steps.join('+')} binds=${call.metadata.length}${text}`;
    }
    case 'reExecute':
      return `RE-EXECUTE cursor=${call.cursorId} iterations=${call.iterations} fetch=${call.fetchRows}`;
    case 'fetch':
      return `FETCH cursor=${call.cursorId} rows=${call.fetchRows}`;
    case 'lob':
      return `LOB ${call.operation ?? call.code} offset=${call.offset} amount=${call.amount ?? '-'} data=${call.data?.length ?? '-'}`;
    case 'authenticate':
      return `AUTHENTICATION ${call.phase}`;
    default:
      return call.kind.toUpperCase();
  }
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
