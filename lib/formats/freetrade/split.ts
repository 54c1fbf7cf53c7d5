import { add, compare, type DecimalString, divide, multiply, negate, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { RowParts } from "../draft";
import type { Currency } from "../table/row";
import type { FormatItem } from "../types";
import { instrumentOf, type Row, type Shared, SOURCE } from "./order";

const UNIT_DIGITS = 12;

interface Split {
  /** New units for old ones. */
  ratio: { from: DecimalString; to: DecimalString } | null;
  /** How many units there are of the new, and how many of the old they came out of; null where the export doesn't say. */
  units: { after: DecimalString; before: DecimalString } | null;
  keepsOld: boolean;
  /** The ISIN of the new units, where it is another. */
  newIsin: string;
  /** Paid for fractions, or beside the units: the total in the account's currency, or else what the columns of the split show. */
  cash: DecimalString;
  currency: string;
}

function cashOf(row: Row, unit: Currency): Pick<Split, "cash" | "currency"> {
  const total = row.value("total");
  if (total && sign(total) !== 0) return { cash: total, currency: unit.currency };
  const cash = add(row.value("cashOutturn") ?? ZERO, row.value("fractionCash") ?? ZERO);
  const written = row.has("fractionCash") && row.has("fractionCurrency") ? row.currency("fractionCurrency") : unit;
  return { cash, currency: written?.currency ?? unit.currency };
}

function splitOf(row: Row, unit: Currency): Split {
  const [from, to] = [row.value("splitFrom"), row.value("splitTo")];
  const ratio = from && to && sign(from) > 0 && sign(to) > 0 ? { from, to } : null;
  const after = row.value("newQuantity");
  const before = ratio && after && divide(multiply(after, ratio.from), ratio.to);
  const newIsin = row.has("newIsin") && row.text("newIsin") !== row.text("isin") ? row.text("newIsin") : "";
  return {
    ratio,
    units: after && before ? { after, before: round(before, UNIT_DIGITS) } : null,
    keepsOld: /^(?:true|yes|y|1)$/i.test(row.text("keepsOld")),
    newIsin,
    ...cashOf(row, unit),
  };
}

/**
 * A split, or another exchange of units for units: one row of what was added, or, where the new units have an ISIN of their own, a row for each
 * instrument. Money paid for fractions is a row of its own. All are for review: the export tells what came, and what went only by the ratio.
 */
export function readSplit(row: Row, { at, unit, survey }: Shared): FormatItem[] {
  const instrument = instrumentOf(row, survey);
  if (!instrument) row.refuse("The line names no instrument.", "A ticker or an ISIN.");
  const { ratio, units, keepsOld, newIsin, cash, currency } = splitOf(row, unit);
  if (!instrument || row.isRefused) return [row.refusal()];

  const groupId = `${SOURCE}:split:${instrument.meta?.isin || instrument.symbol}:${at.instant}`;
  const item = (of: typeof instrument, parts: Partial<RowParts>, doubt: string, meta: Partial<TransactionMeta> = {}) =>
    row.transaction({
      source: SOURCE,
      tradeType: "split",
      instrument: of,
      currency: unit.currency,
      at,
      net: ZERO,
      doubts: [doubt],
      ...parts,
      meta: {
        rawType: row.text("type"),
        groupId,
        corporateAction: { kind: "split", description: row.text("title"), ...(ratio ? { ratio: { to: ratio.to, from: ratio.from } } : {}) },
        ...meta,
      },
    });

  const rows = movements(instrument, newIsin, units, keepsOld).map(([of, quantity]) =>
    item(of, { quantity }, units ? CHECK : "The export doesn't say how many units came or went."),
  );
  if (sign(cash) !== 0)
    rows.push(
      item(instrument, { tradeType: "return_of_capital", net: cash, currency }, CASH, {
        subtype: "cash-in-lieu",
        corporateAction: undefined,
      }),
    );
  return rows;
}

const CHECK = "The number of units is worked out of the ratio: please compare it with the holding before and after.";
const CASH = "Money for fractions: whether units went for it, the export doesn't say.";

function movements(
  old: NonNullable<RowParts["instrument"]>,
  newIsin: string,
  units: Split["units"],
  keepsOld: boolean,
): (readonly [typeof old, DecimalString])[] {
  const [after, before] = units ? [units.after, units.before] : [ZERO, ZERO];
  if (newIsin === "") return [[old, keepsOld ? after : subtract(after, before)]];
  const given = { ...old, symbol: newIsin, meta: { ...old.meta, isin: newIsin } };
  const gone = keepsOld ? ZERO : negate(before);
  return compare(gone, ZERO) === 0
    ? [[given, after]]
    : [
        [old, gone],
        [given, after],
      ];
}
