import "server-only";
import type { TransactionDraft } from "@/lib/formats/types";
import { add, compare, type DecimalString, negate, sign, subtract } from "@/lib/money/decimal";
import { ledgerRows } from "@/lib/transactions/as-known";
import { draftFromRecord } from "@/lib/transactions/record";
import { grossValue, totalCharges } from "@/lib/transactions/rules";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import type { Explainer } from "./explainer";
import { rowHref, rowLabel, sourceWords } from "./ledger-sources";
import type { Derivation, DerivationInput } from "./schema";
import { digits, equation, factor, when } from "./words";

interface FoundRow {
  broker_account_id: bigint;
  account_name: string;
  assetType: string;
  symbol: string;
  quantity: string;
  price: string;
  currency: string;
  tradeType: string;
  tradeTime: Date;
  meta: unknown;
}

/** What a ledger row does to the account's cash. */
export const explainNetAmount: Explainer = async ({ tx }, { transaction, moment }) => {
  if (transaction === undefined) return null;
  const id = BigInt(transaction);
  const [row] = await tx.$queryRaw<FoundRow[]>`
    SELECT t.broker_account_id, a.display_name AS account_name, t.asset_type AS "assetType", t.symbol, t.quantity::text, t.price::text, t.currency,
      t.trade_type AS "tradeType", t.trade_time AS "tradeTime", t.meta
    FROM ${ledgerRows({ asOf: null, known: moment.known })} t JOIN broker_accounts a ON a.id = t.broker_account_id WHERE t.id = ${id}`;
  if (!row) return null;
  const draft = draftFromRecord(row);
  const href = rowHref(row.broker_account_id, id, moment);
  const on = when(draft.tradeTime, draft.meta.dateOnly ?? false);
  return {
    derivation: { title: `Amount of ${rowLabel(draft.tradeType, draft.symbol)}, ${on}`, ...netAmount(draft, href) },
    basis: { ledgers: [row.broker_account_id], lists: [], transaction: id },
    context: { label: `Transaction in ${row.account_name}`, href },
  };
};

/** Units × price less charges, where that is how the amount comes about; else what the source says. */
export function netAmount(draft: TransactionDraft, href: string): Omit<Derivation, "title"> {
  const { meta, currency: unit, quantity, price } = draft;
  const source = `Ledger row, ${sourceWords(meta.source)}.`;
  const input = (label: string, amount: DecimalString, of = unit): DerivationInput => ({ label, amount, unit: of, source, href });
  const [fees, taxes] = [totalCharges(meta.fees, unit), totalCharges(meta.taxes, unit)];
  const charges = [...(sign(fees) === 0 ? [] : [input("Fees", fees)]), ...(sign(taxes) === 0 ? [] : [input("Taxes", taxes)])];
  const gross = grossValue(quantity, price, meta);
  const worked = subtract(negate(gross), add(fees, taxes));
  const figure = { amount: meta.netAmount, unit };
  const shared = { figure, reason: null, allInputs: null };
  const movesUnits = draft.assetType !== "cash" && sign(gross) !== 0 && tradeTypeRow(draft.tradeType).cash !== "0";
  if (movesUnits && compare(worked, meta.netAmount) === 0) {
    const terms = [fees, taxes].filter((each) => sign(each) !== 0).map((each) => ` − ${factor(each)}`);
    const unitFactor = `${meta.multiplier && meta.multiplier !== "1" ? ` × ${meta.multiplier}` : ""}${meta.priceUnit === "percent" ? " ÷ 100" : ""}`;
    const inputs = [input("Quantity", quantity, "units"), input("Price", price), ...charges];
    const words = `−(quantity × price${unitFactor})${charges.map(({ label }) => ` − ${label.toLowerCase()}`).join("")}`;
    const numbers = `−(${factor(quantity)} × ${price}${unitFactor})${terms.join("")}`;
    return { ...shared, formula: words, substituted: equation(numbers, figure), inputs, inputCount: inputs.length, notes: [] };
  }
  const inputs = [input("Amount", meta.netAmount), ...charges];
  return {
    ...shared,
    formula: "As the row states it, after fees and taxes.",
    substituted: `${digits(meta.netAmount)} ${unit}`,
    inputs,
    inputCount: inputs.length,
    notes: movesUnits
      ? [`Quantity × price and the charges would come to ${digits(worked)} ${unit}; the row says otherwise, and what it says counts.`]
      : [],
  };
}
