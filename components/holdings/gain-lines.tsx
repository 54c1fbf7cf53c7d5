import type { ReactNode } from "react";
import { Gain } from "@/components/ui/money";
import { formatPercent } from "@/components/ui/number-format";
import type { DecimalString } from "@/lib/money/decimal";

interface GainLinesProps {
  value: DecimalString | null;
  percent: DecimalString | null;
  currency: string;
  reason: string | undefined;
  locale: string;
  /** Makes a number the link to its derivation. */
  explained: (figure: "gain" | "gain-percent", number: ReactNode) => ReactNode;
}

/** A gain with its percentage under it: half as wide as on one line. */
export function GainLines({ value, percent, currency, reason, locale, explained }: GainLinesProps) {
  return (
    <>
      {explained("gain", <Gain value={value} currency={currency} reason={reason} locale={locale} />)}
      {value !== null && percent !== null && (
        <span className="block text-xs text-muted">{explained("gain-percent", formatPercent(percent, { locale, signed: true }))}</span>
      )}
    </>
  );
}
