"use client";
import { useCallback, useMemo, useState } from "react";
import type { LedgerPage, TransactionView } from "@/lib/transactions/view";

interface Further {
  /** Which first page these follow: another filter, or a row added on top, begins anew. */
  after: string;
  rows: TransactionView[];
  next: string | null;
  status: "idle" | "loading" | "failed";
}

interface LedgerPages {
  rows: TransactionView[];
  next: string | null;
  status: Further["status"];
  /** Fetches the next page; null when there is none, one is under way, or the last try failed and a person must decide. */
  loadNext: (() => void) | null;
  retry: () => void;
}

/** One array for all, so that what depends on it is not worked out anew. */
const NONE: TransactionView[] = [];

/**
 * The first page as the server rendered it, followed by those that were fetched since.
 * @param addressOf the address of the page after a cursor; stable between renders
 */
export function useLedgerPages(first: LedgerPage, addressOf: (cursor: string) => string): LedgerPages {
  const after = first.next === null ? "" : addressOf(first.next);
  const fresh: Further = { after, rows: NONE, next: first.next, status: "idle" };
  const [stored, setStored] = useState(fresh);
  const further = stored.after === after ? stored : fresh;
  const { next, status } = further;

  const load = useCallback(async () => {
    if (next === null) return;
    const start = (state: Further): Further => ({ ...(state.after === after ? state : { after, rows: NONE, next }), status: "loading" });
    // Answers to a question that nobody asks any more are dropped.
    const settle = (change: (state: Further) => Further) =>
      setStored((state) => (state.after === after && state.next === next ? change(state) : state));
    setStored(start);
    try {
      const response = await fetch(addressOf(next));
      if (!response.ok) throw new Error(`status ${response.status}`);
      const page = (await response.json()) as LedgerPage;
      settle((state) => ({ after, rows: [...state.rows, ...page.rows], next: page.next, status: "idle" }));
    } catch {
      // Offline, signed out, or a server that restarts: the rows that are here stay, and the page says so.
      settle((state) => ({ ...state, status: "failed" }));
    }
  }, [after, next, addressOf]);

  const retry = useCallback(() => void load(), [load]);
  const rows = useMemo(() => [...first.rows, ...further.rows], [first.rows, further.rows]);
  return { rows, next, status, loadNext: status === "idle" && next !== null ? retry : null, retry };
}
