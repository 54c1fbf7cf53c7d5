import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, divide, negate, round, sign } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge, pricePerUnit } from "../draft";
import type { Currency, Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, FEES, TAXES } from "./columns";

type Row = TableRow<Column>;

const SOURCE = "trading212";

/** The broker's actions, in lower case. Those with brackets (`Dividend (Bonus)`) are looked up by what stands before them as well. */
const ACTIONS: Readonly<Record<string, Meaning>> = {
  "market buy": { tradeType: "buy" },
  "limit buy": { tradeType: "buy" },
  "stop buy": { tradeType: "buy" },
  "stop limit buy": { tradeType: "buy" },
  "market sell": { tradeType: "sell" },
  "limit sell": { tradeType: "sell" },
  "stop sell": { tradeType: "sell" },
  "stop limit sell": { tradeType: "sell" },
  dividend: { tradeType: "dividend" },
  "dividend (return of capital)": { tradeType: "return_of_capital" },
  "dividend (return of capital non us)": { tradeType: "return_of_capital" },
  "dividend (interest)": { tradeType: "interest" },
  "interest on cash": { tradeType: "interest" },
  "lending interest": { tradeType: "interest", subtype: "lending" },
  "share lending interest": { tradeType: "interest", subtype: "lending" },
  deposit: { tradeType: "deposit" },
  withdrawal: { tradeType: "withdrawal" },
  "card debit": { tradeType: "withdrawal", subtype: "card" },
  "card credit": { tradeType: "deposit", subtype: "card" },
  "spending cashback": { tradeType: "interest", subtype: "cashback" },
  "new card cost": { tradeType: "fee" },
  "result adjustment": { tradeType: "adjustment" },
  "stock split open": { tradeType: "split" },
  "stock split close": { tradeType: "split" },
  "stock distribution": { tradeType: "stock_dividend" },
  "transfer in": { tradeType: "transfer_in" },
  "transfer out": { tradeType: "transfer_out" },
};

/** Money from elsewhere, whatever its sign says of the direction. */
const MONEY: ReadonlySet<TradeType> = new Set<TradeType>(["deposit", "withdrawal"]);
/** Rows that move units and no cash. `Total` then only says what they were worth. */
const UNITS_ONLY: ReadonlySet<TradeType> = new Set<TradeType>(["split", "stock_dividend", "transfer_in", "transfer_out"]);

function actionOf(row: Row): ReturnType<Row["meaning"]> {
  const raw = row.requiredText("action", "An action such as Market buy.");
  const exact = row.meaning(ACTIONS, raw);
  const general = /^(.*?)\s*\(.*\)$/.exec(raw)?.[1];
  return exact.tradeType === "other" && general ? row.meaning(ACTIONS, general) : exact;
}

/** The account's currency: beside the total, or in the name of its column in older files. */
function accountCurrency(row: Row): Currency | null {
  return row.currencyOf(row.text("totalCurrency") || currencyInTitle(row, "total"), "Currency (Total)");
}

function currencyInTitle(row: Row, column: Column): string {
  return /\(([A-Za-z]{3,4})\)$/.exec(row.title(column))?.[1] ?? "";
}

function chargesOf(row: Row, columns: typeof FEES | typeof TAXES, account: Currency): Charge[] {
  return columns.flatMap(([amount, currency, type]) => {
    const value = row.value(amount);
    if (value === null || sign(value) === 0) return [];
    const unit = row.currencyOf(row.text(currency) || currencyInTitle(row, amount) || account.currency);
    return unit ? charge(type, toMajor(absolute(value), unit), unit.currency) : [];
  });
}

/** The tax at source, which is in the instrument's currency: the payment is net of it already. */
function withholding(row: Row, account: Currency, rate: DecimalString | null): Charge[] {
  const value = row.value("withholding");
  if (value === null || sign(value) === 0) return [];
  const unit = row.currencyOf(row.text("withholdingCurrency") || account.currency);
  if (!unit) return [];
  const amount = toMajor(absolute(value), unit);
  if (unit.currency === account.currency || rate === null) return charge("withholding", amount, unit.currency);
  const converted = divide(amount, rate);
  return converted === null ? [] : charge("withholding", round(converted, 8), account.currency);
}

