"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { SyncRun } from "@/lib/sync/schema";

const EVERY_MS = 600;

/**
 * Asks every moment how far an account's sync is, for as long as the component is shown.
 * @param onSettled called once, when it is over
 * @returns the last answer; what the page was made with before the first
 */
export function useSyncProgress(accountId: string, first: SyncRun, onSettled: () => void): SyncRun {
  const [run, setRun] = useState(first);
  const settled = useEffectEvent(onSettled);
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answer = await fetchRun(accountId, controller.signal);
      if (controller.signal.aborted) return;
      if (answer?.run) setRun(answer.run);
      if (answer && answer.run === null) return settled();
      timer = setTimeout(ask, EVERY_MS);
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [accountId]);
  return run;
}

/** Null when the answer can't be had: the next one may. */
async function fetchRun(accountId: string, signal: AbortSignal): Promise<{ run: SyncRun | null } | null> {
  try {
    const response = await fetch(`/accounts/${accountId}/sync/progress`, { signal });
    return response.ok ? ((await response.json()) as { run: SyncRun | null }) : null;
  } catch {
    return null;
  }
}
