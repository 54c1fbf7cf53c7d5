"use client";
import { BarChart, type BarPoint } from "@/components/charts/bar-chart";
import { formatMonth } from "@/components/ui/date-format";
import { formatAmount } from "@/components/ui/number-format";
import type { IncomeView } from "@/lib/performance/schema";
import { describeIncome } from "./income-words";

interface IncomeBarsProps {
  months: IncomeView["months"];
  ahead: IncomeView["ahead"];
  currency: string;
  locale: string;
}

/** Income by month, and after the last one what is expected: hollow, because nobody has promised it. */
export function IncomeBars({ months, ahead, currency, locale }: IncomeBarsProps) {
  const paid: BarPoint[] = months.map(({ month, net, withheld }) => ({
    key: month,
    label: formatMonth(month, locale),
    short: formatMonth(month, locale, "short"),
    value: net.amount,
    reason: net.reason,
    href: net.href,
    also: withheld.amount === null || withheld.amount === "0" ? [] : [`${formatAmount(withheld.amount, currency, { locale })} withheld`],
  }));
  const expected: BarPoint[] = ahead.map(({ month, amount, payers }) => ({
    key: `ahead ${month}`,
    label: formatMonth(month, locale),
    short: formatMonth(month, locale, "short"),
    value: amount,
    isExpected: true,
    also: payers.length > 0 ? [payers.join(", ")] : [],
  }));
  return (
    <BarChart
      title="By month"
      description={
        ahead.length > 0
          ? "Net of tax withheld. Hollow bars are expected from what was paid in the twelve months before."
          : "Net of tax withheld."
      }
      summary={describeIncome(months, currency, locale)}
      points={[...paid, ...expected]}
      measure="Net income"
      unitName="Month"
      unit={{ kind: "amount", currency }}
      locale={locale}
    />
  );
}
