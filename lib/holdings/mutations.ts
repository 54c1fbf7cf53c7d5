import "server-only";
import { done, NOT_FOUND, type Outcome, refuse } from "@/lib/action/outcome";
import { record } from "@/lib/audit/mutations";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";
import { isinWarning } from "@/lib/instruments/codes";
import { learnTyped } from "@/lib/instruments/learn";
import { decimal } from "@/lib/money/decimal";
import { type EnteredHolding, enteredHolding } from "./entry";

import { beginManualSnapshot, findManualSnapshot, insertRows, rowsOf } from "./manual-snapshot";
import { type PriceUnit, sameInstrument } from "./rules";
import type { AddHolding, HoldingInput } from "./schema";

/** The earth's easternmost zones are this far ahead: for somebody there, tomorrow's date in UTC is today's. */
const FARTHEST_ZONE_MS = 14 * 3_600_000;
/** A long ledger may have to be folded to carry its positions along. */
const ADD_TIMEOUT_MS = 60_000;

const BROKERS_LIST = refuse(
  "This row is from the broker's own list, which is kept as it came. Add a holding for the same instrument instead: it corrects the list from its date on.",
);
const TWICE = (symbol: string) => refuse("Nothing was saved.", { symbol: `“${symbol}” is already in this list. Edit that row instead.` });

/** Adds a holding to the list kept by hand of its date. The first one of a date takes the account's other holdings along. */
export function addHolding(actor: Actor, { accountId, asOf, ...input }: AddHolding): Promise<Outcome<{ id: string; snapshotId: string }>> {
  return asActor(
    actor,
    async (tx) => {
      const account = BigInt(accountId);
      if (!(await lockAccount(tx, account))) return NOT_FOUND;
      const today = new Date(Date.now() + FARTHEST_ZONE_MS).toISOString().slice(0, 10);
      if (asOf > today) return refuse("Nothing was saved.", { asOf: "Enter a date that isn't in the future." });

      const entered = enteredHolding(input, asOf);
      const existing = await findManualSnapshot(tx, account, asOf);
      if (existing && (await rowsOf(tx, account, existing.id)).some((row) => sameInstrument(row, entered))) return TWICE(entered.symbol);
      const snapshot = existing ?? (await beginManualSnapshot(tx, account, asOf, entered));
      const [id] = await insertRows(tx, snapshot, [
        { ...entered, meta: { ...entered.meta, instrument: instrumentOf(entered, input.name) } },
      ]);
      if (id === undefined) throw new Error("a holding was not inserted");
      await learnTyped(tx, { ...entered, name: input.name });
      await record(tx, actor, "holding_added", `account:${account}`, { symbol: entered.symbol });
      const message = [`“${entered.symbol}” was added.`, await newerListShown(tx, account, snapshot.id, asOf), isinWarning(input.isin)];
      return done({ id: id.toString(), snapshotId: snapshot.id }, message.filter(Boolean).join(" "));
    },
    { timeoutMs: ADD_TIMEOUT_MS },
  );
}

/** Changes a row of a list kept by hand. Its list, and so its date, stays. */
export function editHolding(actor: Actor, id: bigint, input: HoldingInput): Promise<Outcome> {
  return asActor(actor, async (tx) => {
    const found = await lockHolding(tx, id);
    if (!found) return NOT_FOUND;
    if (found.source !== "manual") return BROKERS_LIST;
    const unit = found.asset_type === input.assetType ? priceUnitOf(found) : null;
    const entered = enteredHolding(input, found.as_of.toISOString().slice(0, 10), unit);
    const others = (await rowsOf(tx, found.broker_account_id, found.source_snapshot_id)).filter((row) => row.id !== id);
    if (others.some((row) => sameInstrument(row, entered))) return TWICE(entered.symbol);
    await updateRow(tx, id, entered, input.name);
    await learnTyped(tx, { ...entered, name: input.name });
    await record(tx, actor, "holding_edited", `account:${found.broker_account_id}`, { symbol: entered.symbol });
    return done(undefined, ["Saved.", isinWarning(input.isin)].filter(Boolean).join(" "));
  });
}

/** Deletes a row of a list kept by hand; {@link restoreHolding} takes it back with the id that this returns. */
export function deleteHolding(actor: Actor, id: bigint): Promise<Outcome<{ id: string }>> {
  return asActor(actor, async (tx) => {
    const found = await lockHolding(tx, id);
    if (!found) return NOT_FOUND;
    if (found.source !== "manual") return BROKERS_LIST;
    await tx.holding.delete({ where: { id }, select: { id: true } });
    await record(tx, actor, "holding_deleted", `account:${found.broker_account_id}`, { symbol: found.symbol });
    return done({ id: id.toString() }, `“${found.symbol}” was deleted.`);
  });
}

interface DeletedHolding {
  revision: bigint;
  broker_account_id: bigint;
  source_snapshot_id: string;
  asset_type: string;
  symbol: string;
  isin: string | null;
  currency: string;
}

