import { absolute, sign, ZERO } from "@/lib/money/decimal";
import { quotesAreMoney } from "../exchange/assets";
import { Counting } from "../exchange/counting";
import type { ExchangeEvent } from "../exchange/event";
import { itemsOf } from "../exchange/items";
import { feeRow } from "../exchange/movements";
import { exchangeRows } from "../exchange/swap";
import type { TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";
import { krakenPair } from "./names";

type Row = TableRow<Column>;

const ON_MARGIN = "It was traded on margin: what it gained or lost is in the ledger's export, not here.";

/**
 * The list of trades: a line each, `cost` and `fee` in the quote. Its id is the reference of the same trade in the ledger, so importing both
 * books it once. Its fractions of seconds are dropped, because the ledger has none.
 */
export function* readTrades(rows: Iterable<Row>, fallback: string): Generator<FormatItem> {
  const all = [...rows];
  const counting = new Counting(fallback);
  for (const row of all) {
    const pair = krakenPair(row.text("pair"));
    if (pair && quotesAreMoney(pair.quote) && !quotesAreMoney(pair.base)) counting.traded(pair.base, pair.quote);
  }
  for (const row of all) yield* readTrade(row, counting);
}

function readTrade(row: Row, counting: Counting): FormatItem[] {
  const time = row.time("time");
  const pair = krakenPair(row.text("pair"));
  if (pair === null)
    row.refuse(`${row.title("pair")}: "${row.text("pair").slice(0, 60)}" is no market that is known.`, "A market such as XXBTZEUR.");
  const side = row.requiredText("type", "buy or sell.").toLowerCase();
  if (side !== "" && side !== "buy" && side !== "sell")
    row.refuse(`${row.title("type")}: "${side.slice(0, 60)}" is no side.`, "buy or sell.");
  const [cost, volume, fee] = [row.requiredNumber("cost"), row.requiredNumber("volume"), row.number("fee") ?? ZERO];
  const margin = row.number("margin") ?? ZERO;
  if (!time || pair === null || cost === null || volume === null || row.isRefused) return [row.refusal()];
  const id = row.text("txid");
  const ids = [id, ...row.text("ledgers").split(/[,\s]+/)].filter(Boolean).map((each) => `${SOURCE}:${each}`);
  const event: ExchangeEvent = {
    source: SOURCE,
    at: { ...time, instant: time.instant.replace(/\.\d{3}Z$/, ".000Z") },
    isMoney: quotesAreMoney,
    countedIn: (coin) => counting.currencyOf(coin),
    ...(id === "" ? {} : { id: `${SOURCE}:${id}` }),
    meta: { rawType: [side, row.text("orderType")].filter(Boolean).join(" / ") },
  };
  if (sign(margin) !== 0) {
    if (sign(fee) === 0) return [row.skipped(ON_MARGIN)];
    return itemsOf(row, [
      feeRow({ ...event, doubts: [ON_MARGIN], meta: { ...event.meta, subtype: "margin" } }, { asset: pair.quote, amount: fee }),
    ]);
  }
  const units = { asset: pair.base, amount: absolute(volume) };
  const money = { asset: pair.quote, amount: absolute(cost) };
  const sides = side === "buy" ? { given: money, taken: units } : { given: units, taken: money };
  const booked = exchangeRows({ ...event, ...sides, fees: [{ asset: pair.quote, amount: fee }] });
  const [only] = booked;
  return itemsOf(row, only && booked.length === 1 && id !== "" ? [{ ...only, meta: { ...only.meta, externalIds: ids } }] : booked);
}
