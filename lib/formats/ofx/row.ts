import { type MajorCurrency, toMajor, toMajorCurrency } from "@/lib/money/currency";
import { absolute, type DecimalString, MAX_FRACTION_DIGITS, ONE, parseDecimal, round, sign, ZERO } from "@/lib/money/decimal";
import type { Charge, TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import { saidType } from "../lookup";
import type { Assumptions, TransactionDraft } from "../types";
import { OfxReader } from "./reader";
import { findSecurity, type Securities, type Security } from "./securities";
import { descendant, type OfxElement } from "./tree";

/** What the rows of one statement share. */
export interface StatementContext {
  /** `ofx:<BROKERID>:<ACCTID>:`, before every FITID. */
  idPrefix: string;
  /** CURDEF as written; may be empty. */
  currency: string;
  securities: Securities;
  /** FITIDs that option closings point at: those rows are the other leg of the same event. */
  related: ReadonlySet<string>;
  assume: Assumptions;
}

/** What one element does to units and cash; the rest of a draft is the same for all of them. */
export interface Effect {
  tradeType: TradeType;
  rawType: string;
  quantity?: DecimalString;
  price?: DecimalString;
  netAmount?: DecimalString;
  /** The row is about money itself: asset type cash, symbol = its currency. */
  cash?: boolean;
  meta?: Partial<TransactionMeta>;
}

const CHARGES = { COMMISSION: "commission", FEES: "fees", LOAD: "load", PENALTY: "penalty" } as const;
const TAXES = { TAXES: "taxes", WITHHOLDING: "withholding", STATEWITHHOLDING: "state_withholding" } as const;
const MAX_TEXT = 4000;
const MAX_CODE = 64;
/** The standard gives ids 255 characters; a longer one would not fit an index. */
const MAX_ID = 255;

/**
 * The currency an element's amounts are in. A CURRENCY aggregate says they are in its CURSYM; an ORIGCURRENCY one that they were
 * converted to CURDEF already. Null when there is none to go by.
 */
export function unitOf(element: OfxElement, statementCurrency: string): (MajorCurrency & { currency: string }) | null {
  const own = descendant(element, "CURRENCY");
  const written = (own && (descendant(own, "CURSYM")?.text || own.text)) || statementCurrency;
  const unit = toMajorCurrency(written);
  return unit.currency === null ? null : { ...unit, currency: unit.currency };
}

/** One transaction element on its way to a draft. */
export class OfxRow extends OfxReader {
  readonly security: Security | null;
  private readonly unit: (MajorCurrency & { currency: string }) | null;

  constructor(
    element: OfxElement,
    readonly context: StatementContext,
  ) {
    super(element);
    this.security = findSecurity(context.securities, element);
    this.unit = unitOf(element, context.currency);
    if (!this.unit) this.refuseCurrency("The statement names no currency (CURDEF), and neither does the row.");
  }

  /** The institution's id of the row; empty when it gives none. */
  get fitId(): string {
    return this.text("FITID").slice(0, MAX_ID);
  }

  get currency(): string {
    return this.unit?.currency ?? "";
  }

  /**
   * The type of a row that the standard has no word for: what a person has said of it, else `other` with a doubt. Asked by the very text that the
   * row keeps as its type.
   */
  typeOf(rawType: string, doubt: string): TradeType {
    const said = saidType(this.context.assume, rawType.slice(0, MAX_CODE));
    if (said === undefined) this.doubts.push(doubt);
    return said ?? "other";
  }

  /** An amount or price in the major unit of the row's currency; null when absent. */
  money(name: string): DecimalString | null {
    const value = this.number(name);
    return value === null || !this.unit ? value : toMajor(value, this.unit);
  }

  requiredMoney(name: string): DecimalString {
    const value = this.requiredNumber(name);
    return this.unit ? toMajor(value, this.unit) : value;
  }

  /** A price per unit: 0 when absent, refused when negative. */
  price(name = "UNITPRICE"): DecimalString {
    const price = this.money(name) ?? ZERO;
    if (sign(price) < 0) this.refuse(`${name} is below zero.`, "A price of zero or more; the sign belongs to UNITS.");
    return price;
  }

  /** Holds a computed amount to what the database and `meta` can carry. */
  computed(value: DecimalString): DecimalString {
    const fitting = parseDecimal(round(value, MAX_FRACTION_DIGITS));
    if (fitting === null) this.refuse("Units times price is too large to be a real amount.", "Numbers of a real trade.");
    return fitting ?? ZERO;
  }

  private charges(names: Readonly<Record<string, string>>): Charge[] {
    return Object.entries(names).flatMap(([name, type]) => {
      const amount = this.money(name);
      return amount === null || sign(amount) === 0 ? [] : [{ type, amount, currency: this.currency }];
    });
  }

  fees(): Charge[] {
    return this.charges(CHARGES);
  }

  taxes(): Charge[] {
    return this.charges(TAXES);
  }

  private fx(): Pick<TransactionMeta, "fx"> {
    const own = descendant(this.element, "CURRENCY");
    const aggregate = own ?? descendant(this.element, "ORIGCURRENCY");
    const from = toMajorCurrency(aggregate ? (descendant(aggregate, "CURSYM")?.text ?? "") : "").currency;
    const to = toMajorCurrency(this.context.currency).currency;
    if (!aggregate || from === null || to === null || from === to) return {};
    const rate = this.number("CURRATE");
    if (rate === null || sign(rate) <= 0) return {};
    return { fx: { rate, from, to, ...(own ? {} : { alreadyConverted: true }) } };
  }

  private description(): string {
    const [name, memo] = [this.text("NAME"), this.text("MEMO")];
    // Banks cut NAME at 32 characters and repeat it whole in MEMO.
    return (memo.startsWith(name) ? memo : memo ? `${name}: ${memo}` : name).slice(0, MAX_TEXT);
  }

  private group(): Pick<TransactionMeta, "groupId"> {
    const related = this.text("RELFITID").slice(0, MAX_ID);
    const event = related || (this.context.related.has(this.fitId) ? this.fitId : "");
    return event ? { groupId: `${this.context.idPrefix}${event}` } : {};
  }

  /** The draft of an effect, or null when anything on the way was a problem. */
  draft(effect: Effect, dateName: "DTTRADE" | "DTPOSTED"): TransactionDraft | null {
    const date = this.requiredDate(dateName);
    const settled = this.date(dateName === "DTTRADE" ? "DTSETTLE" : "DTAVAIL");
    const security = effect.cash ? null : this.security;
    const multiplier = effect.meta?.multiplier ?? security?.multiplier;
    const [fees, taxes, fx, description] = [this.fees(), this.taxes(), this.fx(), this.description()];
    const doubts = [...this.doubts, ...(date?.doubt ? [date.doubt] : [])];
    if (this.problems.length > 0 || !date || !this.unit) return null;
    const meta: TransactionMeta = {
      source: "ofx",
      rawType: effect.rawType.slice(0, MAX_CODE),
      netAmount: effect.netAmount ?? ZERO,
      ...(fees.length > 0 ? { fees } : {}),
      ...(taxes.length > 0 ? { taxes } : {}),
      ...(settled ? { settleDate: settled.day } : {}),
      ...fx,
      ...(this.unit.minorUnit ? { minorUnit: this.unit.minorUnit } : {}),
      ...(security ? { instrument: security.instrument } : {}),
      ...(description ? { description } : {}),
      ...(date.dateOnly ? { dateOnly: true } : {}),
      ...this.group(),
      ...effect.meta,
      ...(multiplier && multiplier !== ONE ? { multiplier } : {}),
      ...(doubts.length > 0 ? { needsReview: true, reasons: doubts } : {}),
    };
    return {
      assetType: security?.assetType ?? "cash",
      symbol: security?.symbol ?? this.unit.currency,
      quantity: effect.quantity ?? ZERO,
      price: effect.price ?? ZERO,
      currency: this.unit.currency,
      tradeType: effect.tradeType,
      tradeTime: date.instant,
      meta,
    };
  }

  /** A security is what the row is about: without one it is refused. */
  needSecurity(): void {
    if (!this.security) this.refuse("The row names no security.", "An id in <SECID><UNIQUEID>.");
  }

  /** |UNITS|, required. */
  unsignedUnits(): DecimalString {
    return absolute(this.requiredNumber("UNITS"));
  }
}
