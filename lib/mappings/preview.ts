import { readMapped } from "@/lib/formats/mapped/apply";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { FormatError, type FormatItem } from "@/lib/formats/types";
import type { ImportRowView } from "@/lib/imports/schema";
import type { MappingPreview } from "./schema";

const PREVIEWED_ROWS = 50;

/** What a mapping makes of the first rows of a file. Pure. */
export function previewOf(bytes: Uint8Array, mapping: Mapping): MappingPreview {
  const preview: MappingPreview = { rows: [], counts: { rows: 0, skipped: 0, refused: 0 }, problem: null };
  try {
    let account: string | null = null;
    let begun = false;
    for (const item of readMapped(mapping, bytes, { limit: PREVIEWED_ROWS })) {
      if (item.kind === "statement") account = item.statement.accountId;
      // What stands before the first row is the preamble and the header, which the screen shows by itself.
      begun ||= item.kind !== "skipped";
      const row = begun ? viewOf(item, preview.rows.length, account) : null;
      if (row === null) continue;
      preview.rows.push(row);
      if (item.kind === "refused" || item.kind === "skipped") preview.counts[item.kind] += 1;
      else if (item.kind !== "snapshot") preview.counts.rows += 1;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    preview.problem = { problem: error.message, mend: error.mend };
  }
  return preview;
}

const NO_FIGURES = {
  tradeType: null,
  assetType: null,
  symbol: null,
  name: null,
  quantity: null,
  price: null,
  currency: null,
  netAmount: null,
  at: null,
  dateOnly: false,
};

/** Nothing of a table that is still being explained has been compared with the ledger. */
const NOT_IN_THE_LEDGER = { transaction: null, version: null, differences: [], before: false };

function viewOf(item: FormatItem, index: number, account: string | null): ImportRowView | null {
  const base = {
    id: String(index),
    line: item.line,
    outcome: "new" as const,
    reason: "",
    accountName: account,
    ...NO_FIGURES,
    ...NOT_IN_THE_LEDGER,
  };
  switch (item.kind) {
    case "transaction": {
      const { draft } = item;
      const { meta } = draft;
      return {
        ...base,
        kind: "transaction",
        reason: meta.reasons?.join(" ") ?? "",
        tradeType: draft.tradeType,
        assetType: draft.assetType,
        symbol: draft.symbol,
        name: meta.instrument?.name ?? null,
        quantity: draft.quantity,
        price: draft.price,
        currency: draft.currency,
        netAmount: meta.netAmount,
        at: draft.tradeTime,
        dateOnly: meta.dateOnly ?? false,
      };
    }
    case "snapshot":
      return { ...base, kind: "snapshot", at: item.asOf, dateOnly: item.dateOnly };
    case "holding": {
      const { draft } = item;
      return {
        ...base,
        kind: "holding",
        assetType: draft.assetType,
        symbol: draft.symbol,
        name: draft.meta.instrument?.name ?? null,
        quantity: draft.quantity,
        price: draft.meta.price ?? null,
        currency: draft.currency,
        netAmount: draft.marketValue,
      };
    }
    case "skipped":
      return { ...base, kind: "line", outcome: "skipped", reason: item.reason };
    case "refused":
      return { ...base, kind: "line", outcome: "refused", reason: `${item.problem} ${item.expected} ${item.mend}`.trim() };
    default:
      return null;
  }
}
