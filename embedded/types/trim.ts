/** TRIM, LTRIM and RTRIM: takes the characters of a set off the ends of a text. */
export function trimText(text: string, side: 'LEADING' | 'TRAILING' | 'BOTH', characters = ' '): string {
  const units = /[\ud800-\udfff]/.test(text + characters) ? [...text] : text;
  const set = new Set(characters);
  let start = 0;
  let end = units.length;
  if (side !== 'TRAILING') while (start < end && set.has(units[start] ?? '')) start += 1;
  if (side !== 'LEADING') while (end > start && set.has(units[end - 1] ?? '')) end -= 1;
  return typeof units === 'string' ? units.slice(start, end) : units.slice(start, end).join('');
}
