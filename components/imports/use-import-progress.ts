"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { ImportProgress } from "@/lib/imports/schema";

const EVERY_MS = 500;

/**
 * Asks every half second how far the writing of an import is, for as long as the component is shown.
 * @param base the address of the import
 * @param onSettled called once, when nobody is writing it any more
 * @returns the last answer; null before the first
 */
export function useImportProgress(base: string, onSettled?: () => void): ImportProgress | null {
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const settled = useEffectEvent(() => onSettled?.());
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let told = false;
    const ask = async () => {
      const answer = await fetchProgress(base, controller.signal);
      if (controller.signal.aborted) return;
      if (answer) setProgress(answer);
      if (answer && !answer.running && !told) {
        told = true;
        settled();
      }
      timer = setTimeout(ask, EVERY_MS);
    };
    void ask();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [base]);
  return progress;
}

/** Null when the answer can't be had: the next one may. */
async function fetchProgress(base: string, signal: AbortSignal): Promise<ImportProgress | null> {
  try {
    const response = await fetch(`${base}/progress`, { signal });
    return response.ok ? ((await response.json()) as ImportProgress) : null;
  } catch {
    return null;
  }
}
