/** RR: years 50–99 belong to the century before in the first half of a century, 00–49 to the next one in its second half. */
export function nearestCentury(value: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100);
  const isFirstHalf = currentYear % 100 < 50;
  if (isFirstHalf && value >= 50) return century - 100 + value;
  if (!isFirstHalf && value < 50) return century + 100 + value;
  return century + value;
}
