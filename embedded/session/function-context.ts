import type { DataType } from '../types/data-type.ts';
import type { FunctionContext } from '../types/standard-function.ts';
import { contextValue } from './context-value.ts';
import type { SessionState } from './session-state.ts';

/** What standard functions and conversions see of a session. SYSDATE stands still for as long as the context is used. */
export function functionContext(session: SessionState, argumentTypes: DataType[] = []): FunctionContext {
  const now = Date.now();
  return {
    nls: session.nls,
    user: session.user,
    currentSchema: session.currentSchema,
    argumentTypes,
    contextValue: (namespace, name) => contextValue(session, namespace, name),
    now: () => now,
  };
}
