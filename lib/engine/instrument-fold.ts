import { Arrival, toldUnits } from "./arrival";
import type { CostMethod } from "./books";
import { type Exact, exact, magnitudeOf, sameSide, smaller, text } from "./exact";
import type { Groups } from "./groups";
import { recordIncome } from "./income";
import { departure, type FoldOptions, Journal, unitsFlow } from "./journal";
import { type LedgerRow, MARKET_PRICE_TYPES, RESHAPING_TYPES } from "./ledger-row";
import { Position } from "./position";
import { isMissing, isOnlyCharged, isUnknownType, kindOf } from "./row-kinds";
import { accruedInterest, assumedUnits, LOT_NOT_FOUND, trade } from "./trade";
import { valueAt } from "./value";

/** What an instrument is called, by its latest row. */
export type Description = Pick<LedgerRow, "assetType" | "symbol" | "name" | "isin" | "multiplier" | "priceUnit">;

/** The last price of one account and currency, and when a unit became another thing. */
export interface PositionEntry {
  position: Position;
  /** Sum of the rows' quantities. */
  ledgerQuantity: Exact;
  lastPrice: LedgerRow["price"] | null;
  lastPriceAt: string | null;
  reshapedAt: string | null;
  firstRow: LedgerRow;
}

const UNKNOWN_COST = "Units were delivered without their cost. Enter it as the price of that row, or as its lots.";
const UNPRICED = "The reward has no price, so it counts as no income. Enter the price of that day.";
const UNKNOWN_TYPE = "The broker sent something we don't know. Give the row its type.";
const IMPLAUSIBLE = "The date can't be right. Correct it, or delete the row.";
const NO_DELTA = "The split doesn't say how many units it added or took. Enter the change as the row's quantity.";
const BAD_RATIO = "The split's ratio isn't one. The change in units counts.";
const BAD_SPLIT = "The split takes more units than are held. What is beyond them is counted as a position on the other side.";
const FIRST_PLAUSIBLE_YEAR = "1900";
const LAST_PLAUSIBLE_YEAR = "2100";

/** One instrument over all accounts of a portfolio, while the ledger is folded. */
export class InstrumentFold {
  readonly journal: Journal;
  readonly entries = new Map<string, PositionEntry>();
  /** Most rows are of the same one as the row before. */
  private last: PositionEntry | null = null;
  description: Description | null = null;
  rows = 0;
  firstAt = "";
  lastAt = "";

  constructor(
    readonly instrument: string,
    private readonly method: CostMethod,
    private readonly groups: Groups,
    options: FoldOptions,
  ) {
    this.journal = new Journal(instrument, options);
  }

  add(row: LedgerRow): void {
    this.note(row);
    if (row.quantity !== "0") this.move(row, exact(row.quantity));
    else this.withoutUnits(row);
  }

  private note(row: LedgerRow): void {
    this.rows += 1;
    this.journal.rate(row);
    if (this.rows === 1) this.firstAt = row.tradeTime;
    this.lastAt = row.tradeTime;
    if (this.description === null || row.quantity !== "0") this.describe(row);
    if (row.tradeTime < FIRST_PLAUSIBLE_YEAR || row.tradeTime >= LAST_PLAUSIBLE_YEAR)
      this.journal.problem(row, "implausible-date", IMPLAUSIBLE);
    if (isUnknownType(row.tradeType)) this.journal.problem(row, "needs-review", UNKNOWN_TYPE);
  }

  private describe(row: LedgerRow): void {
    const { assetType, symbol, name, isin, multiplier, priceUnit } = row;
    const known = this.description;
    if (known === null) {
      this.description = { assetType, symbol, name, isin, multiplier, priceUnit };
      return;
    }
    known.assetType = assetType;
    known.symbol = symbol;
    known.name = name ?? known.name;
    known.isin = isin ?? known.isin;
    known.multiplier = multiplier ?? known.multiplier;
    known.priceUnit = priceUnit ?? known.priceUnit;
  }

  private entryOf(row: LedgerRow): PositionEntry {
    const { accountId, currency } = row;
    const { last } = this;
    if (last?.position.accountId === accountId && last.position.currency === currency) return last;
    const key = `${accountId} ${currency}`;
    const known = this.entries.get(key);
    if (known) {
      this.last = known;
      return known;
    }
    const position = new Position(accountId, currency, this.method);
    const entry: PositionEntry = { position, ledgerQuantity: 0n, lastPrice: null, lastPriceAt: null, reshapedAt: null, firstRow: row };
    this.entries.set(key, entry);
    this.last = entry;
    return entry;
  }

