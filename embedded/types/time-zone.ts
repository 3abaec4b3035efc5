import { OracleError } from './oracle-error.ts';

/** Time zones: offsets `+02:00` and region names, whose rules come from the runtime's ICU data. */

const OFFSET = /^([+-]?)(\d{1,2}):(\d{1,2})$/;
const formatters = new Map<string, Intl.DateTimeFormat | undefined>();

/** Minutes of an offset text `[+|-]hh:mi`, or undefined where it is none. Throws ORA-01874/01875 outside ±15:59. */
export function parseOffset(text: string): number | undefined {
  const match = OFFSET.exec(text.trim());
  if (match === null) return undefined;
  const hours = Number(match[2]);
  const minutes = Number(match[3]);
  if (hours > 15) throw new OracleError(1874, 'time zone hour must be between -15 and 15');
  if (minutes > 59) throw new OracleError(1875, 'time zone minute must be between -59 and 59');
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** `+02:00`. */
export function formatOffset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(magnitude / 60))}:${pad(magnitude % 60)}`;
}

/** The region's name as Oracle prints it (`Europe/Madrid`, in the case of the time zone file), or undefined where it does not exist. */
export function findRegion(name: string): string | undefined {
  return formatterOf(name.trim())?.resolvedOptions().timeZone === undefined ? undefined : canonicalRegion(name.trim());
}

function canonicalRegion(name: string): string {
  return REGION_NAMES.get(name.toUpperCase()) ?? name.toUpperCase();
}

const REGION_NAMES = new Map(
  [...Intl.supportedValuesOf('timeZone'), 'Asia/Kolkata', 'Etc/UTC'].map((name) => [name.toUpperCase(), name]),
);

function formatterOf(region: string): Intl.DateTimeFormat | undefined {
  const key = region.toUpperCase();
  if (!formatters.has(key)) formatters.set(key, /^[A-Z]/.test(key) ? createFormatter(key) : undefined);
  return formatters.get(key);
}

function createFormatter(region: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: region,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/** Offset in minutes of `zone` (offset text or region) at a moment in UTC seconds. Throws ORA-01882 for an unknown region. */
export function offsetAt(zone: string, utcSeconds: number): number {
  const fixed = parseOffset(zone);
  if (fixed !== undefined) return fixed;
  const formatter = formatterOf(zone);
  if (formatter === undefined) throw new OracleError(1882, 'timezone region not found');
  // The calendar that Intl prints is Julian before 1582; no region has a rule of its own there.
  const moment = Math.max(utcSeconds, -12_219_292_800);
  const parts: Record<string, string> = {};
  for (const part of formatter.formatToParts(moment * 1000)) parts[part.type] = part.value;
  const field = (name: string) => Number(parts[name]);
  const year = parts['era'] === 'BC' ? 1 - field('year') : field('year');
  const wall = Date.UTC(2000, field('month') - 1, field('day'), field('hour'), field('minute'), field('second'));
  const date = new Date(wall);
  date.setUTCFullYear(year, field('month') - 1, field('day'));
  return Math.round((date.getTime() / 1000 - Math.floor(moment)) / 60);
}

/** Offset of `zone` for a wall-clock time. In an overlap standard time wins, as Oracle's default; in a gap throws ORA-01878. */
export function offsetOfWallClock(zone: string, wallSeconds: number): number {
  const fixed = parseOffset(zone);
  if (fixed !== undefined) return fixed;
  const before = offsetAt(zone, wallSeconds - 86_400);
  const after = offsetAt(zone, wallSeconds + 86_400);
  if (before === after) return before;
  const candidates = [after, before].filter((offset) => offsetAt(zone, wallSeconds - offset * 60) === offset);
  if (candidates.length === 0) throw new OracleError(1878, 'specified field not found in datetime or interval');
  return Math.min(...candidates);
}

/** TZD: `CET`, `CEST`, `PDT`; ICU has no abbreviation for some regions, then it is the offset. */
export function zoneAbbreviation(region: string, moment: { year: number; month: number; day: number }): string {
  const noon = Date.UTC(moment.year, moment.month - 1, moment.day, 12);
  for (const locale of ['en-US', 'en-GB']) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: region, timeZoneName: 'short' }).formatToParts(noon);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]+$/.test(name)) return name;
  }
  return formatOffset(offsetAt(region, noon / 1000));
}
