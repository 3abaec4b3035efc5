import type { SessionState } from '../session/session-state.ts';
import { valueError } from '../types/convert-scalar.ts';

/** Application contexts of a session: namespace → attribute → value. Kept under the key `CONTEXT:<namespace>` of `session.packageData`. */

type Context = Map<string, string>;

function contextOf(session: SessionState, namespace: string): Context {
  const key = contextKey(namespace);
  const found = session.packageData.get(key) as Context | undefined;
  if (found !== undefined) return found;
  const context: Context = new Map();
  session.packageData.set(key, context);
  return context;
}

function contextKey(namespace: string): string {
  return `CONTEXT:${namespace.toUpperCase()}`;
}

/** What SYS_CONTEXT(namespace, attribute) gives for a namespace that is not built in. */
export function findContextValue(session: SessionState, namespace: string, attribute: string): string | null {
  const context = session.packageData.get(contextKey(namespace)) as Context | undefined;
  return context?.get(attribute.toUpperCase()) ?? null;
}

export function setContextValue(
  session: SessionState,
  namespace: string | null,
  attribute: string | null,
  value: string | null,
): void {
  if (namespace === null || attribute === null) throw valueError();
  const context = contextOf(session, namespace);
  if (value === null) context.delete(attribute.toUpperCase());
  else context.set(attribute.toUpperCase(), value);
}

/** All attributes where none is named. */
export function clearContext(session: SessionState, namespace: string | null, attribute: string | null): void {
  if (namespace === null) throw valueError();
  if (attribute === null) session.packageData.delete(contextKey(namespace));
  else contextOf(session, namespace).delete(attribute.toUpperCase());
}
