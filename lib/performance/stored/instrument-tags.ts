import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import { loadIndex } from "@/lib/instruments/learn";
import type { Moment } from "@/lib/moment/schema";

/** Tags by the instrument that they count for, as they were at that moment: those of what is merged into it are its own. */
export async function instrumentTags(tx: Transaction, { known }: Moment): Promise<Map<string, string[]>> {
  const rows = await (known === null ? tagsNow(tx) : tagsThen(tx, known));
  if (rows.length === 0) return new Map();
  const index = await loadIndex(tx);
  const tags = new Map<string, string[]>();
  for (const { instrumentId, tag } of rows) {
    const root = index.rootOf(instrumentId.toString());
    tags.set(root, [...new Set([...(tags.get(root) ?? []), tag])]);
  }
  return tags;
}

interface Tagged {
  instrumentId: bigint;
  tag: string;
}

const tagsNow = (tx: Transaction): Promise<Tagged[]> =>
  tx.instrumentTag.findMany({ select: { instrumentId: true, tag: true }, orderBy: { tag: "asc" } });

const tagsThen = (tx: Transaction, known: string): Promise<Tagged[]> =>
  tx.$queryRaw<Tagged[]>`
    SELECT instrument_id AS "instrumentId", tag FROM instrument_tags WHERE created_at <= ${known}::timestamptz
    UNION
    SELECT instrument_id, tag FROM instrument_tag_history WHERE created_at <= ${known}::timestamptz AND removed_at > ${known}::timestamptz
    ORDER BY tag`;
