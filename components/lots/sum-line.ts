import { formatQuantity } from "@/components/ui/number-format";
import { add, compare, type DecimalString, parseDecimal, sign, subtract, ZERO } from "@/lib/money/decimal";
import { nounOf } from "@/lib/performance/lots/rules";
import type { SaleLots } from "@/lib/performance/lots/schema";

/** What the fields come to beside the row's units, while somebody types. What is no number isn't counted: its field says so when it is sent. */
export function sumLine(
  sale: Pick<SaleLots, "units" | "tradeType">,
  typed: readonly string[],
  locale: string,
): { text: string; isTooMuch: boolean } {
  const chosen = typed.map(parseDecimal).filter((value): value is DecimalString => value !== null && sign(value) > 0);
  const sum = add(ZERO, ...chosen);
  const words = (value: DecimalString) => formatQuantity(value, { locale });
  const start = `${words(sum)} of ${words(sale.units)} units chosen`;
  const rest = subtract(sale.units, sum);
  if (compare(sum, sale.units) > 0)
    return { text: `${start}: ${words(subtract(sum, sale.units))} more than the ${nounOf(sale)} has.`, isTooMuch: true };
  return { text: sign(rest) === 0 ? `${start}.` : `${start}. The other ${words(rest)} come from the oldest lots.`, isTooMuch: false };
}
