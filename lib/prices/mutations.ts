import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { toMajor, toMajorCurrency } from "@/lib/money/currency";
import { decimal } from "@/lib/money/decimal";
import { MANUAL } from "@/lib/rates/sources";
import type { PriceInput } from "./schema";

const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** In the major unit: what is typed in pence is kept in pounds. */
function inMajorUnit({ price, currency }: Pick<PriceInput, "price" | "currency">) {
  const unit = toMajorCurrency(currency);
  return { price: toMajor(price, unit), currency: unit.currency ?? currency };
}

/** Whether the person has such an instrument: without one the foreign key would fail, and the answer is the same for somebody else's. */
export const hasInstrument = async (tx: Transaction, id: bigint): Promise<boolean> => (await tx.instrument.count({ where: { id } })) > 0;

/** A price that the person knows. One for each day: another one for the same day is an edit. */
export function addPrice(actor: Actor, instrumentId: bigint, input: PriceInput): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (!(await hasInstrument(tx, instrumentId))) return NOT_FOUND;
    const onDate = dateOf(input.day);
    const there = await tx.price.findFirst({ where: { instrumentId, onDate, source: MANUAL } });
    if (there)
      return refuse("Nothing was added.", {
        day: `You have entered a price of this day already: ${decimal(there.price)} ${there.currency}. Edit that one.`,
      });
    await tx.price.create({
      data: { userId: BigInt(actor.userId), instrumentId, onDate, source: MANUAL, ...inMajorUnit(input) },
      select: { id: true },
    });
    await record(tx, actor, "price_added", `instrument:${instrumentId}`, { day: input.day });
    return done(undefined, "The price was added.");
  });
}

export function editPrice(actor: Actor, id: bigint, input: PriceInput): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const price = await tx.price.findFirst({ where: { id, source: MANUAL }, select: { instrumentId: true } });
    if (!price) return NOT_FOUND;
    const onDate = dateOf(input.day);
    const other = await tx.price.count({ where: { instrumentId: price.instrumentId, onDate, source: MANUAL, id: { not: id } } });
    if (other > 0)
      return refuse("Nothing was changed.", { day: "There is another price of this day, which you entered. Edit or delete that one." });
    await tx.price.update({ where: { id }, data: { onDate, ...inMajorUnit(input) }, select: { id: true } });
    await record(tx, actor, "price_edited", `instrument:${price.instrumentId}`, { day: input.day });
    return done(undefined, "Saved.");
  });
}

export function deletePrice(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const price = await tx.price.findFirst({ where: { id, source: MANUAL }, select: { instrumentId: true } });
    if (!price) return NOT_FOUND;
    await tx.price.deleteMany({ where: { id, source: MANUAL } });
    await record(tx, actor, "price_deleted", `instrument:${price.instrumentId}`);
    return done(undefined, "The price was deleted.");
  });
}

/** Takes back all prices of an instrument that came from one file or one provider. What was typed goes one by one. */
export function removeSource(actor: Actor, instrumentId: bigint, source: string): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    if (source === MANUAL) return refuse("Prices that you entered are deleted one by one.");
    const { count } = await tx.price.deleteMany({ where: { instrumentId, source } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "prices_removed", `instrument:${instrumentId}`, { count });
    return done(undefined, count === 1 ? "One price was removed." : `${count} prices were removed.`);
  });
}

/** Prices to be stored; of one instrument, in the major unit, one for each day. */
export interface StoredPrices {
  instrumentId: bigint;
  source: string;
  prices: readonly { day: string; price: string; currency: string }[];
}

/** Stores prices, in the place of what the source had said of those days before. Says how many were new or other than before. */
export async function storePrices(tx: Transaction, { instrumentId, source, prices }: StoredPrices): Promise<number> {
  if (prices.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO prices AS p (user_id, instrument_id, on_date, price, currency, source)
    SELECT current_user_id(), ${instrumentId}, n.day::date, n.price::numeric, n.currency, ${source}
    FROM unnest(${prices.map(({ day }) => day)}::text[], ${prices.map(({ price }) => price)}::text[],
      ${prices.map(({ currency }) => currency)}::text[]) AS n (day, price, currency)
    ON CONFLICT (user_id, instrument_id, on_date, source) DO UPDATE SET price = excluded.price, currency = excluded.currency
      WHERE (p.price, p.currency) IS DISTINCT FROM (excluded.price, excluded.currency)`;
}
