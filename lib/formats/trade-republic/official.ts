import { absolute, add, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import { lookup } from "../lookup";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { ASSETS, TYPES } from "./meanings";

type Row = TableRow<Column>;

const SOURCE = "trade-republic";
const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;
const INCOME: ReadonlySet<TradeType> = new Set<TradeType>(["dividend", "interest", "return_of_capital"]);
const MONEY: ReadonlySet<TradeType> = new Set<TradeType>(["deposit", "withdrawal"]);

/** What a line's type means, the sign of its money or units and its category considered. */
function meaningOf(row: Row, cash: DecimalString, shares: DecimalString | null): Meaning & { doubts: string[] } {
  const meaning = row.meaning(TYPES, row.requiredText("type", "A type such as BUY."));
  const { tradeType, subtype } = meaning;
  const delivers = shares !== null && sign(shares) !== 0 && sign(cash) === 0;
  if (delivers && (MONEY.has(tradeType) || tradeType === "transfer_in" || tradeType === "transfer_out")) {
    const isAction = row.text("category") === "CORPORATE_ACTION" && sign(shares) > 0;
    return { ...meaning, tradeType: isAction ? "stock_dividend" : sign(shares) < 0 ? "transfer_out" : "transfer_in" };
  }
  if (MONEY.has(tradeType)) return { ...meaning, tradeType: sign(cash) < 0 ? "withdrawal" : "deposit", subtype };
  return meaning;
}

/**
 * A line of the official export. `amount` is the cash before fee and tax, which are signed as cash as well; so all three are what moved.
 * `partner` is the other half of an event that the broker writes in two: units and money of a redemption, both ends of a migration.
 */
export function readOfficial(row: Row, partner: Row | undefined): FormatItem {
  const at = row.time("datetime");
  const unit = row.currency("currency");
  const [amount, fee, tax] = [row.number("amount"), row.number("fee"), row.number("tax")];
  const ownShares = row.number("shares");
  const price = row.number("price");
  const cash = add(amount ?? ZERO, fee ?? ZERO, tax ?? ZERO);
  const { tradeType, subtype, doubts } = meaningOf(row, cash, ownShares);
  const redeemed = tradeType === "redemption" && partner ? partner : undefined;
  const shares = ownShares ?? redeemed?.number("shares") ?? null;
  const partnerCash = redeemed ? add(...(["amount", "fee", "tax"] as const).map((column) => redeemed.number(column) ?? ZERO)) : ZERO;
  const paid = redeemed?.number("amount") ?? ZERO;
  if ((tradeType === "buy" || tradeType === "sell") && shares === null) row.refuse("shares is empty.", "A number of shares.");
  if (!at || !unit) return row.refusal();

  const isIncome = INCOME.has(tradeType);
  const { currency } = unit;
  const ids = [row, redeemed].flatMap((each) => (each?.text("id") ? [`${SOURCE}:${each.text("id")}`] : []));
  const instrument = instrumentOf(row);
  const aboutMoney = MONEY.has(tradeType) || (tradeType === "interest" && subtype !== "coupon");
  return row.transaction({
    source: SOURCE,
    tradeType,
    ...(instrument && !aboutMoney ? { instrument } : {}),
    quantity: MONEY.has(tradeType) ? cash : isIncome ? null : shares,
    price: MONEY.has(tradeType) ? null : (price ?? redeemed?.number("price") ?? null),
    currency,
    at,
    net: add(cash, partnerCash),
    fees: tradeType === "fee" ? [] : charge("commission", negate(fee ?? ZERO), currency),
    taxes: tradeType === "tax" ? [] : charge("tax", negate(tax ?? ZERO), currency),
    doubts: [
      ...doubts,
      ...(tradeType === "split" ? ["The export doesn't say whether these shares are the change or the new number."] : []),
    ],
    meta: {
      ...(ids[0] ? { externalId: ids[0], externalIds: ids } : {}),
      rawType: row.text("type"),
      rawAssetType: row.text("assetClass") || undefined,
      subtype: isIncome && sign(add(amount ?? ZERO, paid)) < 0 ? "reversal" : subtype,
      grossAmount: isIncome ? (amount ?? undefined) : undefined,
      fx: fxOf(row, currency),
      groupId: groupOf(row, partner, redeemed),
      description: [row.text("counterparty"), row.text("description"), row.text("reference")].filter(Boolean).join(": "),
      ...(tradeType === "split" ? { corporateAction: { kind: "split", description: row.text("description") } } : {}),
      ...(isIncome && shares !== null ? { heldUnits: absolute(shares) } : {}),
    },
  });
}

function instrumentOf(row: Row) {
  const symbol = row.text("symbol");
  if (symbol === "") return null;
  const assetType = lookup(ASSETS, row.text("assetClass")) ?? "stock";
  return { assetType, symbol, meta: { name: row.text("name"), ...(ISIN.test(symbol) ? { isin: symbol } : {}) } };
}

/** The foreign payment behind the amount: one unit of its currency is `fx_rate` of the account's. */
function fxOf(row: Row, currency: string): TransactionMeta["fx"] {
  const rate = row.number("fxRate");
  const from = row.text("originalCurrency");
  return rate === null || from === "" || from === currency ? undefined : { rate, from, to: currency };
}

function groupOf(row: Row, partner: Row | undefined, redeemed: Row | undefined): string | undefined {
  if (!partner || redeemed) return undefined;
  return `${SOURCE}:${[row.text("id"), partner.text("id")].sort().join(":")}`;
}

/** The two halves of one event, by the row each belongs to: a redemption's units and money, and the two ends of a migration. */
export function officialPartners(rows: readonly Row[]): Map<Row, Row> {
  const partners = new Map<Row, Row>();
  const kind = (row: Row) => {
    const type = row.text("type").toUpperCase();
    return type === "REDEMPTION" || type === "FINAL_MATURITY" ? "redemption" : type === "MIGRATION" ? "migration" : null;
  };
  const groups = Map.groupBy(
    rows.filter((row) => kind(row) !== null),
    (row) => [kind(row), row.text("accountType"), row.text("symbol"), row.text("day") || row.text("datetime").slice(0, 10)].join(" "),
  );
  for (const [one, other, ...more] of groups.values()) {
    if (!one || !other || more.length > 0) continue;
    const completes = kind(one) === "redemption" && one.has("shares") !== other.has("shares") && one.has("amount") !== other.has("amount");
    const moves = kind(one) === "migration" && one.text("shares").replace("-", "") === other.text("shares").replace("-", "");
    if (completes || moves) partners.set(one, other).set(other, one);
  }
  return partners;
}
