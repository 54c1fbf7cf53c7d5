import { Quantity } from "@/components/ui/money";
import type { RateEntry } from "@/lib/rates/schema";

/** `1 USD = 0.9234 EUR`. */
export function Rate({ from, to, rate, locale }: Pick<RateEntry, "from" | "to" | "rate"> & { locale: string }) {
  return (
    <span className="tabular">
      1 {from} = <Quantity value={rate} locale={locale} /> {to}
    </span>
  );
}
