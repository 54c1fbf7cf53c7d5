import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "@/lib/auth/actor";
import { asActor, type Transaction } from "@/lib/db/as-actor";

/**
 * What was worked out, kept in PostgreSQL under a stamp that names everything it was worked out from. A part under another stamp is as if
 * it weren't there: nothing has to be thrown away in time, and nothing stale is ever shown.
 */
export interface Part {
  part: string;
  stamp: string;
  content: unknown;
}

/** Raised when what is kept gets another form, or the same ledger other figures: what an older release kept is then worked out anew. */
const FORM = 3;

/** A short name of everything that a result depends on. */
export const stampOf = (...parts: readonly (string | number | bigint | null)[]): string =>
  createHash("sha256")
    .update(JSON.stringify([FORM, ...parts].map(String)))
    .digest("base64url")
    .slice(0, 22);

/** The parts that are there under the stamp that is asked for, whatever they hold: each is what {@link keepParts} was given. */
export async function readParts(tx: Transaction, portfolioId: bigint, wanted: ReadonlyMap<string, string>): Promise<Map<string, unknown>> {
  const rows = await tx.$queryRaw<{ part: string; content: Uint8Array }[]>`
    SELECT c.part, c.content FROM figure_cache c JOIN unnest(${[...wanted.keys()]}::text[], ${[...wanted.values()]}::text[]) AS w (part, stamp)
      ON w.part = c.part AND w.stamp = c.stamp
    WHERE c.portfolio_id = ${portfolioId}`;
  const found = new Map<string, unknown>();
  for (const { part, content } of rows) found.set(part, await unpack(content));
  return found;
}

/** A part under whatever stamp it is; null where there is none. */
export async function readPart(tx: Transaction, portfolioId: bigint, part: string): Promise<{ stamp: string; content: unknown } | null> {
  const [row] = await tx.$queryRaw<{ stamp: string; content: Uint8Array }[]>`
    SELECT c.stamp, c.content FROM figure_cache c WHERE c.portfolio_id = ${portfolioId} AND c.part = ${part}`;
  return row ? { stamp: row.stamp, content: await unpack(row.content) } : null;
}

/**
 * Keeps parts, and drops those that `prefix` begins and that are not named. In a transaction of its own, after the one that read: two pages
 * that work out the same thing at once both keep it.
 */
export async function keepParts(actor: Actor, portfolioId: bigint, parts: readonly Part[], drop: readonly string[] = []): Promise<void> {
  if (parts.length === 0 && drop.length === 0) return;
  const packed = await Promise.all(parts.map(async ({ part, stamp, content }) => ({ part, stamp, content: await pack(content) })));
  await asActor(actor, async (tx) => {
    if (drop.length > 0) await tx.figureCache.deleteMany({ where: { portfolioId, part: { in: [...drop] } } });
    // In one order, so that two pages don't wait for each other for ever. A portfolio that is gone by now keeps nothing.
    for (const { part, stamp, content } of packed.toSorted((a, b) => (a.part < b.part ? -1 : 1)))
      await tx.$executeRaw`
        INSERT INTO figure_cache (portfolio_id, part, stamp, content)
        SELECT p.id, ${part}, ${stamp}, ${Prisma.sql`${content}::bytea`} FROM portfolios p WHERE p.id = ${portfolioId}
        ON CONFLICT (portfolio_id, part) DO UPDATE SET stamp = excluded.stamp, content = excluded.content, computed_at = now()`;
  });
}

const compress = promisify(gzip);
const decompress = promisify(gunzip);

async function pack(content: unknown): Promise<Uint8Array<ArrayBuffer>> {
  // Level 1: it is read far more often than the bytes that a better one would save are worth.
  return Uint8Array.from(await compress(JSON.stringify(content), { level: 1 }));
}
const unpack = async (content: Uint8Array): Promise<unknown> => JSON.parse((await decompress(content)).toString("utf8"));
