import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor } from "@/lib/db/as-actor";
import { decimal } from "@/lib/money/decimal";
import type { RateInput } from "./schema";
import { MANUAL } from "./sources";

const columnsOf = ({ from, to, day, rate }: RateInput) => ({
  fromCurrency: from,
  toCurrency: to,
  onDate: new Date(`${day}T00:00:00Z`),
  rate,
});

/** A rate that the person knows. One for each pair and day, in whichever direction: another one is an edit. */
export function addRate(actor: Actor, input: RateInput): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { rate, ...columns } = columnsOf(input);
    const there = await tx.fxRate.findFirst({
      where: { source: MANUAL, onDate: columns.onDate, ...eitherWay(input) },
      select: { fromCurrency: true, toCurrency: true, rate: true },
    });
    if (there)
      return refuse("Nothing was added.", {
        day: `You have entered a rate of this pair and day already: 1 ${there.fromCurrency} = ${decimal(there.rate)} ${there.toCurrency}. Edit that one.`,
      });
    await tx.fxRate.create({ data: { userId: BigInt(actor.userId), source: MANUAL, rate, ...columns }, select: { id: true } });
    await record(tx, actor, "rate_added", `user:${actor.userId}`, ofRate(input));
    return done(undefined, "The rate was added.");
  });
}

export function editRate(actor: Actor, id: bigint, input: RateInput): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const columns = columnsOf(input);
    const other = await tx.fxRate.count({ where: { source: MANUAL, onDate: columns.onDate, id: { not: id }, ...eitherWay(input) } });
    const there = await tx.fxRate.count({ where: { id, source: MANUAL } });
    if (there === 0) return NOT_FOUND;
    if (other > 0)
      return refuse("Nothing was changed.", {
        day: "There is another rate of this pair and day, which you entered. Edit or delete that one.",
      });
    await tx.fxRate.update({ where: { id }, data: columns, select: { id: true } });
    await record(tx, actor, "rate_edited", `user:${actor.userId}`, ofRate(input));
    return done(undefined, "Saved.");
  });
}

export function deleteRate(actor: Actor, id: bigint): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const { count } = await tx.fxRate.deleteMany({ where: { id, source: MANUAL } });
    if (count === 0) return NOT_FOUND;
    await record(tx, actor, "rate_deleted", `user:${actor.userId}`);
    return done(undefined, "The rate was deleted.");
  });
}

const ofRate = ({ from, to, day }: RateInput) => ({ pair: `${from}/${to}`, day });

const eitherWay = ({ from, to }: RateInput) => ({
  OR: [
    { fromCurrency: from, toCurrency: to },
    { fromCurrency: to, toCurrency: from },
  ],
});