/** `Exchange rate`: units of the price's currency for one of the account's. Pence are counted as written. */
function rateOf(row: Row, price: Currency | null, account: Currency): { rate: DecimalString; fx: TransactionMeta["fx"] } | null {
  const written = /^[\d.]+$/.test(row.text("rate")) ? row.number("rate") : null;
  if (written === null || price === null || sign(written) <= 0 || price.currency === account.currency) return null;
  const rate = toMajor(written, price);
  const inverse = divide(row.text("rate") === "" ? rate : rate, rate);
  return inverse === null ? null : { rate, fx: { rate, from: account.currency, to: price.currency } };
}

/** The ledger row of one line. */
export function readRow(row: Row): FormatItem {
  const { tradeType, subtype, doubts } = actionOf(row);
  const at = row.time("time");
  const account = accountCurrency(row);
  const total = row.value("total");
  const shares = row.value("shares");
  const priceUnit = row.has("priceCurrency") ? row.currency("priceCurrency") : account;
  if (!at || !account) return row.refusal();

  const rate = rateOf(row, priceUnit, account);
  const fees = chargesOf(row, FEES, account);
  const taxes = [...chargesOf(row, TAXES, account), ...withholding(row, account, rate?.rate ?? null)];
  const quoted = priceUnit === null ? null : row.money("price", priceUnit);
  const hasInstrument = row.text("isin") !== "" || row.text("ticker") !== "";
  const inAccountCurrency = priceUnit === null || priceUnit.currency === account.currency;
  if (total === null && !UNITS_ONLY.has(tradeType)) row.refuse("The line has no total.", "An amount in Total.");

  const net = netOf(tradeType, total);
  const converted = quoted !== null && rate ? divide(quoted, rate.rate) : null;
  return row.transaction({
    source: SOURCE,
    tradeType: MONEY.has(tradeType) && net !== null ? (sign(net) < 0 ? "withdrawal" : "deposit") : tradeType,
    ...(hasInstrument ? { instrument: instrumentOf(row) } : {}),
    quantity: tradeType === "split" ? splitUnits(row, shares) : shares,
    price: inAccountCurrency ? quoted : priceInAccount(tradeType, converted, net, shares, [...fees, ...taxes], account),
    currency: account.currency,
    at,
    net: UNITS_ONLY.has(tradeType) ? null : net,
    fees,
    taxes,
    doubts,
    meta: {
      ...(row.text("id") ? { externalId: `${SOURCE}:${row.text("id")}`, externalIds: [`${SOURCE}:${row.text("id")}`] } : {}),
      rawType: row.text("action"),
      subtype,
      fx: rate?.fx,
      brokerGain: row.value("result") ?? undefined,
      minorUnit: inAccountCurrency ? priceUnit?.minorUnit : undefined,
      description: [row.text("merchant"), row.text("notes")].filter(Boolean).join(": "),
      ...(inAccountCurrency || quoted === null ? {} : { quoted: { price: quoted, currency: priceUnit.currency } }),
    },
  });
}

/** Cash as the account saw it: orders are written without a sign, everything else with one. */
function netOf(tradeType: TradeType, total: DecimalString | null): DecimalString | null {
  if (total === null) return null;
  return tradeType === "buy" ? negate(absolute(total)) : total;
}

/** Trades: what one unit cost in the account's currency, charges aside. Other rows: the quoted price, converted. */
function priceInAccount(
  tradeType: TradeType,
  converted: DecimalString | null,
  net: DecimalString | null,
  shares: DecimalString | null,
  charges: readonly Charge[],
  account: Currency,
): DecimalString | null {
  const isTrade = tradeType === "buy" || tradeType === "sell";
  const told = charges.every(({ currency }) => currency === account.currency);
  // The broker rounds totals to cents, the rate to five digits: the total is what moved.
  if (isTrade && told && net !== null && shares !== null) return null;
  if (converted !== null) return round(converted, 12);
  return net !== null && shares !== null ? pricePerUnit(net, shares) : null;
}

/** A split takes all units out (`close`) and puts the new ones in (`open`). */
function splitUnits(row: Row, shares: DecimalString | null): DecimalString | null {
  if (shares === null) return null;
  return /close/i.test(row.text("action")) ? negate(absolute(shares)) : absolute(shares);
}

function instrumentOf(row: Row) {
  const [isin, ticker, name] = [row.text("isin"), row.text("ticker"), row.text("name")];
  return { assetType: "stock" as const, symbol: ticker || isin, meta: { isin, name } };
}
