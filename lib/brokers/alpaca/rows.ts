import type { RowParts } from "@/lib/formats/draft";
import { saidType } from "@/lib/formats/lookup";
import type { Meaning } from "@/lib/formats/table/row";
import type { Assumptions } from "@/lib/formats/types";
import { absolute, add, parseDecimal, sign, ZERO } from "@/lib/money/decimal";
import type { TransactionMeta } from "@/lib/transactions/schema";
import { type TradeType, tradeTypeRow } from "@/lib/transactions/trade-types";
import { type Activity, isCorrection, rawTypeOf } from "./activity";
import { type AlpacaEvent, comes, leaves } from "./events";
import { instrumentOf, multiplierMeta, tradedCoin } from "./instrument";
import { meaningOf } from "./meanings";
import { aboutOf, SOURCE } from "./trade";

type Told = Meaning & { doubts: readonly string[] };

const ACTIONS: ReadonlySet<TradeType> = new Set<TradeType>([
  "split",
  "spin_off",
  "merger",
  "symbol_change",
  "rights",
  "redemption",
  "adjustment",
]);
/** Rows about money alone. */
const MONEY: ReadonlySet<TradeType> = new Set<TradeType>(["deposit", "withdrawal"]);

/** What an activity's row depends on beside it. */
interface Around {
  event: AlpacaEvent | undefined;
  /** What the account is kept in. */
  money: string;
  /** What a person has said of types that nobody knows. */
  assume: Assumptions | undefined;
}

/** The ledger row of an activity that is no fill. Fields that it lacks are nothing. */
export function activityRow(activity: Activity, { event, money, assume }: Around): RowParts {
  const { symbol, cusip, activity_type, qty, net_amount, price } = activity;
  const { tradeType, subtype, doubts } = fitting(directed(meantBy(activity, assume), activity, event), activity);
  const rule = tradeTypeRow(tradeType);
  const named = symbol !== "" && !MONEY.has(tradeType) ? instrumentOf(symbol, cusip, activity_type) : null;
  const movesUnits = named !== null && rule.units !== "0";
  return {
    source: SOURCE,
    tradeType,
    ...(named ? { instrument: named.instrument } : {}),
    quantity: movesUnits ? (qty ?? ZERO) : null,
    // Of shares that an option brought, a price is told that isn't what was paid: the cash and the units say it.
    price: !movesUnits || activity_type === "OPTRD" ? null : price && absolute(price),
    currency: activity.currency ?? money,
    at: activity.at,
    net: rule.cash === "0" ? null : (net_amount ?? ZERO),
    doubts: [...doubts, ...doubtsOf(activity, event, tradeType)],
    meta: {
      ...aboutOf(activity),
      ...(subtype ? { subtype } : {}),
      ...(event ? { groupId: event.groupId } : {}),
      ...(named && movesUnits ? multiplierMeta(named) : {}),
      ...(ACTIONS.has(tradeType) ? { corporateAction: actionOf(activity, event) } : {}),
      ...(tradeType === "adjustment" ? { reason: "Alpaca removed the position: it is worth nothing." } : {}),
      ...perShareOf(activity, tradeType, money),
    },
  };
}

function meantBy(activity: Activity, assume: Assumptions | undefined): Told {
  const { activity_type, activity_sub_type } = activity;
  // An option whose underlying had a corporate action: its kind is the action's type and kind.
  const [type = "", kind = ""] = activity_type === "OPCA" ? activity_sub_type.split(".") : [activity_type, activity_sub_type];
  const found = meaningOf(type, kind);
  const said = found ? undefined : saidType(assume, rawTypeOf(activity));
  if (said) return { tradeType: said, doubts: [] };
  if (!found) return { tradeType: "other", doubts: [`Alpaca's activity "${rawTypeOf(activity).slice(0, 60)}" isn't known.`] };
  if (activity_type === "OPCA") return { ...found, doubts: ["The option's terms were changed: see whether units and cost are right."] };
  return { ...found, doubts: [] };
}

