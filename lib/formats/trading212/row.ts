import { absolute, add, type DecimalString, divide, negate, round, sign } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { Currency, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { readConversion } from "./conversion";
import { actionOf } from "./meanings";
import { feesOf, rateOf, taxesOf, totalOf, withholdingOf } from "./money";
import { splitMeta, splitUnits } from "./splits";

type Row = TableRow<Column>;

const SOURCE = "trading212";
const PRICE_DIGITS = 12;
const ORDER_ID = /^EOF\d+$/;

/** Rows that move units and no cash: `Total` then only says what they were worth. */
const UNITS_ONLY: ReadonlySet<TradeType> = new Set<TradeType>([
  "split",
  "stock_dividend",
  "spin_off",
  "rights",
  "transfer_in",
  "transfer_out",
]);
/** Rows in whose amount units play no part: how many there were then is told beside it. */
const INCOME: ReadonlySet<TradeType> = new Set<TradeType>(["dividend", "return_of_capital", "interest"]);
const PAID: ReadonlySet<TradeType> = new Set<TradeType>(["buy", "withdrawal", "fee"]);

/**
 * The line with its columns in the order in which it is written. Lines of a newer export, put under the header of an older one, have Notes and ID
 * before the shares: there the order's id (EOF…) stands where the price should be, which no price can be mistaken for.
 */
export function inItsOrder(row: Row): Row {
  return ORDER_ID.test(row.text("price")) && !ORDER_ID.test(row.text("id")) ? row.reordered(["notes", "id"], "shares") : row;
}

/** The ledger rows of one line: one, or those of a currency conversion. `partner` is the other half of a split. */
export function readRow(row: Row, partner: Row | undefined): FormatItem[] {
  const action = actionOf(row);
  if (action.tradeType === "fx_conversion" && row.has("convertedFrom")) return readConversion(row, SOURCE);
  return [readSingle(row, action, partner)];
}

function readSingle(row: Row, { tradeType: meant, subtype, doubts }: ReturnType<typeof actionOf>, partner: Row | undefined): FormatItem {
  const at = row.time("time");
  const money = totalOf(row);
  const written = row.value("shares");
  const brokerGain = row.value("result") ?? undefined;
  const priceUnit = row.has("priceCurrency") ? row.currency("priceCurrency") : (money?.account ?? null);
  const quoted = priceUnit === null ? null : row.money("price", priceUnit);
  if (!at || !money) return row.refusal();

  const { account, total } = money;
  if (total === null && !UNITS_ONLY.has(meant)) row.refuse("The line has no total.", "An amount in Total.");
  if ((meant === "buy" || meant === "sell") && written === null) row.refuse("No. of shares is empty.", "A number of shares.");
  const net = total !== null && PAID.has(meant) ? negate(absolute(total)) : total;
  const tradeType = meant === "deposit" && net !== null && sign(net) < 0 ? "withdrawal" : meant;
  const isIncome = INCOME.has(tradeType);
  const fx = rateOf(row, priceUnit, account);
  const fees = feesOf(row, account);
  const taxes = [...taxesOf(row, account), ...withholdingOf(row, account, fx)];
  const units = isIncome ? null : unitsOf(row, tradeType, written);
  const inAccountCurrency = priceUnit === null || priceUnit.currency === account.currency;
  return row.transaction({
    source: SOURCE,
    tradeType,
    ...(row.text("isin") || row.text("ticker") ? { instrument: instrumentOf(row) } : {}),
    quantity: units?.quantity,
    price: isIncome ? null : priceOf({ tradeType, quoted, inAccountCurrency, fx, charges: [...fees, ...taxes], account }),
    currency: account.currency,
    at,
    net: UNITS_ONLY.has(tradeType) ? null : net,
    fees,
    taxes,
    doubts: [...doubts, ...(units?.doubts ?? [])],
    meta: {
      ...identityOf(row, tradeType),
      rawType: row.text("action"),
      subtype,
      fx,
      brokerGain,
      grossAmount: isIncome ? grossOf(net, taxes, account) : undefined,
      minorUnit: inAccountCurrency ? priceUnit?.minorUnit : undefined,
      description: [row.text("merchant"), row.text("notes")].filter(Boolean).join(": "),
      ...(tradeType === "split" ? splitMeta(row, partner, SOURCE) : {}),
      ...(quoted === null || priceUnit === null
        ? {}
        : quotedAs(isIncome, { price: quoted, currency: priceUnit.currency }, account, written)),
    },
  });
}

/** An order's id names its buy and its sell alike in some exports, so the side is part of the identity. Dividends have none. */
function identityOf(row: Row, tradeType: TradeType): Partial<TransactionMeta> {
  const id = row.text("id");
  if (id === "") return {};
  const externalId = tradeType === "buy" || tradeType === "sell" ? `${SOURCE}:${id}:${tradeType}` : `${SOURCE}:${id}`;
  return { externalId, externalIds: [externalId] };
}

/** What the instrument's own currency said: a price per share, or a dividend per share and on how many. */
function quotedAs(isIncome: boolean, quoted: { price: DecimalString; currency: string }, account: Currency, shares: DecimalString | null) {
  if (isIncome) return { perShare: { amount: quoted.price, currency: quoted.currency }, ...(shares === null ? {} : { heldUnits: shares }) };
  return quoted.currency === account.currency ? {} : { quoted };
}

/** What was paid before tax, where the tax is told in the account's currency. */
function grossOf(net: DecimalString | null, taxes: readonly Charge[], account: Currency): DecimalString | undefined {
  if (net === null || taxes.length === 0 || taxes.some(({ currency }) => currency !== account.currency)) return undefined;
  return add(net, ...taxes.map(({ amount }) => amount));
}

interface PriceParts {
  tradeType: TradeType;
  quoted: DecimalString | null;
  inAccountCurrency: boolean;
  fx: TransactionMeta["fx"];
  charges: readonly Charge[];
  account: Currency;
}

/**
 * Per share in the account's currency. Of a trade in another currency it is left to what the total comes to, charges aside: the broker
 * rounds the rate to five digits, and the total is what moved.
 */
function priceOf({ tradeType, quoted, inAccountCurrency, fx, charges, account }: PriceParts): DecimalString | null {
  if (inAccountCurrency || quoted === null) return quoted;
  const isTrade = tradeType === "buy" || tradeType === "sell";
  if (isTrade && charges.every(({ currency }) => currency === account.currency)) return null;
  const converted = fx ? divide(quoted, fx.rate) : null;
  return converted && round(converted, PRICE_DIGITS);
}

function unitsOf(row: Row, tradeType: TradeType, shares: DecimalString | null): { quantity: DecimalString | null; doubts: string[] } {
  return tradeType === "split" && shares !== null ? splitUnits(row, shares) : { quantity: shares, doubts: [] };
}

function instrumentOf(row: Row) {
  const [isin, ticker, name] = [row.text("isin"), row.text("ticker"), row.text("name")];
  return { assetType: "stock" as const, symbol: ticker || isin, meta: { isin, name } };
}
