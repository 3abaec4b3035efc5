import { OracleError } from '../types/oracle-error.ts';
import { findRegion, formatOffset, parseOffset } from '../types/time-zone.ts';

/** The value of `ALTER SESSION SET TIME_ZONE` as SESSIONTIMEZONE shows it. Throws ORA-01882, ORA-01874. */
export function normalizeTimeZone(value: string): string {
  const text = value.trim();
  if (/^(LOCAL|DBTIMEZONE)$/i.test(text)) return '+00:00';
  const offset = parseOffset(text);
  if (offset !== undefined) return formatOffset(offset);
  const region = findRegion(text);
  if (region === undefined) throw new OracleError(1882, 'timezone region not found');
  return region;
}
