import { z } from "zod";
import { toMajorCurrency } from "@/lib/money/currency";
import { sign } from "@/lib/money/decimal";
import { optionalAmount, text } from "../fields";
import { optionalMoment } from "../moment";

/**
 * An activity as both of Alpaca's kinds of them, trades (`FILL`) and everything else, have it. Numbers are signed: units that came or went,
 * and cash. Fields that aren't listed stay in the object.
 */
const fields = z.looseObject({
  id: z.string().min(1),
  activity_type: z.string().min(1),
  activity_sub_type: text,
  status: text,
  group_id: text,
  symbol: text,
  cusip: text,
  description: text,
  side: text,
  order_id: text,
  /** Null where the account's money is meant. */
  currency: text.transform((written) => toMajorCurrency(written).currency),
  qty: optionalAmount,
  price: optionalAmount,
  net_amount: optionalAmount,
  per_share_amount: optionalAmount,
  transaction_time: optionalMoment,
  date: optionalMoment,
  created_at: optionalMoment,
  account_id: text,
  // Of trades: which part of the order this is.
  type: text,
  cum_qty: optionalAmount,
  leaves_qty: optionalAmount,
  order_status: text,
});

export const activitySchema = fields.transform((activity, context) => {
  // An instant for trades, a date for everything else.
  const at = activity.transaction_time ?? activity.date ?? activity.created_at;
  if (at) return { ...activity, at };
  context.addIssue({ code: "custom", message: "Expected a date.", path: ["date"] });
  return z.NEVER;
});
export type Activity = z.infer<typeof activitySchema>;

const LISTED: ReadonlySet<string> = new Set(Object.keys(fields.shape));

/** What Alpaca sent beside the fields that this version knows. */
export function unlisted(activity: Activity): Record<string, string> | undefined {
  const others = Object.entries(activity).flatMap(([key, value]) =>
    !LISTED.has(key) && typeof value === "string" && value !== "" ? [[key, value.slice(0, 200)] as const] : [],
  );
  return others.length > 0 ? Object.fromEntries(others) : undefined;
}

/** When Alpaca booked it, as an ISO instant: for most, later than the date that it is of. */
export const bookedAt = (activity: Activity): string => (activity.created_at ?? activity.at).instant;

/** `DIV.CDIV`; the type alone where there is no kind of it. */
export const rawTypeOf = ({ activity_type, activity_sub_type }: Activity): string =>
  activity_sub_type ? `${activity_type}.${activity_sub_type}` : activity_type;

export const isCanceled = ({ status }: Activity): boolean => /^cancell?ed$/i.test(status);
export const isCorrection = ({ status }: Activity): boolean => /^correct(?:ed)?$/i.test(status);

const idOf = (activity: Activity) => `alpaca:${activity.id}`;

/**
 * The ids of an activity: its own, which the row is known by; and where it belongs to a group, what it is in there, with and without its
 * amounts. A cancellation may be an activity of its own, that names the group and repeats the amounts; a correction may have other amounts.
 */
export function identityOf(activity: Activity) {
  const { group_id, symbol, qty, net_amount } = activity;
  const own = idOf(activity);
  if (group_id === "") return { own, same: null, role: null };
  const role = `alpaca:${group_id}:${rawTypeOf(activity)}:${symbol}:${signText(qty)}${signText(net_amount)}`;
  return { own, same: `${role}:${qty ?? ""}:${net_amount ?? ""}`, role };
}

function signText(value: Activity["qty"]): string {
  if (value === null || sign(value) === 0) return "0";
  return sign(value) > 0 ? "+" : "-";
}
