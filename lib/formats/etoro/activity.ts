import { absolute, type DecimalString, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { charge, pricePerUnit } from "../draft";
import type { Currency, TableRow } from "../table/row";
import type { FormatItem } from "../types";
import type { Column } from "./columns";
import { assetTypeOf, cashMeaning, kindOf } from "./meanings";
import { dividendKey, type Survey } from "./survey";

export type Row = TableRow<Column>;

export const SOURCE = "etoro";

/** The account's currency: in the amount's name, else the dollars that eToro kept all accounts in. */
export function accountCurrency(row: Row, column: Column): Currency | null {
  return row.currencyOf(/\(([A-Z]{3})\)\s*$/.exec(row.title(column))?.[1] ?? "USD");
}

/** `AAPL/USD`: the symbol and the currency in which it is quoted. */
export function instrumentOf(row: Row, survey: Survey) {
  const written = row.text("details").includes("/") ? row.text("details") : (survey.instruments.get(row.text("positionId")) ?? "");
  const [, symbol = "", quote = ""] = /^(.+?)\/([A-Z]{3,4})(?:\s.*)?$/.exec(written) ?? [];
  if (symbol === "") return null;
  const isin = survey.isins.get(row.text("positionId"));
  return {
    assetType: assetTypeOf(row.text("assetType")),
    symbol,
    meta: { ...(isin ? { isin } : {}), ...(quote ? { quoteCurrency: quote } : {}) },
  };
}

/** A position's rows share its id; closings in parts are told apart by their moment. Payments may come twice in one. */
export function positionIdentity(position: string, which: "open" | "close", instant: string): Partial<TransactionMeta> {
  if (position === "") return {};
  const externalId = which === "open" ? `${SOURCE}:${position}:open` : `${SOURCE}:${position}:close:${instant}`;
  return { externalId, externalIds: [externalId], groupId: `${SOURCE}:${position}` };
}

/** A line of the account activity. Amounts of positions have no sign; elsewhere the change in realized equity has the right one. */
export function readActivity(row: Row, survey: Survey): FormatItem {
  const at = row.time("date");
  const type = row.requiredText("type", "A type such as Open Position.");
  const unit = accountCurrency(row, "amount");
  const [amount, units, change] = [row.value("amount"), row.value("units"), row.value("equityChange")];
  if (amount === null && !row.isRefused) row.refuse(`${row.title("amount")} is empty.`, "An amount.");
  if (!at || !unit || amount === null || row.isRefused) return row.refusal();
  const kind = kindOf(type);
  if (kind === "copy") return row.skipped("Money for copied portfolios stays the account's: nothing came or went.");
  if (kind === "open" || kind === "close") return readPosition(row, kind, { at, unit, amount, units, change }, survey);
  if (kind === "reward" || kind === "split") return readUnits(row, kind, { at, unit, amount, units, change }, survey);
  return readCash(row, { at, unit, amount, units, change }, survey);
}

interface Facts {
  at: { instant: string; dateOnly: boolean };
  unit: Currency;
  amount: DecimalString;
  units: DecimalString | null;
  change: DecimalString | null;
}

/** A position opened or closed, in whole or in part. What was put into a contract is its margin. */
function readPosition(row: Row, kind: "open" | "close", { at, unit, amount, units, change }: Facts, survey: Survey): FormatItem {
  const position = row.text("positionId").replace(/^-$/, "");
  const instrument = instrumentOf(row, survey);
  if (units === null) row.refuse(`${row.title("units")} is empty.`, "A number of units.");
  if (!instrument) row.refuse(`${row.title("details")} is empty.`, "An instrument such as AAPL/USD.");
  if (units === null || !instrument) return row.refusal();
  const opens = kind === "open";
  const tradeType = opens !== survey.shorts.has(position) ? "buy" : "sell";
  const cash = opens ? negate(absolute(amount)) : amount;
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument,
    quantity: units,
    price: pricePerUnit(amount, units),
    currency: unit.currency,
    at,
    net: cash,
    meta: {
      ...positionIdentity(position, kind, at.instant),
      rawType: row.text("type"),
      rawAssetType: row.text("assetType") || undefined,
      positionEffect: kind,
      brokerGain: opens ? undefined : (change ?? undefined),
    },
  });
}

/** Coins given, and splits, of which the activity doesn't tell the change in units. */
function readUnits(row: Row, kind: "reward" | "split", { at, unit, amount, units }: Facts, survey: Survey): FormatItem {
  const instrument = instrumentOf(row, survey);
  if (!instrument) row.refuse(`${row.title("details")} is empty.`, "An instrument such as AAPL/USD.");
  if (!instrument) return row.refusal();
  const [, to, from] = /(\d+)\s*:\s*(\d+)/.exec(row.text("details")) ?? [];
  const ratio = to && from ? { ratio: { to: to as DecimalString, from: from as DecimalString } } : {};
  return row.transaction({
    source: SOURCE,
    tradeType: kind,
    instrument,
    quantity: kind === "split" ? null : units,
    price: units === null || kind === "split" ? null : pricePerUnit(amount, units),
    currency: unit.currency,
    at,
    net: ZERO,
    doubts: kind === "split" ? ["The line doesn't say how many units the split added or took."] : [],
    meta: {
      rawType: row.text("type"),
      description: row.text("details"),
      ...(kind === "split" ? { corporateAction: { kind, description: row.text("details"), ...ratio } } : {}),
    },
  });
}

function readCash(row: Row, { at, unit, amount, change }: Facts, survey: Survey): FormatItem {
  const type = row.text("type");
  const known = cashMeaning(type);
  const { tradeType, subtype, doubts } = known ? { ...known, doubts: [] } : row.meaning({}, type);
  if (sign(amount) === 0 && (change === null || sign(change) === 0)) return row.skipped("The amount is 0.");
  // A conversion fee that changes no equity is told beside the deposit or withdrawal that it was taken from.
  if (tradeType === "fee" && change !== null && sign(change) === 0)
    return row.skipped("Part of the deposit or withdrawal that it was taken from.");
  const cash = change !== null && sign(change) !== 0 ? change : tradeType === "withdrawal" ? negate(absolute(amount)) : amount;
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal";
  const instrument = isMoney ? null : instrumentOf(row, survey);
  const hasInstrument = instrument !== null && row.text("positionId").replace(/^-$/, "") !== "";
  const withheld = tradeType === "dividend" ? survey.withheld.get(dividendKey(row.text("positionId"), row.date("date"))) : undefined;
  return row.transaction({
    source: SOURCE,
    tradeType: isMoney ? (sign(cash) < 0 ? "withdrawal" : "deposit") : tradeType,
    ...(hasInstrument ? { instrument } : {}),
    ...(isMoney ? { quantity: cash } : {}),
    currency: unit.currency,
    at,
    net: cash,
    taxes: unit.currency === "USD" ? charge("withholding", withheld, "USD") : [],
    doubts,
    meta: {
      rawType: type,
      rawAssetType: row.text("assetType") || undefined,
      subtype,
      description: hasInstrument ? undefined : row.text("details").replace(/^-$/, ""),
      groupId: hasInstrument ? `${SOURCE}:${row.text("positionId")}` : undefined,
    },
  });
}
