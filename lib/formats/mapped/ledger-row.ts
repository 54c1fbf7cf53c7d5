import { createHash } from "node:crypto";
import { add, type DecimalString, multiply, negate, ONE, sign } from "@/lib/money/decimal";
import { isTradeType, type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import { pricePerUnit, type RowParts, transactionDraft } from "../draft";
import { lookup } from "../lookup";
import type { Assumptions, FormatItem } from "../types";
import { type Charges, chargesOf, exchangeOf, type Figures, figuresOf, netOf, scaleOf } from "./amounts";
import { instrumentOf, type MappedInstrument } from "./instrument";
import { isSignedMeaning, type RowMeaning, SIGNED_MEANINGS } from "./meanings";
import type { Plan } from "./plan";
import { type Currency, isBlank, type Moment, type RowReader, readUnit } from "./row-reader";

export const SOURCE = "mapped";
const SHOWN = 60;

/** Rows about money alone, whatever is written beside them. */
const MONEY: ReadonlySet<TradeType> = new Set<TradeType>(["deposit", "withdrawal", "fx_conversion"]);

interface Read {
  tradeType: TradeType;
  rawType: string;
  at: Moment;
  unit: Currency;
  figures: Figures;
  charges: Charges;
}

/** Reads rows of the ledger, as the plan says. */
export class LedgerRows {
  constructor(
    private readonly plan: Plan,
    private readonly row: RowReader,
    private readonly assume: Assumptions,
  ) {}

  /** The row that was begun as items: one, or more where fees stand apart. */
  items(): FormatItem[] {
    const { plan, row } = this;
    const rawType = row.text(plan.at.type);
    const meaning = this.meaningOf(rawType);
    if (meaning === "skip")
      return [
        { kind: "skipped", line: row.line, reason: `“${rawType.slice(0, SHOWN)}”: the mapping leaves these rows out.`, raw: row.raw },
      ];
    const at = row.moment(plan.at.date, plan.at.time);
    const unit = this.currency();
    if (meaning === null || at === null || unit === null) return [row.refusal()];
    const figures = figuresOf(plan, row, unit);
    const tradeType = this.tradeTypeOf(meaning, figures);
    if (tradeType === null || row.isRefused) return [row.refusal()];
    const charges = chargesOf(plan, row, unit);
    const parts = this.parts({ tradeType, rawType, at, unit, figures, charges });
    return row.isRefused ? [row.refusal()] : this.withRowsOfTheirOwn(parts, charges);
  }

  private meaningOf(rawType: string): RowMeaning | null {
    const { types, mapping, at } = this.plan;
    const title = at.type?.title;
    if (isBlank(rawType)) {
      return (
        mapping.constants.type ??
        this.row.refuse(
          title ? `${title} is empty.` : "Nothing says what kind of row this is.",
          "A word such as buy, sell or dividend.",
          "Say in the mapping which column tells it, or what all such rows are.",
        )
      );
    }
    const known = types.get(rawType);
    if (known !== undefined) return known;
    const assumed = lookup(this.assume.tradeTypes ?? {}, rawType);
    if (assumed !== undefined && isTradeType(assumed)) return assumed;
    return this.row.refuse(
      `${title ?? "Type"}: what “${rawType.slice(0, SHOWN)}” means isn't said.`,
      "A word that the mapping knows.",
      "Choose what it means in the mapping.",
      { code: "unknown-type", rawType },
    );
  }

  private currency(): Currency | null {
    const { at, mapping } = this.plan;
    const { row } = this;
    if (!isBlank(row.text(at.currency))) return row.currency(at.currency);
    const beside = row.unitBeside(at.amount) || row.unitBeside(at.credit) || row.unitBeside(at.debit) || row.unitBeside(at.price);
    return (
      readUnit(beside) ??
      readUnit(mapping.constants.currency ?? this.assume.currency ?? "") ??
      row.refuse(
        at.currency ? `${at.currency.title} is empty.` : "Nothing says which currency this is.",
        "A currency code such as USD.",
        "Say in the mapping which currency such lines are in.",
        { code: "missing-currency" },
      )
    );
  }

  private tradeTypeOf(meaning: RowMeaning, { amount, isSigned, quantity }: Figures): TradeType | null {
    if (meaning === "skip") return null;
    if (!isSignedMeaning(meaning)) return meaning;
    const { plus, minus } = SIGNED_MEANINGS[meaning];
    const byUnits = meaning === "delivery" || (meaning === "trade" && this.plan.mapping.direction === "quantity");
    const deciding = byUnits ? quantity : isSigned ? amount : null;
    if (deciding === null || sign(deciding) === 0)
      return this.row.refuse(
        "No sign says which way this row goes.",
        byUnits ? "A quantity with a sign." : "An amount with a sign.",
        "Choose in the mapping which sign decides, or what the word means by itself.",
      );
    // Money that comes in is a sale.
    const isPlus = sign(deciding) > 0 !== (meaning === "trade" && !byUnits);
    return isPlus ? plus : minus;
  }

  private parts({ tradeType: said, rawType, at, unit, figures, charges }: Read): RowParts {
    const { row, plan } = this;
    const named = instrumentOf(plan, row);
    const tradeType = asDelivery(said, named, figures, unit);
    const { units: unitsRule, cash } = tradeTypeRow(tradeType);
    const isMoney = MONEY.has(tradeType);
    const instrument = isMoney ? null : named;
    const scale = scaleOf(plan, row, instrument?.assetType);
    const { quantity } = figures;
    const price = isMoney ? null : figures.price;
    // Worked out only where it is needed: of most rows the amount is written.
    const hasValue = figures.amount === null && quantity !== null && price !== null;
    const value = isMoney ? quantity : hasValue ? multiply(quantity, price, scale.factor) : null;
    const doubts: string[] = [];
    const net = netOf(tradeType, figures, charges, value, doubts);
    const movesUnits = unitsRule !== "0";
    if (instrument !== null && movesUnits && unitsRule !== "±" && quantity === null)
      row.refuse(`${plan.at.quantity?.title ?? "Quantity"} is empty.`, "A number of units.");
    if (instrument === null && (tradeType === "buy" || tradeType === "sell"))
      row.refuse("The row names no instrument.", "A symbol, an ISIN or a name.");
    if (net === null && cash !== "0" && (value === null || !movesUnits))
      row.refuse("The row has no amount.", "An amount, or a quantity and a price.");
    // Of money the amount is what moved, whatever else a table counts.
    const units = movesUnits && (!isMoney || net === null) ? quantity : null;
    const unitsOnly = cash === "0" && figures.amount !== null && units !== null;
    return {
      source: SOURCE,
      tradeType,
      ...(instrument ? { instrument } : {}),
      quantity: units,
      price: price ?? (unitsOnly ? pricePerUnit(figures.amount ?? ONE, units, scale.multiplier) : null),
      currency: unit.currency,
      at,
      net,
      fees: charges.fees,
      taxes: charges.taxes,
      doubts,
      meta: {
        ...idsOf(row.text(plan.at.externalId)),
        rawType: rawType || undefined,
        settleDate: row.day(plan.at.settleDate),
        multiplier: scale.multiplier === ONE ? undefined : scale.multiplier,
        priceUnit: scale.isPercent ? "percent" : undefined,
        minorUnit: unit.minorUnit,
        note: this.noteOf(),
        description: instrument === null ? row.text(plan.at.name) : undefined,
        ...exchangeOf(plan, row, unit, figures),
      },
    };
  }

  private noteOf(): string | undefined {
    if (this.plan.notes.length === 0) return undefined;
    const written = this.plan.notes.map((slot) => this.row.text(slot)).filter((text) => text !== "");
    return written.length > 0 ? written.join(" · ") : undefined;
  }

  /** The row, and a row of its own for each charge that can't or shouldn't be in it. */
  private withRowsOfTheirOwn(parts: RowParts, { fees, apart }: Charges): FormatItem[] {
    const { line } = this.row;
    const split = this.plan.mapping.chargeRows && parts.tradeType !== "fee" ? fees : [];
    if (split.length === 0 && apart.length === 0) return [{ kind: "transaction", line, draft: transactionDraft(parts) }];
    const { meta } = parts;
    const groupId = meta?.externalId ?? `${SOURCE}:${createHash("sha256").update(this.row.raw).digest("base64url").slice(0, 22)}`;
    const whole = transactionDraft({
      ...parts,
      net: withoutCharges(parts.net, split),
      ...(split.length > 0 ? { fees: [] } : {}),
      meta: { ...meta, groupId },
    });
    const own = [...split, ...apart].map(({ amount, currency }, index): FormatItem => {
      const id = meta?.externalId === undefined ? "" : `${meta.externalId}#fee${index || ""}`;
      const draft = transactionDraft({
        source: SOURCE,
        tradeType: "fee",
        ...(parts.instrument ? { instrument: parts.instrument } : {}),
        currency,
        at: parts.at,
        net: negate(amount),
        meta: { ...(id ? { externalId: id, externalIds: [id] } : {}), rawType: meta?.rawType, groupId },
      });
      return { kind: "transaction", line, draft };
    });
    return [{ kind: "transaction", line, draft: whole }, ...own];
  }
}

/** Units of an instrument that come or go without money are delivered: a deposit of coins, a withdrawal of shares. */
function asDelivery(tradeType: TradeType, instrument: MappedInstrument | null, { amount, quantity }: Figures, unit: Currency): TradeType {
  const isOfMoney = instrument === null || instrument.symbol.toUpperCase() === unit.currency || amount !== null || quantity === null;
  if (isOfMoney || (tradeType !== "deposit" && tradeType !== "withdrawal")) return tradeType;
  return tradeType === "deposit" ? "transfer_in" : "transfer_out";
}

function idsOf(written: string): { externalId?: string; externalIds?: string[] } {
  if (isBlank(written)) return {};
  const externalId = `${SOURCE}:${written.slice(0, 200)}`;
  return { externalId, externalIds: [externalId] };
}

function withoutCharges(net: DecimalString | null | undefined, charges: Charges["fees"]): DecimalString | null {
  return net === null || net === undefined ? null : add(net, ...charges.map((each) => each.amount));
}
