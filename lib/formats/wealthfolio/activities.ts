import { absolute, add, type DecimalString, multiply, negate, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TradeType } from "@/lib/transactions/trade-types";
import { charge, pricePerUnit, type RowParts } from "../draft";
import type { Meaning, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import { type Column, SOURCE } from "./columns";
import { instrumentOf, isCashSymbol } from "./instrument";

type Row = TableRow<Column>;

/** Wealthfolio's fourteen types, and those of its first versions. */
const TYPES: Readonly<Record<string, Meaning>> = {
  buy: { tradeType: "buy" },
  sell: { tradeType: "sell" },
  split: { tradeType: "split" },
  dividend: { tradeType: "dividend" },
  interest: { tradeType: "interest" },
  deposit: { tradeType: "deposit" },
  withdrawal: { tradeType: "withdrawal" },
  transfer_in: { tradeType: "transfer_in" },
  transfer_out: { tradeType: "transfer_out" },
  fee: { tradeType: "fee" },
  tax: { tradeType: "tax" },
  credit: { tradeType: "interest", subtype: "credit" },
  adjustment: { tradeType: "adjustment" },
  add_holding: { tradeType: "transfer_in" },
  remove_holding: { tradeType: "transfer_out" },
  conversion_in: { tradeType: "deposit", subtype: "conversion" },
  conversion_out: { tradeType: "withdrawal", subtype: "conversion" },
};

/** A subtype that makes another thing of a type: a dividend that became shares, say. */
const SUBTYPES: Readonly<Record<string, TradeType>> = {
  "dividend drip": "reinvest",
  "dividend dividend_in_kind": "stock_dividend",
  "dividend return_of_capital": "return_of_capital",
  "split stock_dividend": "stock_dividend",
  "interest staking_reward": "reward",
  "credit rebate": "fee",
  "credit refund": "fee",
  "credit reimbursement": "fee",
  "adjustment option_expiry": "option_expiration",
};

const RATIO = "The export tells the ratio of the split, and not how many units came: enter the change in units.";

/** The ledger row of one activity. A split has its ratio for a quantity, and money its amount. */
export function readActivity(row: Row): FormatItem {
  const at = row.time("date");
  const written = row.text("activityType") || row.text("type");
  if (written === "") row.refuse("The activity has no type.", "A type such as BUY.");
  const unit = currencyOf(row, written);
  const [quantity, fee, amount] = [row.number("quantity"), row.value("fee") ?? ZERO, row.value("amount")];
  const unitPrice = row.value("unitPrice");
  if (/^(?:true|1)$/i.test(row.text("isDraft"))) return row.skipped("A draft, which Wealthfolio doesn't count.");
  if (!at || !unit || row.isRefused) return row.refusal();
  const { tradeType, subtype, doubts } = meaningOf(row, written);
  const inMajor = (value: DecimalString) => multiply(value, unit.factor);
  const money: Money = {
    quantity,
    price: unitPrice && absolute(inMajor(unitPrice)),
    fee: absolute(inMajor(fee)),
    amount: amount && inMajor(amount),
  };
  const id = row.text("id");
  const shared: Shared = {
    source: SOURCE,
    currency: unit.currency,
    at,
    doubts,
    meta: {
      ...(id === "" ? {} : { externalId: `${SOURCE}:${id}`, externalIds: [`${SOURCE}:${id}`] }),
      rawType: [written, row.text("subtype")].filter(Boolean).join(" / "),
      ...(subtype ? { subtype } : {}),
      description: row.text("comment"),
      ...(unit.minorUnit ? { minorUnit: unit.minorUnit } : {}),
      ...(row.has("fxRate") ? { fxRate: row.text("fxRate") } : {}),
    },
  };
  return row.transaction(
    isCashSymbol(row.text("symbol")) ? cashParts(row, shared, tradeType, money) : unitParts(row, shared, tradeType, money),
  );
}

type Shared = Omit<RowParts, "tradeType">;

interface Money {
  quantity: DecimalString | null;
  price: DecimalString | null;
  fee: DecimalString;
  amount: DecimalString | null;
}

/** A split has no currency of its own, and none of its numbers is money. */
function currencyOf(row: Row, type: string) {
  if (row.has("currency") || type.toUpperCase() !== "SPLIT") return row.currency("currency");
  return { currency: "USD", factor: ONE, minorUnit: undefined };
}

function meaningOf(row: Row, written: string): Meaning & { doubts: string[] } {
  const type = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const subtype = row.text("subtype").toLowerCase();
  const known = row.meaning(TYPES, type);
  const tradeType = Object.hasOwn(SUBTYPES, `${type} ${subtype}`) ? SUBTYPES[`${type} ${subtype}`] : undefined;
  const told = tradeType ? { ...known, tradeType } : known;
  return subtype === "" ? told : { ...told, subtype };
}

/** What an activity came to before its fee: as told, else units × price. */
function valueOf({ amount, quantity, price }: Money): DecimalString | null {
  if (amount !== null && sign(amount) !== 0) return amount;
  return quantity !== null && price !== null ? multiply(quantity, price) : amount;
}

function cashParts(row: Row, shared: Shared, tradeType: TradeType, money: Money): RowParts {
  const value = valueOf(money) ?? money.quantity;
  const fees = charge("fee", money.fee, shared.currency);
  if (tradeType === "fee" || tradeType === "tax") return chargeParts(shared, tradeType, row, value, money.fee);
  if (value === null) row.refuse("The activity has no amount.", "An amount such as 100.50.");
  const whole = value ?? ZERO;
  if (tradeType === "transfer_in" || tradeType === "deposit" || tradeType === "buy")
    return { ...shared, tradeType: "deposit", quantity: absolute(whole), fees };
  if (tradeType === "transfer_out" || tradeType === "withdrawal" || tradeType === "sell")
    return { ...shared, tradeType: "withdrawal", quantity: absolute(whole), fees };
  const net = subtract(whole, money.fee);
  // A reward or a reinvestment needs something to be units of: without a symbol it is money.
  const kind = tradeType === "reward" || tradeType === "reinvest" || tradeType === "stock_dividend" ? "interest" : tradeType;
  return { ...shared, tradeType: kind, net, fees };
}

/** A charge is in the amount or in the fee; a credit gives one back. */
function chargeParts(shared: Shared, tradeType: "fee" | "tax", row: Row, value: DecimalString | null, fee: DecimalString): RowParts {
  const isCredit = /^credit/i.test(row.text("activityType") || row.text("type"));
  const paid = value === null || sign(value) === 0 ? fee : absolute(value);
  return { ...shared, tradeType, net: isCredit ? paid : negate(paid) };
}

function unitParts(row: Row, shared: Shared, tradeType: TradeType, money: Money): RowParts {
  const { quantity, price, fee } = money;
  const instrument = instrumentOf(row);
  const value = valueOf(money);
  const fees = charge("commission", fee, shared.currency);
  const base = { ...shared, tradeType, instrument, fees };
  switch (tradeType) {
    case "buy":
    case "sell": {
      const units = row.requiredNumber("quantity");
      if (price === null && money.amount === null) row.refuse("The trade has neither a price nor an amount.", "A price such as 12.34.");
      const gross = absolute(price !== null && units !== null ? multiply(units, price) : (value ?? ZERO));
      const net = tradeType === "buy" ? negate(add(gross, fee)) : subtract(gross, fee);
      return { ...base, quantity: units, price: price ?? (units && pricePerUnit(gross, units)), net };
    }
    case "split":
      return splitParts(base, quantity, money.amount);
    case "fee":
    case "tax":
      return { ...chargeParts(shared, tradeType, row, value, fee), instrument };
    case "dividend":
    case "interest":
    case "return_of_capital":
      if (value === null) row.refuse("The activity has no amount.", "An amount such as 100.50.");
      return { ...base, price, net: subtract(value ?? ZERO, fee) };
    case "transfer_in":
    case "transfer_out":
    case "reinvest":
    case "reward":
    case "stock_dividend":
      return {
        ...base,
        quantity: row.requiredNumber("quantity"),
        price: price ?? (value && quantity ? pricePerUnit(value, quantity) : null),
      };
    default:
      return { ...base, quantity, price, net: money.amount ?? ZERO };
  }
}

function splitParts(base: RowParts, quantity: DecimalString | null, amount: DecimalString | null): RowParts {
  const ratio = amount !== null && sign(amount) > 0 ? amount : quantity;
  const told = ratio !== null && sign(ratio) > 0 ? { ratio: { to: ratio, from: ONE } } : {};
  return {
    ...base,
    quantity: ZERO,
    price: ZERO,
    net: ZERO,
    doubts: [...(base.doubts ?? []), RATIO],
    meta: { ...base.meta, corporateAction: { kind: "split", ...told } },
  };
}
