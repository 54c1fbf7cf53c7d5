import { absolute, add, type DecimalString, negate, sign, subtract, ZERO } from "@/lib/money/decimal";
import { charge } from "../draft";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { SOURCE } from "./stocks";

type Row = TableRow<Column>;

/** Troy ounces, which Revolut keeps in accounts like money. */
const METALS: Readonly<Record<string, string>> = { XAU: "Gold", XAG: "Silver", XPT: "Platinum", XPD: "Palladium" };
const DONE = /^(?:completed?|complet|abgeschlossen|termin[eé]e?|completad[oa]|completat[oa]?|conclu[ií]d[oa]|zakończon[oay]|voltooid)$/i;

const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/exchange|umtausch|wechsel|change|cambio|câmbio|wymiana|schimb|wissel/i, { tradeType: "fx_conversion" }],
  [/interest|zinsen|intérêt|interes|juros|odsetki|dobând|rente/i, { tradeType: "interest" }],
  [/cashback|reward|prämie|récompense|recompensa|premio|nagrod/i, { tradeType: "interest", subtype: "cashback" }],
  [/^(?:fee|charge|gebühr|frais|comisi|commissione|opłata|kosten)/i, { tradeType: "fee" }],
];

export const isDone = (row: Row) => row.text("state") === "" || DONE.test(row.text("state"));
const isExchange = (row: Row) => MEANINGS[0]?.[0].test(row.text("type")) ?? false;

/** The two sides of an exchange: one moment, two currencies, opposite signs, and no third. */
export function exchangePartners(rows: readonly Row[]): Map<Row, Row> {
  const moments = Map.groupBy(
    rows.filter((row) => isDone(row) && isExchange(row)),
    (row) => row.text("started") || row.text("completed"),
  );
  const partners = new Map<Row, Row>();
  for (const [one, other, ...more] of moments.values()) {
    if (!one || !other || more.length > 0 || one.text("currency") === other.text("currency")) continue;
    if (one.text("amount").startsWith("-") !== other.text("amount").startsWith("-")) partners.set(one, other).set(other, one);
  }
  return partners;
}

const isMetal = (row: Row) => Object.hasOwn(METALS, row.text("currency").toUpperCase());

/** What moved in the line's own currency: the fee is taken beside the amount. */
const movedIn = (row: Row): DecimalString | null => {
  const amount = row.requiredValue("amount");
  return amount === null ? null : subtract(amount, absolute(row.value("fee") ?? ZERO));
};

/** A line of the account statement: money, or a metal by the ounce. `partner` is the other side of an exchange. */
export function readBooking(row: Row, partner: Row | undefined): FormatItem {
  if (!isDone(row)) return row.skipped(`The booking isn't completed: ${row.text("state")}.`);
  const at = row.time(row.has("completed") ? "completed" : "started");
  const unit = row.currency("currency");
  const moved = movedIn(row);
  const fee = absolute(row.value("fee") ?? ZERO);
  if (!at || !unit || moved === null || row.isRefused) return row.refusal();
  if (isMetal(row)) return readMetal(row, partner, at, unit.currency, moved);
  if (partner && isMetal(partner)) return row.skipped(`Part of the exchange on line ${partner.line}.`);
  if (sign(moved) === 0) return row.skipped("The amount is 0.");

  const known = MEANINGS.find(([words]) => words.test(row.text("type")))?.[1];
  const { tradeType, subtype } = known ?? ({ tradeType: sign(moved) < 0 ? "withdrawal" : "deposit" } satisfies Meaning);
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal" || tradeType === "fx_conversion";
  return row.transaction({
    source: SOURCE,
    tradeType,
    ...(isMoney ? { quantity: moved } : {}),
    currency: unit.currency,
    at,
    net: moved,
    fees: tradeType === "fee" ? [] : charge("commission", fee, unit.currency),
    meta: {
      rawType: row.text("type"),
      subtype: subtype ?? (row.text("product") ? row.text("product").toLowerCase() : undefined),
      description: row.text("description"),
      groupId: partner ? groupOf(row, partner) : undefined,
    },
  });
}

const groupOf = (row: Row, partner: Row) =>
  `${SOURCE}:exchange:${row.text("started") || row.text("completed")}:${[row, partner]
    .map((each) => each.text("currency"))
    .sort()
    .join(".")}`;

/** Ounces bought with, or sold for, the money of the other line; without one they were delivered. */
function readMetal(
  row: Row,
  partner: Row | undefined,
  at: { instant: string; dateOnly: boolean },
  metal: string,
  moved: DecimalString,
): FormatItem {
  const cash = partner ? movedIn(partner) : null;
  const unit = partner?.currency("currency") ?? null;
  const isTrade = cash !== null && unit !== null && !isMetal(partner ?? row);
  return row.transaction({
    source: SOURCE,
    tradeType: isTrade ? (sign(moved) < 0 ? "sell" : "buy") : sign(moved) < 0 ? "transfer_out" : "transfer_in",
    instrument: { assetType: "commodity", symbol: metal, meta: { name: METALS[metal] } },
    quantity: moved,
    currency: isTrade ? unit.currency : "EUR",
    at,
    net: isTrade ? cash : ZERO,
    doubts: isTrade ? [] : ["The money of this exchange isn't in the file."],
    meta: { rawType: row.text("type"), description: row.text("description") },
  });
}

/** A coin's account as it was exported until 2023: units, and beside them what they were worth. */
export function readCoinBooking(row: Row): FormatItem {
  if (!isDone(row)) return row.skipped(`The booking isn't completed: ${row.text("state")}.`);
  const at = row.time(row.has("completed") ? "completed" : "started");
  const units = row.requiredValue("amount");
  const coin = row.requiredText("currency", "A coin such as BTC.");
  const unit = row.currency("baseCurrency");
  const [worth, fee] = [row.value("fiatAmount"), absolute(row.value("fee") ?? ZERO)];
  if (!at || units === null || !unit || row.isRefused) return row.refusal();
  if (sign(units) === 0) return row.skipped("The amount is 0.");
  const trades = isExchange(row) && worth !== null;
  const value = absolute(worth ?? ZERO);
  const given = sign(units) < 0;
  const isReward = /reward|cashback|airdrop|staking/i.test(row.text("type"));
  return row.transaction({
    source: SOURCE,
    tradeType: trades ? (given ? "sell" : "buy") : isReward && !given ? "reward" : given ? "transfer_out" : "transfer_in",
    instrument: { assetType: "crypto", symbol: coin.toUpperCase() },
    quantity: units,
    currency: unit.currency,
    at,
    net: trades ? (given ? subtract(value, fee) : negate(add(value, fee))) : ZERO,
    fees: trades ? charge("commission", fee, unit.currency) : [],
    meta: { rawType: row.text("type"), description: row.text("description"), ...(trades ? {} : { value }) },
  });
}
