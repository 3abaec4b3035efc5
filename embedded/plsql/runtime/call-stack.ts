import type { Frame } from './frame.ts';
import type { Runtime } from './runtime.ts';

/** DBMS_UTILITY.FORMAT_CALL_STACK: the active units, innermost first ("DBMS_UTILITY", PL/SQL Packages and Types Reference). */
export function callStackOf(runtime: Runtime): string {
  const lines = ['----- PL/SQL Call Stack -----', '  object      line  object', '  handle    number  name'];
  for (let frame: Frame | undefined = runtime.frame; frame !== undefined; frame = frame.caller) {
    const handle = handleOf(frame);
    const name = frame.owner.displayName === null ? frame.owner.kind : `${frame.owner.kind} ${frame.owner.displayName}`;
    lines.push(`${handle}  ${String(frame.line).padStart(8)}  ${name}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Something that looks like the address of the unit and is the same for the same unit. */
function handleOf(frame: Frame): string {
  let hash = 0x811c9dc5;
  for (const character of frame.owner.displayName ?? frame.owner.kind) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return `0x${hash.toString(16).padStart(8, '0')}`;
}
