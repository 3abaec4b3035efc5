import { ERRORS, JOB_ERRORS, ORACLE_SENTENCES } from '../../src/errors.ts';
import { ORACLE_ERRORS, type OracleErrorClass } from '../../src/procedures/oracle-errors.ts';

/** docs/errors.md, from the catalogue. */
export function errorsPage(): string {
  return `<!-- Generated from src/errors.ts by npm run openapi. -->

# Errors

Every error is [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) \`application/problem+json\`:

| field | what it is |
|---|---|
| \`code\` | stable, for programs; the table below |
| \`detail\` | what is wrong with this request, in Spanish |
| \`error\` | the same as \`detail\`: the field that clients of the Go service read |
| \`type\`, \`title\`, \`status\`, \`instance\` | name and sentence of the kind of error, the HTTP status, the path of the request |
| \`errors\` | with \`VALIDATION_FAILED\`: \`path\` and \`message\` of each wrong field |
| \`error_code\` | Oracle's code, where Oracle refused the call |

A 503 and a 429 say in \`Retry-After\` after how many seconds to try again.

${table(
  ['code', 'status', 'message', 'meaning'],
  Object.entries(ERRORS).map(([code, { status, message, meaning }]) => [
    `\`${code}\``,
    String(status),
    message,
    meaning,
  ]),
)}

## Errors of a job

A job that failed has \`error\`, the text of the error, and \`error_code\`. When Oracle raised it, the code is Oracle's
(\`ORA-20001\`, \`PLS-00306\`, …) and the text is Oracle's own, with a plain sentence in front for these:

${table(
  ['code', 'sentence'],
  Object.entries(ORACLE_SENTENCES).map(([code, sentence]) => [`\`${code}\``, sentence]),
)}

When the service itself brought the job to its end, they are:

${table(
  ['code', 'text'],
  Object.entries(JOB_ERRORS).map(([code, text]) => [`\`${code}\``, text]),
)}

## Transient errors

A job with \`max_attempts\` above 1 is run again after these, and after no others (never after ORA-20000 to ORA-20999):

${oracleTable('transient')}

After these the connection to the database is taken for lost:

${oracleTable('connection')}
`;
}

function oracleTable(wanted: OracleErrorClass): string {
  const entries = Object.entries(ORACLE_ERRORS).filter(([, entry]) => entry.class === wanted);
  return table(
    ['code', 'meaning'],
    entries.map(([code, { meaning }]) => [`\`${code}\``, meaning]),
  );
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
