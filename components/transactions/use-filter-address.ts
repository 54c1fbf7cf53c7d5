"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useCallback, useTransition } from "react";
import type { TransactionFilter } from "@/lib/transactions/filter";
import { type LedgerScopeView, ledgerAddress } from "./ledger-scope";

/**
 * Puts a filter into the address: the server answers with its rows, and the view can be bookmarked.
 * @returns whether an answer is under way, and the two ways there: a step in the history, or (while typing) in place of the last one
 */
export function useFilterAddress(scope: LedgerScopeView) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const go = useCallback(
    (filter: TransactionFilter) => startTransition(() => router.push(ledgerAddress(scope, filter) as Route, { scroll: false })),
    [router, scope],
  );
  const replace = useCallback(
    (filter: TransactionFilter) => startTransition(() => router.replace(ledgerAddress(scope, filter) as Route, { scroll: false })),
    [router, scope],
  );
  return { isPending, go, replace };
}
