import type { TransactionDraft } from "@/lib/formats/types";
import { absolute, add, type DecimalString, decimal, multiply, negate, ONE, sign, subtract, ZERO } from "@/lib/money/decimal";
import type { TransactionForm } from "./form-schema";
import type { Charge, TransactionMeta } from "./schema";
import { type Sign, tradeTypeRow } from "./trade-types";

const PERCENT = decimal("0.01");

/** A magnitude or a signed number, with the sign that the trade type gives it. */
export function signed(value: DecimalString, rule: Sign): DecimalString {
  if (rule === "0") return ZERO;
  if (rule === "±") return value;
  return rule === "+" ? absolute(value) : negate(absolute(value));
}

/** Units × price, in the row's currency: times the multiplier, and a hundredth of it for prices in percent. Sign of the quantity. */
export function grossValue(
  quantity: DecimalString,
  price: DecimalString,
  meta: Pick<TransactionMeta, "multiplier" | "priceUnit">,
): DecimalString {
  return multiply(quantity, price, meta.multiplier ?? ONE, meta.priceUnit === "percent" ? PERCENT : ONE);
}

/** The total of charges in one currency; those in another are not part of the row's cash. */
export function totalCharges(charges: readonly Charge[] | undefined, currency: string): DecimalString {
  return add(...(charges ?? []).filter((charge) => charge.currency === currency).map((charge) => charge.amount));
}

/** The instant of a form's date and time (UTC), as ISO text. */
const instant = (date: string, time: string) => new Date(`${date}T${time || "00:00"}Z`).toISOString();

const isMoneyMove = (form: TransactionForm) => ["deposit", "withdrawal", "fx_conversion"].includes(form.tradeType);

/**
 * A typed row as a ledger row. People type magnitudes ("Sell 10"); the signs of units and cash come from the trade type's table.
 * A blank number counts as 0 where the form allows it.
 */
export function draftFromForm(form: TransactionForm, kept: Pick<TransactionMeta, "multiplier" | "priceUnit"> = {}): TransactionDraft {
  const row = tradeTypeRow(form.tradeType);
  const shows = (field: (typeof row.fields)[number]) => (row.fields as readonly string[]).includes(field);
  const multiplier = form.multiplier ?? kept.multiplier;
  const unit = { ...(multiplier && multiplier !== ONE ? { multiplier } : {}), ...(kept.priceUnit ? { priceUnit: kept.priceUnit } : {}) };
  const fee = shows("fee") ? (form.fee ?? ZERO) : ZERO;
  const tax = shows("tax") ? (form.tax ?? ZERO) : ZERO;
  const amount = shows("amount") ? (form.amount ?? ZERO) : null;
  const price = shows("price") ? (form.price ?? ZERO) : isMoneyMove(form) ? ONE : ZERO;
  const quantity = isMoneyMove(form)
    ? signed(amount ?? ZERO, row.units)
    : shows("quantity")
      ? signed(form.quantity ?? ZERO, row.units)
      : ZERO;
  const net =
    amount !== null
      ? subtract(signed(amount, row.cash), tax)
      : row.cash === "0"
        ? ZERO
        : subtract(negate(grossValue(quantity, price, unit)), add(fee, tax));
  const hasInstrument = shows("instrument") && form.symbol !== "";
  const charge = (type: string, value: DecimalString): Charge[] =>
    sign(value) === 0 ? [] : [{ type, amount: value, currency: form.currency }];
  return {
    assetType: hasInstrument ? form.assetType : "cash",
    symbol: hasInstrument ? form.symbol : form.currency,
    quantity,
    price,
    currency: form.currency,
    tradeType: form.tradeType,
    tradeTime: instant(form.date, form.time),
    meta: {
      source: "manual",
      netAmount: net,
      ...unit,
      ...(form.time === "" ? { dateOnly: true } : {}),
      ...(fee !== ZERO ? { fees: charge("commission", fee) } : {}),
      ...(tax !== ZERO ? { taxes: charge("tax", tax) } : {}),
      ...(hasInstrument && (form.isin || form.name)
        ? { instrument: { ...(form.isin ? { isin: form.isin } : {}), ...(form.name ? { name: form.name } : {}) } }
        : {}),
      ...(form.note ? { note: form.note } : {}),
      ...(form.reason ? { reason: form.reason } : {}),
    },
  };
}

