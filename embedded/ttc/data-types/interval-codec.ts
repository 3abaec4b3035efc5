import { DaySecondInterval, YearMonthInterval } from '../../types/values.ts';

const LARGE_BIAS = 0x8000_0000;
const SMALL_BIAS = 60;

/** INTERVAL YEAR TO MONTH: years + 2^31, months + 60; both have the interval's sign. */
export function encodeYearMonthInterval(value: YearMonthInterval): Buffer {
  const bytes = Buffer.allocUnsafe(5);
  bytes.writeUInt32BE(Math.trunc(value.months / 12) + LARGE_BIAS, 0);
  bytes[4] = (value.months % 12) + SMALL_BIAS;
  return bytes;
}

export function decodeYearMonthInterval(bytes: Buffer): YearMonthInterval | undefined {
  if (bytes.length !== 5) return undefined;
  return new YearMonthInterval((bytes.readUInt32BE(0) - LARGE_BIAS) * 12 + bytes.readUInt8(4) - SMALL_BIAS);
}

/** INTERVAL DAY TO SECOND: days + 2^31, hours, minutes and seconds + 60 each, nanoseconds + 2^31. */
export function encodeDaySecondInterval(value: DaySecondInterval): Buffer {
  const bytes = Buffer.allocUnsafe(11);
  bytes.writeUInt32BE(Math.trunc(value.seconds / 86_400) + LARGE_BIAS, 0);
  bytes[4] = Math.trunc((value.seconds % 86_400) / 3600) + SMALL_BIAS;
  bytes[5] = Math.trunc((value.seconds % 3600) / 60) + SMALL_BIAS;
  bytes[6] = (value.seconds % 60) + SMALL_BIAS;
  bytes.writeUInt32BE(value.nanos + LARGE_BIAS, 7);
  return bytes;
}

/** Clients may mix signs between the fields; the value has one. */
export function decodeDaySecondInterval(bytes: Buffer): DaySecondInterval | undefined {
  if (bytes.length !== 11) return undefined;
  const days = bytes.readUInt32BE(0) - LARGE_BIAS;
  const [hours, minutes, seconds] = [4, 5, 6].map((index) => bytes.readUInt8(index) - SMALL_BIAS);
  const nanos = bytes.readUInt32BE(7) - LARGE_BIAS;
  let whole = days * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) + Math.trunc(nanos / 1e9);
  let rest = nanos % 1e9;
  if (whole > 0 && rest < 0) {
    whole -= 1;
    rest += 1e9;
  } else if (whole < 0 && rest > 0) {
    whole += 1;
    rest -= 1e9;
  }
  return new DaySecondInterval(whole, rest === 0 ? 0 : rest);
}
