import { absolute, add, negate } from "@/lib/money/decimal";
import { pricePerUnit, transactionDraft } from "../draft";
import type { FormatItem } from "../types";
import { positionIdentity, type Row, SOURCE } from "./activity";
import { assetTypeOf } from "./meanings";
import type { Survey } from "./survey";

/**
 * A closed position as two trades, for files that have nothing else. `Amount` is what was put in, and with the profit what came out: both in
 * dollars. Instruments have names here, and no symbols.
 */
export function readClosedPosition(row: Row, survey: Survey): FormatItem[] {
  const [opened, closed] = [row.time("openDate"), row.time("closeDate")];
  const [amount, units, profit] = [row.requiredValue("amount"), row.requiredValue("units"), row.requiredValue("profit")];
  const position = row.requiredText("positionId", "The position's number.");
  const name = row
    .requiredText("action", "What was bought, such as Buy Apple.")
    .replace(/^(?:buy|sell|comprar?|vender?|kaufen?|verkaufen?)\s+/i, "");
  if (!opened || !closed || amount === null || units === null || profit === null || row.isRefused) return [row.refusal()];
  const short = survey.shorts.has(position);
  const isin = survey.isins.get(position);
  const trade = (which: "open" | "close"): FormatItem => {
    const at = which === "open" ? opened : closed;
    const cash = which === "open" ? negate(absolute(amount)) : add(absolute(amount), profit);
    return {
      kind: "transaction",
      line: row.line,
      draft: transactionDraft({
        source: SOURCE,
        tradeType: (which === "open") !== short ? "buy" : "sell",
        instrument: { assetType: assetTypeOf(row.text("type")), symbol: isin ?? name, meta: { name, ...(isin ? { isin } : {}) } },
        quantity: absolute(units),
        price: pricePerUnit(cash, units),
        currency: "USD",
        at,
        net: cash,
        meta: {
          ...positionIdentity(position, which, at.instant),
          rawType: row.text("action"),
          rawAssetType: row.text("type") || undefined,
          positionEffect: which,
          brokerGain: which === "close" ? profit : undefined,
        },
      }),
    };
  };
  return [trade("open"), trade("close")];
}
