import { absolute, add, compare, type DecimalString, negate, round, sign, subtract, ZERO } from "@/lib/money/decimal";
import { CarriedCost, COST_DECIMALS, shareOf } from "./carried-cost";
import { instrumentKey, isCashRow, type LedgerRow, MARKET_PRICE_TYPES, priceOf, RESHAPING_TYPES, valueOf } from "./ledger-row";

/** Units of one instrument and what they cost by the average-cost method. */
export interface Position {
  key: string;
  assetType: string;
  symbol: string;
  isin: string | null;
  name: string | null;
  currency: string;
  multiplier: DecimalString | null;
  priceUnit: "unit" | "percent" | null;
  /** Signed: negative is short. */
  quantity: DecimalString;
  /** Signed as the quantity is: of a short position, what was received for it. Exactly 0 when there are no units. Fees are part of it. */
  cost: DecimalString;
  /** False when units were delivered and nothing tells what they had cost: `cost` is then too small by an unknown amount. */
  costKnown: boolean;
  /** Cost per unit, in the unit of prices; null without units. */
  avgPrice: DecimalString | null;
  /** The last price paid or received for a unit of today; null when there is none, or a split or merger came after it. */
  lastPrice: DecimalString | null;
  /** ISO instant of that price. */
  lastPriceAt: string | null;
}

export interface PositionsResult {
  /** In the order in which the ledger first names them; closed ones included, with quantity 0. */
  positions: Position[];
  /** Balance per currency: the sum of every row's `netAmount`. */
  cash: ReadonlyMap<string, DecimalString>;
}

interface OpenPosition extends Omit<Position, "avgPrice"> {
  reshapedAt: string | null;
}

/** The cost of the units they add is the cash of the row. Of all types that are in none of these lists, it is quantity × price. */
const PAID_IN_CASH: readonly string[] = [
  "buy",
  "sell",
  "redemption",
  "settlement",
  "option_exercise",
  "option_assignment",
  "option_expiration",
];
const FREE: readonly string[] = ["stock_dividend"];
const CARRYING: readonly string[] = ["split", "spin_off", "merger", "symbol_change", "rights"];
const DELIVERIES: readonly string[] = ["transfer_in", "transfer_out", "opening_balance", "adjustment", "journal"];

/**
 * Folds a ledger, row by row in the order (trade_time, id), into positions and cash. Pure: the same rows give the same result.
 * It holds one entry per instrument and per corporate action, not the rows.
 */
export class PositionFold {
  private readonly open = new Map<string, OpenPosition>();
  private readonly cash = new Map<string, DecimalString>();
  private readonly groups = new Map<string, CarriedCost>();

  /** Takes the next row. */
  add(row: LedgerRow): void {
    this.cash.set(row.currency, add(this.cash.get(row.currency) ?? ZERO, row.netAmount));
    if (isCashRow(row)) return;
    const position = this.positionOf(row);
    if (!position) return;
    if (RESHAPING_TYPES.includes(row.tradeType)) position.reshapedAt = row.tradeTime;
    if (sign(row.quantity) !== 0) {
      describe(position, row);
      this.move(position, row);
    } else if (row.tradeType === "return_of_capital" && sign(position.quantity) !== 0) {
      position.cost = subtract(position.cost, row.netAmount);
    }
  }

  /** Where things stand after the rows so far. */
  result(): PositionsResult {
    return { positions: [...this.open.values()].map(settled), cash: new Map(this.cash) };
  }

  /** Rows without units, such as dividends, don't open a position. */
  private positionOf(row: LedgerRow): OpenPosition | undefined {
    const key = instrumentKey(row);
    const known = this.open.get(key);
    if (known || sign(row.quantity) === 0) return known;
    const { assetType, symbol, isin, name, currency, multiplier, priceUnit } = row;
    const position: OpenPosition = {
      key,
      assetType,
      symbol,
      isin,
      name,
      currency,
      multiplier,
      priceUnit,
      quantity: ZERO,
      cost: ZERO,
      costKnown: true,
      lastPrice: null,
      lastPriceAt: null,
      reshapedAt: null,
    };
    this.open.set(key, position);
    return position;
  }

