import { formatDateTime } from "@/components/ui/date-format";
import type { Moment } from "@/lib/moment/schema";

interface Style {
  timeZone: string;
  locale: string;
}

/** A moment in words: "31 Dec 2024, as it was recorded on 1 Feb 2025, 10:00". Empty for now. */
export function momentWords({ asOf, known }: Moment, { timeZone, locale }: Style): string {
  const day = asOf === null ? null : formatDateTime(asOf, { dateOnly: true, locale });
  const recorded = known === null ? null : formatDateTime(known, { timeZone, locale });
  if (day && recorded) return `${day}, as it was recorded on ${recorded}`;
  return recorded ? `what was recorded on ${recorded}` : (day ?? "");
}