  private move(row: LedgerRow, units: Exact): void {
    const entry = this.entryOf(row);
    const { position } = entry;
    entry.ledgerQuantity += units;
    if (row.price !== "0" && MARKET_PRICE_TYPES.includes(row.tradeType)) {
      entry.lastPrice = row.price;
      entry.lastPriceAt = row.tradeTime;
      this.journal.price(row);
    }
    if (RESHAPING_TYPES.includes(row.tradeType)) entry.reshapedAt = row.tradeTime;
    const before = position.quantity;
    this.moveAs(row, position, units);
    if (RESHAPING_TYPES.includes(row.tradeType)) this.journal.reshape({ row, before, after: position.quantity });
  }

  private moveAs(row: LedgerRow, position: Position, units: Exact): void {
    const kind = kindOf(row);
    if (kind === "trade") this.trade(row, position, units);
    else if (kind === "granted") this.grant(row, position, units);
    else if (kind === "bonus") this.bonus(row, position, units);
    else if (kind === "split") this.split(row, position, units);
    else if (kind === "action") this.act(row, position, units);
    else if (kind === "delivery") this.deliver(row, position, units);
    else this.state(row, position, units);
  }

  private trade(row: LedgerRow, position: Position, units: Exact): void {
    const isCharge = row.tradeType === "fee" || row.tradeType === "tax";
    if (isCharge) recordIncome(this.journal, row, row.instrument);
    const interest = isCharge ? 0n : accruedInterest(row);
    if (interest !== 0n) {
      const amount = text(interest);
      this.journal.earn(row, { instrument: row.instrument, kind: "interest", gross: amount, withheld: text(0n), net: amount });
    }
    const cash = isCharge ? 0n : exact(row.netAmount) - interest;
    this.groups.traded(trade(this.journal, position, row, { units, cash, charges: exact(row.fees) + exact(row.taxes) }));
  }

  /** Income in units: it is earned at the price of the moment, and that is what the units cost. */
  private grant(row: LedgerRow, position: Position, units: Exact): void {
    const value = valueAt(units, row);
    const charges = exact(row.fees) + exact(row.taxes);
    if (value === 0n && row.tradeType === "reward") this.journal.problem(row, "unknown-cost", UNPRICED);
    const kind = row.tradeType === "reward" ? "reward" : "reinvest";
    const amount = text(value);
    if (value !== 0n) this.journal.earn(row, { instrument: row.instrument, kind, gross: amount, withheld: text(0n), net: amount });
    trade(this.journal, position, row, { units, cash: exact(row.netAmount) - value, charges });
  }

  /** Units that come to those that are held, of their dates and at no cost. */
  private bonus(row: LedgerRow, position: Position, units: Exact): void {
    if (row.netAmount === "0" && sameSide(position.quantity, position.quantity + units)) {
      position.scale(position.quantity + units);
      this.journal.step(position, row.tradeTime);
    } else trade(this.journal, position, row, { units, cash: exact(row.netAmount), charges: exact(row.fees) + exact(row.taxes) });
  }

  private split(row: LedgerRow, position: Position, units: Exact): void {
    if (row.ratio && !isRatio(row.ratio)) this.journal.problem(row, "bad-ratio", BAD_RATIO);
    const after = position.quantity + units;
    const action = this.groups.action(row);
    if (sameSide(position.quantity, after) && !action.hasReleases()) {
      position.scale(after);
      this.journal.step(position, row.tradeTime);
      action.addCash(position, row, exact(row.netAmount));
      return;
    }
    if (position.quantity !== 0n && after !== 0n && !sameSide(position.quantity, after)) this.journal.problem(row, "bad-ratio", BAD_SPLIT);
    this.act(row, position, units);
  }

  private act(row: LedgerRow, position: Position, units: Exact): void {
    const action = this.groups.action(row);
    const held = position.quantity;
    const opposes = held !== 0n && !sameSide(held, units);
    const going = opposes ? smaller(magnitudeOf(held), magnitudeOf(units)) : 0n;
    const cash = exact(row.netAmount);
    const rest = units + (units < 0n ? going : -going);
    const comes = rest > 0n || (rest < 0n && action.releasesShorts());
    const paid = comes && (rest > 0n ? cash < 0n : cash > 0n) ? -cash : 0n;
    if (going > 0n) action.release(this.journal, position, row, position.close(going, row.lots ?? []).parts);
    if (comes) action.receive(this.journal, position, row, rest, { paid });
    else if (rest !== 0n) action.assume(this.journal, position, row, -rest);
    if (paid === 0n) action.addCash(position, row, cash);
  }

