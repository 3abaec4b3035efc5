// What the examples share: a request with the token, and its answer or its error.
const url = process.env.ORACLE_JOBS_URL ?? 'http://localhost:8080';
const token = process.env.API_TOKEN ?? '';

export async function request(method, path, body) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${answer.error}`);
  return answer;
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const hasEnded = (job) => ['completed', 'failed', 'cancelled'].includes(job.status);