/** Which of a type's two directions it is, by the signs of units and cash. */
function directed(told: Told, activity: Activity, event: AlpacaEvent | undefined): Told {
  const { activity_type, symbol } = activity;
  const net = activity.net_amount ?? ZERO;
  const moves = leaves(activity) || comes(activity);
  switch (told.tradeType) {
    case "deposit":
      return sign(net) < 0 ? { ...told, tradeType: "withdrawal" } : told;
    case "transfer_in":
      return leaves(activity) ? { ...told, tradeType: "transfer_out" } : told;
    case "buy":
      return leaves(activity) ? { ...told, tradeType: "sell" } : told;
    case "fee":
      // A fee in coins moves units, which `fee` does not.
      if (!moves || sign(net) !== 0 || tradedCoin(symbol, activity_type) === null) return told;
      return { ...told, subtype: "fee", tradeType: leaves(activity) ? "transfer_out" : "reward" };
    case "redemption":
      if (leaves(activity) && sign(net) > 0) return told;
      if (!moves) return { ...told, tradeType: "return_of_capital" };
      return event?.legs.some(leaves) && event.legs.some(comes) ? { ...told, tradeType: "merger" } : unclear(told, activity);
    case "split":
    case "symbol_change":
      return !moves && sign(net) > 0 ? { ...told, tradeType: "dividend", subtype: "cash_in_lieu" } : told;
    default:
      return told;
  }
}

/** A row that says the opposite of what its type can mean is of no known type. */
function fitting(told: Told, activity: Activity): Told {
  const { units } = tradeTypeRow(told.tradeType);
  if (MONEY.has(told.tradeType)) return told;
  const isTurned = (units === "+" && leaves(activity)) || (units === "-" && comes(activity));
  return isTurned ? unclear(told, activity) : told;
}

const unclear = (told: Told, activity: Activity): Told => ({
  tradeType: "other",
  doubts: [...told.doubts, `What ${rawTypeOf(activity)} did to the position isn't clear from its units and cash.`],
});

function doubtsOf(activity: Activity, event: AlpacaEvent | undefined, tradeType: TradeType): string[] {
  const { status, net_amount } = activity;
  const isKnown = status === "" || status === "executed" || isCorrection(activity);
  const losesCash = ["split", "symbol_change"].includes(tradeType) && net_amount !== null && sign(net_amount) !== 0;
  return [
    ...(isKnown ? [] : [`Alpaca gives it the status "${status.slice(0, 40)}".`]),
    ...(losesCash ? ["Cash moved with it, which this kind of row can't say: enter it as a row of its own."] : []),
    ...(tradeType === "split" && isHalf(activity, event) ? ["Only one side of the split is there: see whether the units are right."] : []),
    ...(tradeType === "merger" && !event ? ["Alpaca doesn't say which rows of that day belong to it."] : []),
  ];
}

/** A reverse split that only brings, or a forward one that only takes, lacks its other side. */
function isHalf(activity: Activity, event: AlpacaEvent | undefined): boolean {
  if (event?.legs.some(leaves) && event.legs.some(comes)) return false;
  return activity.activity_sub_type === "RSPLIT" ? comes(activity) : activity.activity_sub_type === "FSPLIT" && leaves(activity);
}

function actionOf(activity: Activity, event: AlpacaEvent | undefined): NonNullable<TransactionMeta["corporateAction"]> {
  const { description, symbol, activity_type } = activity;
  const legs = event?.legs ?? [];
  const old = legs.find((leg) => leaves(leg) && leg.symbol !== symbol)?.symbol;
  const ratio = ["SPLIT", "SSP"].includes(activity_type) ? ratioOf(activity, legs) : undefined;
  return {
    kind: rawTypeOf(activity),
    ...(description ? { description } : {}),
    ...(ratio ? { ratio } : {}),
    ...(comes(activity) && old ? { parent: old, child: symbol } : {}),
  };
}

/** New units for old ones: by the two sides, else as it is described (`4 for 1`). */
function ratioOf({ description }: Activity, legs: readonly Activity[]) {
  const sum = (side: (leg: Activity) => boolean) => absolute(add(ZERO, ...legs.filter(side).map(({ qty }) => qty ?? ZERO)));
  const [from, to] = [sum(leaves), sum(comes)];
  if (sign(from) > 0 && sign(to) > 0) return { from, to };
  const [, many, few] = /\b(\d{1,9}(?:\.\d{1,9})?) for (\d{1,9}(?:\.\d{1,9})?)\b/i.exec(description) ?? [];
  const told = { to: parseDecimal(many ?? ""), from: parseDecimal(few ?? "") };
  return told.to && told.from && sign(told.to) > 0 && sign(told.from) > 0 ? { to: told.to, from: told.from } : undefined;
}

function perShareOf({ per_share_amount, qty, currency }: Activity, tradeType: TradeType, money: string): Partial<TransactionMeta> {
  if (!["dividend", "return_of_capital"].includes(tradeType) || per_share_amount === null) return {};
  return { perShare: { amount: absolute(per_share_amount), currency: currency ?? money }, ...(qty === null ? {} : { heldUnits: qty }) };
}