  private deliver(row: LedgerRow, position: Position, units: Exact): void {
    if (isOnlyCharged(row)) this.journal.pay(row, "fee", row.instrument);
    const transit = this.groups.transit(row);
    const held = position.quantity;
    const goes = held !== 0n ? !sameSide(held, units) : isMissing(row);
    if (!goes) {
      if (transit) transit.receive(this.journal, position, row, units);
      else this.arrive(row, position, units);
      return;
    }
    const going = smaller(magnitudeOf(held), magnitudeOf(units));
    const { parts, notFound } = position.close(going, row.lots ?? []);
    // A file tells what its lots had cost, which need not be lots of ours; by its id, a lot of ours is meant.
    if (notFound.some(({ lotId }) => lotId !== undefined)) this.journal.problem(row, "lot-not-found", LOT_NOT_FOUND);
    const rest = units + (units < 0n ? going : -going);
    const missing = rest !== 0n && isMissing(row) ? [assumedUnits(this.journal, row, -rest)] : [];
    this.journal.step(position, row.tradeTime);
    const gone = [...parts, ...missing];
    if (transit && gone.length > 0) transit.send(row, gone);
    else if (gone.length > 0) this.journal.flow(departure(row, gone));
    if (rest !== 0n && missing.length === 0) this.arrive(row, position, rest);
  }

  /** Units that somebody says are there, at the cost that the row tells; or gone, without a gain. */
  private state(row: LedgerRow, position: Position, units: Exact): void {
    if (row.tradeType === "return_of_capital") this.lower(row, exact(row.netAmount));
    else recordIncome(this.journal, row, row.instrument);
    this.deliver({ ...row, groupId: null }, position, units);
  }

  private arrive(row: LedgerRow, position: Position, units: Exact): void {
    const told = toldUnits(row, units);
    if (!told.known) this.journal.problem(row, "unknown-cost", UNKNOWN_COST);
    new Arrival(this.journal, position, row, units).take(told.units, row);
    const cost = told.units.reduce((sum, each) => sum + each.cost, 0n);
    this.journal.flow(unitsFlow(row, units, told.known ? cost : null));
  }

  private withoutUnits(row: LedgerRow): void {
    const { tradeType, ratio } = row;
    const cash = exact(row.netAmount);
    const kind = kindOf(row);
    if (tradeType === "return_of_capital") this.lower(row, cash);
    else if (kind === "split") this.journal.problem(row, "bad-ratio", ratio && isRatio(ratio) ? NO_DELTA : `${BAD_RATIO} ${NO_DELTA}`);
    else if (kind === "action") this.actWithoutUnits(row, cash);
    else if (kind === "trade" && tradeType !== "fee" && tradeType !== "tax") {
      // Variation margin, funding, an expiry settled in cash, a correction of a trade.
      if (cash !== 0n) this.journal.gain(row, this.entryOf(row).position, cash, 0n);
    } else if ((kind === "delivery" || kind === "stated") && isOnlyCharged(row)) this.journal.pay(row, "fee", row.instrument);
    else recordIncome(this.journal, row, row.instrument);
    if (kind === "split" && cash !== 0n) this.lower(row, cash);
  }

  /** A leg that moves nothing: the cash of the action, or the parent of a spin-off, which shares its cost with what came out of it. */
  private actWithoutUnits(row: LedgerRow, cash: Exact): void {
    if (row.groupId === null) {
      this.lower(row, cash);
      return;
    }
    const { position } = this.entryOf(row);
    const action = this.groups.action(row);
    action.addCash(position, row, cash);
    const { quantity } = position;
    if (row.tradeType !== "spin_off" || quantity === 0n) return;
    action.release(this.journal, position, row, position.close(magnitudeOf(quantity)).parts);
    action.receive(this.journal, position, row, quantity, { stays: true });
  }

  /** Cash that lowers the cost of what is held; above the cost, or where nothing is held, it is a gain. */
  private lower(row: LedgerRow, cash: Exact): void {
    if (cash === 0n) return;
    const { position } = this.entryOf(row);
    const above = position.quantity === 0n ? cash : position.lower(cash);
    this.journal.gain(row, position, above, 0n);
    this.journal.step(position, row.tradeTime);
  }
}

const isRatio = ({ to, from }: NonNullable<LedgerRow["ratio"]>): boolean => exact(to) > 0n && exact(from) > 0n;
