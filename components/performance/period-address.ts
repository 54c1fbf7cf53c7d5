import type { Period } from "@/lib/performance/schema";

export type PeriodChoice = { period: Exclude<Period, "custom"> } | { from: string; to: string };

/** What of a page's address isn't the period: it stays when another one is chosen, such as the day that is looked back to. */
export function keptParams(current: URLSearchParams): [string, string][] {
  return [...current].filter(([name]) => !["period", "from", "to"].includes(name));
}

/** The address of a page with another period. */
export function periodAddress(path: string, current: URLSearchParams, choice: PeriodChoice): string {
  const chosen: [string, string][] =
    "period" in choice
      ? [["period", choice.period]]
      : [
          ["period", "custom"],
          ["from", choice.from],
          ["to", choice.to],
        ];
  return `${path}?${new URLSearchParams([...keptParams(current), ...chosen])}`;
}
