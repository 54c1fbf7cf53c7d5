import { absolute, compare, subtract, ZERO } from "@/lib/money/decimal";
import { pricePerUnit, type RowParts } from "../draft";
import { isFiat } from "../exchange/assets";
import { chargesOf } from "../exchange/event";
import { exchangeRows } from "../exchange/swap";
import type { HistoryLine } from "./line";
import { notedQuote } from "./notes";

/**
 * A purchase or sale. The amounts are in the account's own money; an order on a market that quotes in a coin (ETH-USDC) says only in its
 * notes that USDC moved, so that leg is booked too, for the same money. Where the market quotes in other money than the account's, that is
 * the money that moved.
 */
export function readTrade(line: HistoryLine, tradeType: "buy" | "sell"): RowParts[] {
  const { asset, currency, subtotal, event, row } = line;
  const units = { asset, amount: absolute(line.quantity) };
  const quote = isFiat(currency) ? notedQuote(row.text("notes")) : { asset: currency, amount: line.total };
  // A total below the subtotal of a purchase is a discount, not a fee.
  const isCharged = tradeType === "sell" || compare(line.total, subtotal) >= 0;
  const fee = isCharged ? absolute(subtract(line.total, subtotal)) : ZERO;
  const value = isCharged ? subtotal : line.total;
  if (isFiat(currency) && (quote === null || quote.asset === currency)) {
    const [money, fees] = [{ asset: currency, amount: value }, [{ asset: currency, amount: fee }]];
    return exchangeRows({ ...event, ...(tradeType === "buy" ? { given: money, taken: units } : { given: units, taken: money }), fees });
  }
  const paid = quote ?? { asset: currency, amount: line.total };
  if (isFiat(paid.asset)) {
    const quoted = line.price === undefined ? {} : { quoted: { price: line.price, currency } };
    const meta = { ...event.meta, ...quoted };
    return exchangeRows({ ...event, meta, ...(tradeType === "buy" ? { given: paid, taken: units } : { given: units, taken: paid }) });
  }
  if (tradeType === "buy") {
    const isTold = isFiat(currency);
    const worth = { amount: isTold ? value : line.total, currency };
    return exchangeRows({ ...event, given: paid, taken: units, worth, fees: isTold ? [{ asset: currency, amount: fee }] : [] });
  }
  // The fee comes off what the sale brings: it belongs to the sale, and the coin received costs no more than it is worth.
  const net = subtract(value, fee);
  const [sale, ...others] = exchangeRows({
    ...event,
    given: units,
    taken: paid,
    worth: { amount: isFiat(currency) ? net : line.total, currency },
  });
  if (!sale || !isFiat(currency)) return sale ? [sale, ...others] : others;
  return [
    { ...sale, price: pricePerUnit(value, units.amount), fees: chargesOf([{ asset: currency, amount: fee }], "commission") },
    ...others,
  ];
}
