import { toMajor } from "@/lib/money/currency";
import { absolute, type DecimalString, decimal, multiply, negate, ONE, sign } from "@/lib/money/decimal";
import { pricePerUnit } from "../draft";
import type { Assumptions, FormatItem, HoldingDraft, HoldingMeta } from "../types";
import { instrumentOf, isMoney } from "./instrument";
import type { Plan } from "./plan";
import { type Currency, isBlank, type Moment, type RowReader, readUnit } from "./row-reader";

const PERCENT = decimal("0.01");

type Position = Extract<FormatItem, { kind: "holding" }>;

/** One list of positions: of one account on one day. */
interface List {
  account: string;
  at: Moment;
  line: number;
  rows: Position[];
}

/** Reads positions. Lists are given out at the end, because a table may go through its days and accounts in any order. */
export class HoldingRows {
  private readonly lists = new Map<string, List>();
  private isWhole = true;

  constructor(
    private readonly plan: Plan,
    private readonly row: RowReader,
    private readonly assume: Assumptions,
  ) {}

  /** Takes the row that was begun; an item where it is no position. */
  take(account: string): FormatItem | null {
    const { plan, row } = this;
    const at = this.asOf();
    const unit = this.currency();
    const quantity = row.number(plan.at.quantity);
    if (quantity === null && !row.isRefused) row.refuse(`${plan.at.quantity?.title ?? "Quantity"} is empty.`, "A number of units.");
    const draft = at && unit && quantity !== null ? this.draft(quantity, unit) : null;
    if (at === null || draft === null || row.isRefused) {
      this.isWhole = false;
      return row.refusal();
    }
    const key = `${account}\n${at.instant}`;
    const list = this.lists.get(key) ?? { account, at, line: row.line, rows: [] };
    list.rows.push({ kind: "holding", line: row.line, draft });
    this.lists.set(key, list);
    return null;
  }

  *given(headerLine: number): Generator<FormatItem> {
    const { asOf } = this.plan.mapping.constants;
    // A table without a row says that nothing is held; one whose rows can't be read says nothing.
    if (this.lists.size === 0 && this.isWhole && asOf !== undefined)
      yield { kind: "snapshot", line: headerLine, asOf: `${asOf}T00:00:00.000Z`, dateOnly: true };
    for (const { account, at, line, rows } of this.lists.values()) {
      yield { kind: "statement", line, statement: { accountId: account } };
      yield { kind: "snapshot", line, asOf: at.instant, dateOnly: at.dateOnly };
      yield* rows;
    }
    this.lists.clear();
  }

  private asOf(): Moment | null {
    const { at, mapping } = this.plan;
    const said = mapping.constants.asOf;
    if (said !== undefined && isBlank(this.row.text(at.date))) return { instant: `${said}T00:00:00.000Z`, dateOnly: true };
    return this.row.moment(at.date, at.time);
  }

  private currency(): Currency | null {
    const { at, mapping } = this.plan;
    const { row } = this;
    if (!isBlank(row.text(at.currency))) return row.currency(at.currency);
    const beside = readUnit(row.unitBeside(at.marketValue) || row.unitBeside(at.price) || row.unitBeside(at.costValue));
    return (
      beside ??
      readUnit(mapping.constants.currency ?? this.assume.currency ?? "") ??
      row.refuse(
        "Nothing says which currency this is.",
        "A currency code such as USD.",
        "Say in the mapping which currency such lines are in.",
        {
          code: "missing-currency",
        },
      )
    );
  }

  private draft(quantity: DecimalString, unit: Currency): HoldingDraft | null {
    const { at, mapping } = this.plan;
    const { row } = this;
    const instrument = instrumentOf(this.plan, row);
    if (instrument === null && !isMoney(this.plan, row)) return row.refuse("The row names no instrument.", "A symbol, an ISIN or a name.");
    const { assetType, symbol, meta: names } = instrument ?? { assetType: "cash" as const, symbol: unit.currency, meta: {} };
    const money = (value: DecimalString | null) => (value === null ? null : toMajor(value, unit));
    const price = money(row.number(at.price));
    const written = row.number(at.multiplier);
    const multiplier = written === null || sign(written) <= 0 ? ONE : written;
    const isPercent = mapping.percentPrices === "always" || (mapping.percentPrices === "bonds" && assetType === "bond");
    const scale = isPercent ? multiply(multiplier, PERCENT) : multiplier;
    const worth = (each: DecimalString | null) => (each === null ? null : multiply(quantity, each, scale));
    const avgPrice = money(row.number(at.avgPrice));
    const signedAs = (value: DecimalString | null) => (value === null ? null : sign(quantity) < 0 ? negate(absolute(value)) : value);
    const costValue = signedAs(money(row.number(at.costValue))) ?? worth(avgPrice);
    const meta: HoldingMeta = { source: "mapped" };
    const known = Object.fromEntries(Object.entries(names).filter(([, value]) => value));
    if (Object.keys(known).length > 0) meta.instrument = known;
    if (price !== null) meta.price = price;
    if (multiplier !== ONE) meta.multiplier = multiplier;
    if (isPercent) meta.priceUnit = "percent";
    if (unit.minorUnit) meta.minorUnit = unit.minorUnit;
    return {
      assetType,
      symbol,
      isin: names.isin || null,
      quantity,
      avgPrice: avgPrice ?? (costValue === null || isPercent ? null : pricePerUnit(costValue, quantity, multiplier)),
      currency: unit.currency,
      costValue,
      marketValue: signedAs(money(row.number(at.marketValue))) ?? worth(price),
      meta,
    };
  }
}
