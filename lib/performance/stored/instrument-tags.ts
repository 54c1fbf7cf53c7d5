import "server-only";
import type { Transaction } from "@/lib/db/as-actor";
import { loadIndex } from "@/lib/instruments/learn";

/** Tags by the instrument that they count for: those of what is merged into it are its own. */
export async function instrumentTags(tx: Transaction): Promise<Map<string, string[]>> {
  const rows = await tx.instrumentTag.findMany({ select: { instrumentId: true, tag: true }, orderBy: { tag: "asc" } });
  if (rows.length === 0) return new Map();
  const index = await loadIndex(tx);
  const tags = new Map<string, string[]>();
  for (const { instrumentId, tag } of rows) {
    const root = index.rootOf(instrumentId.toString());
    tags.set(root, [...new Set([...(tags.get(root) ?? []), tag])]);
  }
  return tags;
}