/** Puts a deleted row back as it was, with its old id: from the revision that the deletion left, never from what a client sends. */
export function restoreHolding(actor: Actor, id: bigint): Promise<Outcome<{ id: string }>> {
  return asActor(actor, async (tx) => {
    const [deleted] = await tx.$queryRaw<DeletedHolding[]>`
      SELECT r.id AS revision, p.broker_account_id, p.source_snapshot_id, p.asset_type, p.symbol, p.isin, p.currency
      FROM revisions r, jsonb_populate_record(NULL::holdings, r.before) p
      WHERE r.table_name = 'holdings' AND r.row_id = ${id} AND r.operation = 'delete' ORDER BY r.id DESC LIMIT 1`;
    if (!deleted || !(await lockAccount(tx, deleted.broker_account_id))) return NOT_FOUND;
    const { broker_account_id: account, source_snapshot_id: snapshotId, asset_type: assetType, ...identity } = deleted;
    const list = await tx.holdingSnapshot.findUnique({
      where: { brokerAccountId_id: { brokerAccountId: account, id: snapshotId } },
      select: { id: true },
    });
    if (!list) return NOT_FOUND;
    const twin = (await rowsOf(tx, account, snapshotId)).some((row) => row.id === id || sameInstrument(row, { ...identity, assetType }));
    if (twin) return refuse(`“${deleted.symbol}” is in the list again already.`);
    await tx.$executeRaw`
      WITH restored AS (
        INSERT INTO holdings SELECT p.* FROM revisions r, jsonb_populate_record(NULL::holdings, r.before) p WHERE r.id = ${deleted.revision} RETURNING *
      )
      INSERT INTO revisions (user_id, broker_account_id, table_name, row_id, operation, after)
      SELECT ${BigInt(actor.userId)}, broker_account_id, 'holdings', id, 'restore', to_jsonb(restored) FROM restored`;
    await record(tx, actor, "holding_restored", `account:${account}`, { symbol: deleted.symbol });
    return done({ id: id.toString() }, `“${deleted.symbol}” is back.`);
  });
}

/** Lets changes of an account's rows follow each other, imports included. False when it isn't there, or is somebody else's. */
async function lockAccount(tx: Transaction, id: bigint): Promise<boolean> {
  const locked = await tx.$queryRaw<{ id: bigint }[]>`SELECT id FROM broker_accounts WHERE id = ${id} FOR NO KEY UPDATE`;
  return locked.length === 1;
}

interface LockedHolding {
  broker_account_id: bigint;
  source_snapshot_id: string;
  source: string;
  asset_type: string;
  symbol: string;
  as_of: Date;
  multiplier: string | null;
  price_unit: string | null;
}

/** The row as it stands once its account is locked. */
async function lockHolding(tx: Transaction, id: bigint): Promise<LockedHolding | null> {
  const owner = await tx.holding.findUnique({ where: { id }, select: { brokerAccountId: true } });
  if (!owner || !(await lockAccount(tx, owner.brokerAccountId))) return null;
  const [row] = await tx.$queryRaw<LockedHolding[]>`
    SELECT h.broker_account_id, h.source_snapshot_id, s.source, h.asset_type, h.symbol, h.as_of, h.meta ->> 'multiplier' AS multiplier, h.meta ->> 'priceUnit' AS price_unit
    FROM holdings h JOIN holding_snapshots s ON s.broker_account_id = h.broker_account_id AND s.id = h.source_snapshot_id
    WHERE h.id = ${id}`;
  return row ?? null;
}

const priceUnitOf = ({ multiplier, price_unit }: LockedHolding): PriceUnit => ({
  multiplier: multiplier === null ? null : decimal(multiplier),
  priceUnit: price_unit === "percent" ? "percent" : "unit",
});

const instrumentOf = ({ isin }: EnteredHolding, name: string) => ({ ...(isin === null ? {} : { isin }), ...(name === "" ? {} : { name }) });

/** What the form decides is replaced; whatever else the row's meta holds survives. */
async function updateRow(tx: Transaction, id: bigint, entered: EnteredHolding, name: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE holdings SET asset_type = ${entered.assetType}, symbol = ${entered.symbol}, isin = ${entered.isin}, quantity = ${entered.quantity}::numeric,
      avg_price = ${entered.avgPrice}::numeric, currency = ${entered.currency}, cost_value = ${entered.costValue}::numeric,
      market_value = ${entered.marketValue}::numeric,
      meta = (meta - ARRAY['price', 'priceDate', 'multiplier', 'priceUnit', 'minorUnit']) || ${JSON.stringify(entered.meta)}::jsonb
        || jsonb_build_object('instrument', coalesce(meta -> 'instrument', '{}') - ARRAY['isin', 'name'] || ${JSON.stringify(instrumentOf(entered, name))}::jsonb)
    WHERE id = ${id}`;
}

/** Said when the list that was written isn't the one in view. */
async function newerListShown(tx: Transaction, accountId: bigint, snapshotId: string, date: string): Promise<string | null> {
  const newest = await tx.holdingSnapshot.findFirst({
    where: { brokerAccountId: accountId },
    orderBy: [{ asOf: "desc" }, { createdAt: "desc" }],
    select: { id: true },
  });
  return newest?.id === snapshotId ? null : `The account shows a newer list; choose the one of ${date} to see it.`;
}