/** The fields of a row's form, as text: the inverse of {@link draftFromForm} for every row that the form can express. */
export function formFromDraft(draft: TransactionDraft): Record<keyof TransactionForm, string> {
  const { meta, currency } = draft;
  const row = tradeTypeRow(draft.tradeType);
  const magnitude = (value: DecimalString, rule: Sign) => (rule === "±" ? value : absolute(value));
  const fields = row.fields as readonly string[];
  const tax = totalCharges(meta.taxes, currency);
  const isCash = draft.assetType === "cash" && draft.symbol === currency;
  const blankZero = (value: DecimalString) => (sign(value) === 0 ? "" : value);
  return {
    tradeType: draft.tradeType,
    assetType: isCash ? "stock" : draft.assetType,
    symbol: isCash ? "" : draft.symbol,
    isin: meta.instrument?.isin ?? "",
    name: meta.instrument?.name ?? "",
    quantity: fields.includes("quantity") ? magnitude(draft.quantity, row.units) : "",
    price: fields.includes("price") ? draft.price : "",
    amount: fields.includes("amount") ? magnitude(add(meta.netAmount, fields.includes("tax") ? tax : ZERO), row.cash) : "",
    fee: fields.includes("fee") ? blankZero(totalCharges(meta.fees, currency)) : "",
    tax: fields.includes("tax") ? blankZero(tax) : "",
    multiplier: meta.multiplier && meta.multiplier !== ONE ? meta.multiplier : "",
    currency,
    date: draft.tradeTime.slice(0, 10),
    time: meta.dateOnly ? "" : draft.tradeTime.slice(11, 19),
    note: meta.note ?? "",
    reason: meta.reason ?? "",
  };
}

/** The fields on which a row's money depends. */
const MONEY_FIELDS = ["tradeType", "quantity", "price", "amount", "fee", "tax", "multiplier", "currency"] as const;

/**
 * An edited row: what the form says, on top of what the row knows and the form does not show. Where no number was touched, the broker's own
 * net amount and itemised charges stay to the last digit; where the form has no instrument, the row's own stays. Somebody has now looked at
 * the row, so it needs no more review.
 */
export function editedDraft(original: TransactionDraft, form: TransactionForm): TransactionDraft {
  const typed = draftFromForm(form, original.meta);
  const { meta } = original;
  const offered = formFromDraft(original);
  // Compared with what the form offered, not with what it would mean: a row that its own form can't express is still untouched.
  const isUntouched = (field: keyof TransactionForm) => (form[field] ?? "") === offered[field];
  const {
    note: _note,
    reason: _reason,
    dateOnly: _dateOnly,
    fees: _fees,
    taxes: _taxes,
    multiplier: _multiplier,
    instrument,
    needsReview: _needsReview,
    reasons: _reasons,
    ...kept
  } = meta;
  const { source: _typedSource, instrument: typedInstrument, ...said } = typed.meta;
  const money = MONEY_FIELDS.every(isUntouched)
    ? {
        netAmount: meta.netAmount,
        ...(meta.fees ? { fees: meta.fees } : {}),
        ...(meta.taxes ? { taxes: meta.taxes } : {}),
        ...(meta.multiplier ? { multiplier: meta.multiplier } : {}),
      }
    : null;
  const keepsInstrument =
    isUntouched("tradeType") &&
    isUntouched("currency") &&
    !(tradeTypeRow(form.tradeType).fields as readonly string[]).includes("instrument");
  const { isin: _isin, name: _name, ...unshown } = instrument ?? {};
  const mergedInstrument = keepsInstrument ? { ...instrument } : { ...unshown, ...typedInstrument };
  return {
    ...typed,
    ...(money ? { quantity: original.quantity, price: original.price } : {}),
    ...(keepsInstrument ? { assetType: original.assetType, symbol: original.symbol } : {}),
    // The form has whole seconds; an untouched time keeps its fraction.
    ...(isUntouched("date") && isUntouched("time") ? { tradeTime: original.tradeTime } : {}),
    meta: {
      ...kept,
      ...said,
      ...money,
      ...(Object.keys(mergedInstrument).length > 0 ? { instrument: mergedInstrument } : {}),
      edited: true,
    },
  };
}
