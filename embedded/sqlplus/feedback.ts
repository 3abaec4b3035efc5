import type { Result } from 'oracledb';

/** The line that SQL*Plus prints behind a statement without rows. */
export function feedbackOf(text: string, result: Result<unknown>): string {
  const words = text
    .replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '')
    .replace(/\b(OR\s+REPLACE|(NON)?EDITIONABLE|FORCE|PUBLIC|UNIQUE|BITMAP|GLOBAL\s+TEMPORARY)\b/gi, ' ')
    .trim()
    .toUpperCase()
    .split(/[\s(;]+/);
  const [verb = '', object = '', part = ''] = words;
  const rows = `${result.rowsAffected ?? 0} ${result.rowsAffected === 1 ? 'row' : 'rows'}`;
  switch (verb) {
    case 'INSERT':
      return `${rows} created.`;
    case 'UPDATE':
      return `${rows} updated.`;
    case 'DELETE':
      return `${rows} deleted.`;
    case 'MERGE':
      return `${rows} merged.`;
    case 'COMMIT':
      return 'Commit complete.';
    case 'ROLLBACK':
      return 'Rollback complete.';
    case 'GRANT':
      return 'Grant succeeded.';
    case 'REVOKE':
      return 'Revoke succeeded.';
    case 'COMMENT':
      return 'Comment created.';
    case 'TRUNCATE':
      return 'Table truncated.';
    case 'CREATE':
    case 'ALTER':
    case 'DROP':
      return definition(verb, object, part, result);
    case 'CALL':
      return 'Call completed.';
    default:
      return 'PL/SQL procedure successfully completed.';
  }
}

const DONE: Record<string, string> = { CREATE: 'created', ALTER: 'altered', DROP: 'dropped' };

function definition(verb: string, object: string, part: string, result: Result<unknown>): string {
  const name = part === 'BODY' ? `${object} ${part}` : object;
  const shown = `${name.charAt(0)}${name.slice(1).toLowerCase()}`;
  if (result.warning !== undefined) return `Warning: ${shown} ${DONE[verb]} with compilation errors.`;
  return `${shown} ${DONE[verb]}.`;
}
