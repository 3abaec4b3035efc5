export const EXIT = {
  ok: 0,
  /** The service answered with an error. */
  refused: 1,
  usage: 2,
  /** The job that was watched failed or was cancelled. */
  jobFailed: 3,
  unreachable: 4,
};
