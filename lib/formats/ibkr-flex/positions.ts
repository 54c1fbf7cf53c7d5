import { absolute, type DecimalString, negate, ONE, sign } from "@/lib/money/decimal";
import type { FormatItem, HoldingDraft } from "../types";
import { SOURCE } from "./draft";
import { requiredInstrument } from "./instrument";
import { positionKey, readLot } from "./lots";
import type { Row } from "./row";
import type { Statement } from "./survey";
import { valueAt } from "./trade-money";

const NO_DATE = "The statement doesn't say of which day its positions are";

function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)) as T;
}

/** What is short is worth less than nothing, however the query signs it. */
function signedLike(quantity: DecimalString, value: DecimalString | null): DecimalString | null {
  return value !== null && sign(quantity) < 0 ? negate(absolute(value)) : value;
}

function readLotRow(row: Row, statement: Statement): FormatItem[] {
  if (readLot(row) === null) row.requiredNumber("position");
  if (!statement.positions.has(positionKey(row))) {
    return row.items(
      ...row.skipped("A tax lot whose position isn't in the file; choose the level Summary too for Open Positions in the Flex query."),
    );
  }
  return row.items(...row.skipped("A tax lot; it's kept with the position it belongs to."));
}

/** Reads an OpenPosition: of level SUMMARY it's a holding, of level LOT a part of one. */
export function readPosition(row: Row, statement: Statement): FormatItem[] {
  if (row.text("levelOfDetail")?.toUpperCase() === "LOT") return readLotRow(row, statement);
  const currency = row.currency();
  const instrument = requiredInstrument(row);
  const position = row.requiredNumber("position");
  const quantity = row.text("side")?.toUpperCase() === "SHORT" ? negate(absolute(position)) : position;
  const price = row.money("markPrice", currency);
  const average = row.money("costBasisPrice", currency);
  const at = (unit: DecimalString | null) => (unit === null ? null : valueAt(quantity, unit, instrument.multiplier, instrument.priceUnit));
  if (statement.positionsAsOf === null)
    row.refuse(`${NO_DATE}.`, "Expected the field reportDate.", "Add Report Date to the section Open Positions of the Flex query.");
  const draft: HoldingDraft = {
    assetType: instrument.assetType,
    symbol: instrument.symbol,
    isin: instrument.isin,
    quantity,
    avgPrice: average === null ? null : absolute(average),
    currency: currency.currency,
    costValue: signedLike(quantity, row.money("costBasisMoney", currency) ?? at(average)),
    marketValue: signedLike(quantity, row.money("positionValue", currency) ?? at(price)),
    meta: defined({
      source: SOURCE,
      instrument: instrument.meta,
      price: price ?? undefined,
      priceDate: row.date("reportDate") ?? undefined,
      multiplier: instrument.multiplier,
      priceUnit: instrument.priceUnit,
      minorUnit: currency.minorUnit,
      rawAssetType: instrument.rawAssetType,
      accruedInterest: row.money("accruedInt", currency),
      fxRateToBase: row.number("fxRateToBase"),
      lots: statement.lots.get(positionKey(row)),
      reasons: instrument.doubts.length > 0 ? instrument.doubts : undefined,
      needsReview: instrument.doubts.length > 0 || undefined,
    }),
  };
  row.mustFit(draft.quantity, draft.avgPrice, draft.costValue, draft.marketValue, draft.meta.price);
  return row.items({ kind: "holding", line: row.element.line, draft });
}

/** Reads a CashReportCurrency: the balance of one currency, which belongs to the list of positions if there is one. */
export function readCashBalance(row: Row, statement: Statement): FormatItem[] {
  if (row.text("currency") === "BASE_SUMMARY" || row.text("levelOfDetail") === "BaseCurrency") {
    return row.skipped("The total of all currencies in the base currency; each currency has its own line.");
  }
  if (statement.positionsAsOf === null) {
    return row.skipped(
      "A cash balance without a list of positions: on its own it would replace all that is held. Add Open Positions to the Flex query.",
    );
  }
  const currency = row.currency();
  const balance = row.money("endingCash", currency) ?? row.requiredNumber("endingCash");
  const draft: HoldingDraft = {
    assetType: "cash",
    symbol: currency.currency,
    isin: null,
    quantity: balance,
    avgPrice: ONE,
    currency: currency.currency,
    costValue: balance,
    marketValue: balance,
    meta: defined({ source: SOURCE, priceDate: row.date("toDate") ?? undefined }),
  };
  row.mustFit(balance);
  return row.items({ kind: "holding", line: row.element.line, draft });
}
