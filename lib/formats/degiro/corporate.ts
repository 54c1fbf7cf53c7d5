import { add, type DecimalString, multiply, negate, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import type { TradeType } from "@/lib/transactions/trade-types";
import type { FormatItem } from "../types";
import { booked, SOURCE } from "./draft";
import type { Line } from "./line";
import { corporateTypeOf } from "./words";

/** Actions that only exchange units: what the broker books for the old and the new ones cancels out. */
const WITHOUT_CASH: ReadonlySet<TradeType> = new Set<TradeType>(["split", "symbol_change", "stock_dividend"]);

const unitsOf = ({ trade }: Line): DecimalString => {
  if (!trade || trade.direction === 0) return ZERO;
  return trade.direction < 0 ? negate(trade.units) : trade.units;
};

/** What a booking with a word before its colon is: a corporate action, or a trade that a person should look at. */
function meaningOf(line: Line): { tradeType: TradeType; doubts: string[] } {
  const prefix = line.trade?.prefix ?? "";
  const found = corporateTypeOf(prefix);
  const buys = (line.trade?.direction ?? 0) > 0;
  const undirected = line.trade?.direction === 0 ? ["The line doesn't say whether the units came or went."] : [];
  if (found === "redemption") return { tradeType: buys ? "merger" : "redemption", doubts: undirected };
  if (found === "stock_dividend" && !buys) return { tradeType: "rights", doubts: undirected };
  if (found !== null) return { tradeType: found, doubts: undirected };
  return { tradeType: buys ? "buy" : "sell", doubts: [`The word "${prefix}" isn't known.`, ...undirected] };
}

/** The bookings of one action: of a split those of one security, else those of one number of units or of the whole day. */
const groupKey = (line: Line, tradeType: TradeType) =>
  `${SOURCE}:${tradeType}:${line.date}:${tradeType === "symbol_change" ? (line.trade?.units ?? "") : tradeType === "split" ? line.product : ""}`;

/** Corporate actions, which the broker books as trades of the old and the new units. One item for each line. */
export function readCorporateActions(lines: readonly Line[]): FormatItem[] {
  const told = lines.map((line) => ({ line, ...meaningOf(line) }));
  return told.map(({ line, tradeType, doubts }) => {
    const groupId = groupKey(line, tradeType);
    const group = told
      .filter((other) => other.tradeType === tradeType && groupKey(other.line, tradeType) === groupId)
      .map(({ line }) => line);
    const money = line.money ?? { amount: ZERO, currency: line.trade?.currency ?? line.balanceCurrency };
    const left = add(...group.flatMap((other) => (other.money?.currency === money.currency ? [other.money.amount] : [])));
    const amount = WITHOUT_CASH.has(tradeType) && sign(left) === 0 ? ZERO : money.amount;
    return booked(
      line,
      {
        tradeType,
        money: { amount, currency: money.currency },
        quantity: unitsOf(line),
        price: line.trade?.currency === money.currency ? line.trade.price : null,
        doubts,
        meta: {
          groupId: group.length > 1 ? groupId : undefined,
          minorUnit: line.trade?.minorUnit,
          corporateAction: { kind: tradeType, description: line.description, ...ratioOf(group, tradeType) },
        },
      },
      "instrument",
    );
  });
}

/** New units for old ones, where one line takes out and one puts in. */
function ratioOf(group: readonly Line[], tradeType: TradeType): Partial<NonNullable<TransactionMeta["corporateAction"]>> {
  const [one, other, ...more] = group.map(unitsOf);
  if (!one || !other || more.length > 0 || sign(multiply(one, other)) >= 0 || tradeType === "merger") return {};
  const [from, to] = sign(one) < 0 ? [negate(one), other] : [negate(other), one];
  return { ratio: { from, to } };
}
