import { absolute, add, divide, multiply, negate, round, sign, ZERO } from "@/lib/money/decimal";
import { TRADE_TYPES } from "@/lib/transactions/trade-types";
import { charge } from "../draft";
import type { Meaning } from "../table/row";
import type { FormatItem } from "../types";
import { DOCUMENT, leaves, meaningOf } from "./meanings";
import { foreignOf, instrumentOf, type Row, rateOf, readOrder, type Shared, SOURCE, type Survey } from "./order";
import { readSplit } from "./split";

const CHARGE_DIGITS = 4;

/** An entry of the activity: mostly one row, of a split perhaps several. */
export function readRow(row: Row, survey: Survey): FormatItem[] {
  const type = row.requiredText("type", "What happened, such as ORDER.");
  if (DOCUMENT.test(type)) return [row.skipped("A document to download: nothing was booked.")];
  const at = row.time("timestamp");
  const unit = row.currency("currency");
  if (!at || !unit || row.isRefused) return [row.refusal()];
  const shared = { at, unit, survey };
  if (/order$/i.test(type) || /^(?:buy|sell)$/i.test(row.text("side"))) return [readOrder(row, shared)];
  const known = meaningOf(type);
  return known?.tradeType === "split" ? readSplit(row, shared) : [readBooking(row, known, shared)];
}

/** What a booking is, and whether its total, which has no sign, went out. */
function meant(row: Row, known: Meaning | null): Meaning & { out: boolean; doubts: string[] } {
  const { tradeType, subtype, doubts } = known ? { ...known, doubts: [] } : row.meaning({}, row.text("type"));
  if (subtype === "internal") {
    const out = leaves(row.text("title"));
    const internal: Meaning = { tradeType: out ? "withdrawal" : "deposit", subtype };
    return { ...internal, out: out ?? false, doubts: out === null ? ["The title doesn't say whether the money came or went."] : [] };
  }
  const { cash } = TRADE_TYPES[tradeType];
  const unsigned = cash === "±" && tradeType !== "interest" && tradeType !== "fee" && tradeType !== "tax";
  const out = cash === "-" || tradeType === "fee" || tradeType === "tax";
  return { tradeType, subtype, out, doubts: unsigned ? [...doubts, "The export doesn't say whether the money came or went."] : doubts };
}

function readBooking(row: Row, known: Meaning | null, { at, unit, survey }: Shared): FormatItem {
  const total = row.requiredValue("total");
  const { tradeType, subtype, out, doubts } = meant(row, known);
  const isMoney = tradeType === "deposit" || tradeType === "withdrawal";
  const instrument = isMoney ? undefined : instrumentOf(row, survey);
  const withheld = taxOf(row, { at, unit, survey });
  if (total === null || row.isRefused) return row.refusal();
  if (sign(total) === 0 && !instrument) return row.skipped("The amount is 0.");
  const net = out ? negate(absolute(total)) : total;
  return row.transaction({
    source: SOURCE,
    tradeType,
    instrument,
    ...(isMoney ? { quantity: net } : {}),
    currency: unit.currency,
    at,
    net,
    taxes: charge("withholding", withheld.tax, unit.currency),
    doubts,
    meta: {
      rawType: row.text("type"),
      subtype,
      description: instrument ? undefined : row.text("title"),
      settleDate: row.date("payDate"),
      fx: withheld.fx,
      ...(sign(withheld.tax) === 0 ? {} : { grossAmount: add(total, withheld.tax) }),
    },
  });
}

/** What was withheld of a dividend: told in the instrument's currency, wanted in the account's. */
function taxOf(row: Row, { unit }: Shared) {
  const foreign = row.has("tax") ? foreignOf(row, unit) : null;
  const tax = absolute(row.money("tax", foreign ?? unit) ?? ZERO);
  if (!foreign) return { tax };
  const [total, distributed] = [row.value("total"), row.value("distributed")];
  const implied = total && distributed && divide(absolute(total), absolute(distributed));
  const rate = rateOf(row, total, distributed) ?? (implied && round(implied, 10));
  if (rate === null) return { tax: ZERO };
  return { tax: round(multiply(tax, rate), CHARGE_DIGITS), fx: { rate, from: foreign.currency, to: unit.currency } };
}
