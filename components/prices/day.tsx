import { DateTime } from "@/components/ui/date-time";

/** A day as an ISO date, the same in every zone. */
export function Day({ day, locale }: { day: string; locale: string }) {
  return <DateTime value={`${day}T00:00:00Z`} dateOnly locale={locale} />;
}
