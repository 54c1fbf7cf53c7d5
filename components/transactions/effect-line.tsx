"use client";
import { formatAmount, formatQuantity } from "@/components/ui/number-format";
import type { TransactionDraft } from "@/lib/formats/types";
import { sign } from "@/lib/money/decimal";
import { type TypedEffect, typedEffect } from "./typed-effect";

/** What the row being typed will do to units and cash, as the form stands. */
export function EffectLine({
  typed,
  original,
  locale,
}: {
  typed: Readonly<Record<string, string>>;
  original: TransactionDraft | null;
  locale: string;
}) {
  const effect = typedEffect(typed, original);
  return (
    <p role="status" className="tabular min-h-10 rounded-md bg-sunken px-3 py-2.5">
      {effect ? (
        <span className="font-medium">{inWords(effect, locale)}</span>
      ) : (
        <span className="text-muted">Fill in the numbers to see what the row does.</span>
      )}
    </p>
  );
}

function inWords({ units, cash, currency }: TypedEffect, locale: string): string {
  const parts = [
    sign(units) === 0 ? null : `${formatQuantity(units, { locale, signed: true })} ${units === "1" || units === "-1" ? "unit" : "units"}`,
    sign(cash) === 0 ? null : `${formatAmount(cash, currency, { locale, signed: true })} cash`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : "No change of units or cash";
}
