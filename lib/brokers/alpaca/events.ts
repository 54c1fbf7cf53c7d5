import { usOption } from "@/lib/formats/us-brokers/listing";
import { absolute, divide, sign } from "@/lib/money/decimal";
import { type Activity, identityOf, isCanceled, isCorrection } from "./activity";

/** Activities that are parts of one event: the two sides of a split, an option and the shares it brought, a dividend and the tax on it. */
export interface AlpacaEvent {
  groupId: string;
  legs: readonly Activity[];
}

/** Events of several instruments; without Alpaca's own group, two of one kind on one day can't be told apart. */
const OF_SEVERAL: ReadonlySet<string> = new Set(["MA", "NC", "SC", "SPIN", "SSO", "VOF", "OPCA", "REORG"]);
const DISTRIBUTIONS = /^(?:DIV|CDIV|SDIV|SPD|CGD)/;

/** What the legs of an event have in common: Alpaca's group, or (its older activities have none) what they are about and the day. */
function keyOf(activity: Activity): string | null {
  const { group_id, activity_type, symbol, qty, net_amount } = activity;
  if (group_id !== "") return `alpaca:${group_id}`;
  const day = activity.at.instant.slice(0, 10);
  if (OF_SEVERAL.has(activity_type)) return `alpaca:${activity_type}:${day}`;
  if (activity_type === "SPLIT" || activity_type === "SSP") return `alpaca:split:${symbol}:${day}`;
  if (DISTRIBUTIONS.test(activity_type) && symbol !== "") return `alpaca:dividend:${symbol}:${day}`;
  if (activity_type === "OPEXC" || activity_type === "OPASN") {
    const option = usOption(symbol);
    return option && `alpaca:option:${option.underlying}:${day}:${option.strike}`;
  }
  if (activity_type !== "OPTRD" || qty === null || net_amount === null) return null;
  // What was paid for a share is the strike; the price that is told may be another.
  const strike = divide(absolute(net_amount), absolute(qty));
  return strike && `alpaca:option:${symbol}:${day}:${strike}`;
}

/** The event of each activity that is part of one, by the activity's id. What was canceled, or replaced, is part of none. */
export function eventsOf(activities: readonly Activity[]): Map<string, AlpacaEvent> {
  const corrected = new Set(activities.filter(isCorrection).flatMap((each) => identityOf(each).role ?? []));
  const counts = (each: Activity) => isCorrection(each) || !corrected.has(identityOf(each).role ?? "");
  const live = new Map(activities.filter((each) => !isCanceled(each) && counts(each)).map((each) => [each.id, each]));
  const events = new Map<string, AlpacaEvent>();
  for (const [groupId, legs] of Map.groupBy(live.values(), keyOf)) {
    if (groupId === null || isAmbiguous(legs)) continue;
    for (const leg of legs) events.set(leg.id, { groupId, legs });
  }
  return events;
}

function isAmbiguous(legs: readonly Activity[]): boolean {
  const [first] = legs;
  const isGrouped = first !== undefined && first.group_id !== "";
  return !isGrouped && first !== undefined && OF_SEVERAL.has(first.activity_type) && legs.filter(leaves).length > 1;
}

/** Whether units leave with the activity. */
export const leaves = ({ qty }: Activity): boolean => qty !== null && sign(qty) < 0;
/** Whether units come with it. */
export const comes = ({ qty }: Activity): boolean => qty !== null && sign(qty) > 0;
