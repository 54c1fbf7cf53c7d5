/** Newer exports are written in the zone of the account and name it in the file's name alone: `…(UTC+9).csv`. */
export function shifted(at: { instant: string; dateOnly: boolean }, fileName: string): { instant: string; dateOnly: boolean } {
  const [, sign, hours, minutes = "0"] = /UTC([+-])(\d{1,2})(?:[:_.]?(\d{2}))?(?=\D|$)/i.exec(fileName) ?? [];
  if (sign === undefined || at.dateOnly) return at;
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return { ...at, instant: new Date(Date.parse(at.instant) - ahead).toISOString() };
}
