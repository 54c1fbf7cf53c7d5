import { formatMonth } from "@/components/ui/date-format";
import { formatAmount } from "@/components/ui/number-format";
import { compare } from "@/lib/money/decimal";
import type { IncomeRow, IncomeView } from "@/lib/performance/schema";

/** Income by month as a sentence. */
export function describeIncome(months: IncomeView["months"], currency: string, locale: string): string {
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return "There is no income to show yet.";
  const known = months.flatMap(({ month, net }) => (net.amount === null ? [] : [{ month, amount: net.amount }]));
  const best = known.reduce<(typeof known)[number] | undefined>(
    (most, each) => (most === undefined || compare(each.amount, most.amount) > 0 ? each : most),
    undefined,
  );
  const span = `Net income by month, ${formatMonth(first.month, locale)} to ${formatMonth(last.month, locale)}.`;
  return best ? `${span} The most was ${formatAmount(best.amount, currency, { locale })} in ${formatMonth(best.month, locale)}.` : span;
}

const KINDS: Readonly<Record<string, string>> = {
  dividend: "Dividend",
  interest: "Interest",
  reward: "Reward",
  reinvest: "Reinvested dividend",
  other: "Other",
};

/** What a kind of income is called; an unknown one is shown as it stands. */
export const incomeKind = (kind: string): string => KINDS[kind] ?? kind;

/** The rows of each month, by month (`2026-10`), oldest first. */
function rowsByMonth(rows: readonly IncomeRow[]): Map<string, IncomeRow[]> {
  const months = new Map<string, IncomeRow[]>();
  for (const row of [...rows].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const month = row.at.slice(0, 7);
    const ofMonth = months.get(month);
    if (ofMonth) ofMonth.push(row);
    else months.set(month, [row]);
  }
  return months;
}

export interface CalendarMonth {
  month: string;
  rows: readonly IncomeRow[];
  /** Expected payers, in a month that isn't over. */
  expected: readonly string[];
}

/** The twelve months of each year that has income or expects some, the newest year first. */
export function calendarYears(rows: readonly IncomeRow[], ahead: IncomeView["ahead"]): { year: string; months: CalendarMonth[] }[] {
  const paid = rowsByMonth(rows);
  const expected = new Map(ahead.map(({ month, payers }) => [month, payers]));
  const years = [...new Set([...paid.keys(), ...expected.keys()].map((month) => month.slice(0, 4)))].sort().reverse();
  return years.map((year) => ({
    year,
    months: Array.from({ length: 12 }, (_, index) => {
      const month = `${year}-${String(index + 1).padStart(2, "0")}`;
      return { month, rows: paid.get(month) ?? [], expected: expected.get(month) ?? [] };
    }),
  }));
}
