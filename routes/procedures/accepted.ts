import { type Static, Type } from '@sinclair/typebox';
import type { AcceptedJob } from '../../src/jobs/job-store.ts';
import { JOB_EXAMPLES } from '../schemas/job.ts';

const MESSAGE = 'Procedimiento ejecutándose en segundo plano';
/** When a client does well to ask first. */
const FIRST_POLL_SECONDS = 1;

export const Accepted = Type.Object({
  status: Type.Literal('accepted'),
  job_id: Type.String({ description: 'The id of the job' }),
  message: Type.Literal(MESSAGE),
  check_status_url: Type.String({ description: 'Where to ask for its state' }),
});

const GUIDE_ID = JOB_EXAMPLES.running.value.id;

export const ACCEPTED_EXAMPLES = {
  accepted: {
    summary: 'Aceptado',
    value: { status: 'accepted', job_id: GUIDE_ID, message: MESSAGE, check_status_url: `/jobs/${GUIDE_ID}` },
  },
};

export const ACCEPTED_HEADERS = {
  location: Type.String({ description: 'Where to ask for its state' }),
  'retry-after': Type.Integer({ description: 'Seconds to wait before asking' }),
  'idempotent-replayed': Type.String({ description: '`true` when this is the job of an earlier submission' }),
};

/** Sets the headers of a 202 and gives its body. */
export function acceptedReply(
  reply: { header(name: string, value: string | number): unknown },
  { jobId, isReplay }: AcceptedJob,
): Static<typeof Accepted> {
  const url = `/jobs/${jobId}`;
  reply.header('location', url);
  reply.header('retry-after', FIRST_POLL_SECONDS);
  if (isReplay) reply.header('idempotent-replayed', 'true');
  return { status: 'accepted', job_id: jobId, message: MESSAGE, check_status_url: url };
}
