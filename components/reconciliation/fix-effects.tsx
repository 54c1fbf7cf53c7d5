import { Icon } from "@/components/ui/icon";
import { Money, Quantity } from "@/components/ui/money";
import { type DecimalString, ZERO } from "@/lib/money/decimal";
import type { FixEffect } from "@/lib/reconciliation/schema";

/** What is left of each difference once the rows are written. */
export function FixEffects({ effects, locale }: { effects: readonly FixEffect[]; locale: string }) {
  if (effects.length === 0) return null;
  return (
    <ul aria-label="Differences afterwards" className="space-y-1 rounded-md bg-sunken px-3 py-2">
      {effects.map(({ key, label, currency, before, after }) => (
        <li key={key} className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{label}</span>
          <span className="text-muted">
            difference <Figure value={before} currency={currency} locale={locale} /> <span aria-hidden>→</span>
            <span className="sr-only"> becomes </span> <Figure value={after} currency={currency} locale={locale} />
          </span>
          {after === ZERO && (
            <span className="inline-flex items-center gap-1 text-gain">
              <Icon name="circle-check" className="size-3.5" /> agrees
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Units, or an amount where it is about cash. */
export function Figure({
  value,
  currency,
  locale,
  signed = true,
}: {
  value: DecimalString;
  currency: string | null;
  locale: string;
  signed?: boolean;
}) {
  return currency === null ? (
    <Quantity value={value} locale={locale} signed={signed} />
  ) : (
    <Money value={value} currency={currency} locale={locale} signed={signed} />
  );
}
