/** How old something of a day is, in whole days. */
export function ageWords(days: number): string {
  if (days === 0) return "today";
  return days === 1 ? "yesterday" : `${days} days old`;
}
