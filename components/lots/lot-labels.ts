import { type DateStyle, formatDateTime } from "@/components/ui/date-format";
import type { SaleLot } from "@/lib/performance/lots/schema";

/** What lots are called: when they were acquired, with a number where several of them say the same. */
export function lotLabels(lots: readonly Pick<SaleLot, "acquired" | "dateOnly">[], style: Omit<DateStyle, "dateOnly">): string[] {
  const names = lots.map(({ acquired, dateOnly }) => formatDateTime(acquired, { ...style, dateOnly }) ?? acquired);
  const met = new Map<string, number>();
  return names.map((name) => {
    const count = (met.get(name) ?? 0) + 1;
    met.set(name, count);
    return count === 1 ? `Lot of ${name}` : `Lot of ${name} (${count})`;
  });
}
