import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { NOW } from "@/lib/moment/schema";
import { newestRevision } from "@/lib/transactions/queries";
import { draftFromRecord } from "@/lib/transactions/record";
import { lockRow, replaceRow } from "@/lib/transactions/writing";
import { readSale, SALE_TIMEOUT_MS } from "../stored/sale";
import { isClosingType } from "./closing-types";
import { type ClosingRow, choiceErrors } from "./rules";
import type { LotChoice } from "./schema";

const CHANGED = refuse("This row was changed in the meantime, in another tab or by an import. Reload the page to see how it stands.");

/** Says which lots a row closes. What the lots don't cover is left to the method; the row before is kept in its history. */
export function chooseLots(actor: Actor, id: bigint, seen: string, chosen: readonly LotChoice[]): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const row = await lockClosing(tx, id);
      if (!row) return NOT_FOUND;
      if ((await newestRevision(tx, id)) !== seen) return CHANGED;
      const sale = await readSale(tx, row, NOW);
      if (!sale) return refuse("This row closes no lots, so there are none to choose from.");
      if (sale.method !== "specific")
        return refuse("This portfolio's method chooses the lots. Set its cost method to “Lots as chosen” first.");
      if (chosen.length === 0) return refuse("Nothing is chosen yet. Enter the units of at least one lot.");
      const fieldErrors = choiceErrors(sale, chosen);
      if (Object.keys(fieldErrors).length > 0) return refuse("These lots can't be taken.", fieldErrors);
      const lots = chosen.map(({ lotId, quantity }) => ({ lotId, quantity }));
      await replaceRow(tx, id, { ...row.draft, meta: { ...row.draft.meta, lots, edited: true } });
      await record(tx, actor, "lots_chosen", `transaction:${id}`);
      return done(undefined, "Saved. The gains are worked out from these lots.");
    },
    { reason: "lots chosen", timeoutMs: SALE_TIMEOUT_MS },
  );
}

/** Takes a choice back: the method finds the lots again. */
export function clearLots(actor: Actor, id: bigint, seen: string): Promise<Outcome> {
  return asActor(
    actor,
    async (tx) => {
      const row = await lockClosing(tx, id);
      if (!row) return NOT_FOUND;
      if ((await newestRevision(tx, id)) !== seen) return CHANGED;
      const { lots, ...meta } = row.draft.meta;
      if (!lots) return done(undefined, "The method chooses the lots already.");
      await replaceRow(tx, id, { ...row.draft, meta: { ...meta, edited: true } });
      await record(tx, actor, "lots_cleared", `transaction:${id}`);
      return done(undefined, "The method chooses the lots again.");
    },
    { reason: "lots left to the method" },
  );
}

/** A row that may close lots, which nobody else can change meanwhile; null when it isn't one, or isn't the actor's. */
async function lockClosing(tx: Transaction, id: bigint): Promise<ClosingRow | null> {
  const record = await lockRow(tx, id);
  if (!record || !isClosingType(record.tradeType)) return null;
  return { id: id.toString(), accountId: record.brokerAccountId.toString(), draft: draftFromRecord(record) };
}