  /** Adding takes cost in; reducing lets cost go in proportion; crossing zero is the one and then the other. */
  private move(position: OpenPosition, row: LedgerRow): void {
    const held = position.quantity;
    const direction = sign(held);
    const quantity = add(held, row.quantity);
    const adds = direction === 0 || direction === sign(row.quantity);
    const remains = adds || direction === sign(quantity);
    const carrier = CARRYING.includes(row.tradeType) ? this.carrierOf(row) : null;
    position.quantity = quantity;
    if (!adds) {
      const kept = remains ? shareOf(position.cost, quantity, held) : ZERO;
      const gone = subtract(position.cost, kept);
      position.cost = kept;
      if (!remains) position.costKnown = true;
      carrier?.release(position, gone, weightOf(row));
    }
    if (adds || (!remains && sign(quantity) !== 0)) {
      const incoming = incomingCost(row);
      position.cost = add(position.cost, adds ? incoming : shareOf(incoming, quantity, row.quantity));
      position.costKnown &&= tellsCost(row);
      carrier?.receive(position, weightOf(row));
    }
  }

  private carrierOf({ groupId, tradeType }: LedgerRow): CarriedCost {
    const known = groupId === null ? undefined : this.groups.get(groupId);
    if (known) return known;
    const carrier = new CarriedCost(tradeType === "split");
    if (groupId !== null) this.groups.set(groupId, carrier);
    return carrier;
  }
}

/** {@link PositionFold} over rows that are all at hand. */
export function foldPositions(rows: Iterable<LedgerRow>): PositionsResult {
  const fold = new PositionFold();
  for (const row of rows) fold.add(row);
  return fold.result();
}

/** An instrument is called what its latest row calls it. */
function describe(position: OpenPosition, row: LedgerRow): void {
  position.assetType = row.assetType;
  position.symbol = row.symbol;
  position.name = row.name ?? position.name;
  position.multiplier = row.multiplier ?? position.multiplier;
  position.priceUnit = row.priceUnit ?? position.priceUnit;
  if (!MARKET_PRICE_TYPES.includes(row.tradeType) || sign(row.price) === 0) return;
  position.lastPrice = row.price;
  position.lastPriceAt = row.tradeTime;
}

/** What the row's units cost, signed as they are. */
function incomingCost(row: LedgerRow): DecimalString {
  const { tradeType, quantity, price, netAmount } = row;
  if (PAID_IN_CASH.includes(tradeType)) return negate(netAmount);
  if (FREE.includes(tradeType)) return ZERO;
  // Cash that was paid for the units (a subscription) is cost; cash that came beside them is a matter of gains.
  if (CARRYING.includes(tradeType)) return sign(netAmount) === -sign(quantity) ? negate(netAmount) : ZERO;
  return costOfLots(row) ?? round(valueOf(quantity, price, row), COST_DECIMALS);
}

/** What delivered lots had cost, when they tell it of every unit. */
function costOfLots({ lots, quantity }: LedgerRow): DecimalString | null {
  if (!lots || lots.length === 0) return null;
  const costs = lots.flatMap(({ cost }) => (cost === undefined ? [] : [absolute(cost)]));
  const units = add(...lots.map((lot) => absolute(lot.quantity)));
  if (costs.length < lots.length || compare(units, absolute(quantity)) !== 0) return null;
  const cost = add(...costs);
  return sign(quantity) < 0 ? negate(cost) : cost;
}

function tellsCost(row: LedgerRow): boolean {
  return !DELIVERIES.includes(row.tradeType) || sign(row.price) !== 0 || costOfLots(row) !== null;
}

/** Several new instruments share a carried cost by their value where the rows have prices, else by units. */
function weightOf({ quantity, price, multiplier, priceUnit }: LedgerRow): DecimalString {
  return absolute(sign(price) === 0 ? quantity : valueOf(quantity, price, { multiplier, priceUnit }));
}

function settled({ reshapedAt, ...position }: OpenPosition): Position {
  // Within one instant, or one day without times, nothing tells whether the price was of the old units or of the new.
  const stale = reshapedAt !== null && position.lastPriceAt !== null && position.lastPriceAt <= reshapedAt;
  const avgPrice = sign(position.quantity) === 0 ? null : priceOf(position.cost, position.quantity, position);
  return {
    ...position,
    avgPrice: avgPrice === null ? null : round(avgPrice, COST_DECIMALS),
    lastPrice: stale ? null : position.lastPrice,
    lastPriceAt: stale ? null : position.lastPriceAt,
  };
}
