import { Money, Quantity } from "@/components/ui/money";
import { NotAvailable } from "@/components/ui/not-available";
import { formatPercent } from "@/components/ui/number-format";
import type { Measure } from "@/lib/explain/schema";

interface MeasureValueProps {
  measure: Measure;
  reason?: string;
  locale: string;
  signed?: boolean;
}

/** An amount in whatever it is counted in. */
export function MeasureValue({ measure: { amount, unit }, reason, locale, signed }: MeasureValueProps) {
  if (amount === null) return <NotAvailable reason={reason} />;
  if (unit === "%") return <>{formatPercent(amount, { locale, signed })}</>;
  if (unit !== "units") return <Money value={amount} currency={unit} locale={locale} signed={signed} />;
  return (
    <>
      <Quantity value={amount} locale={locale} signed={signed} /> {amount === "1" || amount === "-1" ? "unit" : "units"}
    </>
  );
}
