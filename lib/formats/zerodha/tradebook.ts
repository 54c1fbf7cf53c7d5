import { absolute } from "@/lib/money/decimal";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, CURRENCY, SOURCE } from "./columns";
import { listed } from "./instrument";
import { tradeKey } from "./trade-key";

const SIDES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  b: { tradeType: "buy" },
  s: { tradeType: "sell" },
};

/** Of these segments the quantity counts lots, and the tradebook doesn't tell how much is in one. */
const LOTS = /^(?:COM|MCX|CDS|BCD|NCO)/i;
const LOT_DOUBT = "The quantity counts lots whose size the tradebook doesn't tell: check units and value.";

/**
 * One trade. The tradebook knows no charges: the cash is units × price.
 */
export function readTrade(row: TableRow<Column>): FormatItem {
  const day = row.time("tradeDate");
  const executed = row.has("executedAt") ? row.time("executedAt") : day;
  const symbol = row.requiredText("symbol", "A symbol such as INFY.");
  const written = row.requiredText("tradeType", "buy or sell.");
  const [quantity, price] = [row.requiredNumber("quantity"), row.requiredNumber("price")];
  const expiry = row.has("expiry") ? row.date("expiry") : undefined;
  if (!day || !executed || quantity === null || price === null || row.isRefused) return row.refusal();
  const { tradeType, doubts } = row.meaning(SIDES, written);
  const segment = row.text("segment");
  const instrument = listed(symbol, row.text("isin").toUpperCase(), segment, row.text("series"), "", expiry);
  const id = row.text("tradeId");
  const key = tradeKey({ exchange: row.text("exchange"), day: day.instant.slice(0, 10), symbol, side: tradeType, tradeId: id });
  // Funds are bought on a day: their midnight is no time.
  const isDay = executed.dateOnly || (segment.toUpperCase() === "MF" && /[T ]00:00(?::00)?/.test(row.text("executedAt")));
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument,
    quantity: absolute(quantity),
    price: absolute(price),
    currency: CURRENCY,
    at: isDay ? { instant: `${day.instant.slice(0, 10)}T00:00:00.000Z`, dateOnly: true } : executed,
    doubts: [...doubts, ...(LOTS.test(segment) ? [LOT_DOUBT] : [])],
    meta: {
      ...(id === "" ? {} : { externalId: key, externalIds: [key] }),
      rawType: written,
      ...(segment ? { rawAssetType: segment } : {}),
      ...(row.text("orderId") ? { orderId: row.text("orderId") } : {}),
      ...(row.text("exchange") ? { exchange: row.text("exchange") } : {}),
    },
  });
}
