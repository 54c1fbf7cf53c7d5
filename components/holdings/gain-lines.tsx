import { Gain } from "@/components/ui/money";
import { formatPercent } from "@/components/ui/number-format";
import type { DecimalString } from "@/lib/money/decimal";

interface GainLinesProps {
  value: DecimalString | null;
  percent: DecimalString | null;
  currency: string;
  reason: string | undefined;
  locale: string;
}

/** A gain with its percentage under it: half as wide as on one line. */
export function GainLines({ value, percent, currency, reason, locale }: GainLinesProps) {
  return (
    <>
      <Gain value={value} currency={currency} reason={reason} locale={locale} />
      {value !== null && percent !== null && (
        <span className="block text-xs text-muted">{formatPercent(percent, { locale, signed: true })}</span>
      )}
    </>
  );
}
