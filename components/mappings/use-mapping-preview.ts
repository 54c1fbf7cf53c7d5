"use client";
import { useEffect, useState } from "react";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import type { MappingPreview } from "@/lib/mappings/schema";

const AFTER_MS = 350;

export type PreviewState =
  | { status: "loading" | "ready"; preview: MappingPreview | null }
  | { status: "failed"; preview: MappingPreview | null };

/** What the server makes of the first rows with the mapping as it is now; asked once nothing has been changed for a moment. */
export function useMappingPreview(address: string, mapping: Mapping): PreviewState {
  const [state, setState] = useState<PreviewState>({ status: "loading", preview: null });
  useEffect(() => {
    // Of a table of which nothing is said yet there are no rows.
    if (mapping.columns.length === 0) return setState({ status: "ready", preview: null });
    const controller = new AbortController();
    setState(({ preview }) => ({ status: "loading", preview }));
    const timer = setTimeout(async () => {
      const preview = await ask(address, mapping, controller.signal);
      if (controller.signal.aborted) return;
      setState((before) => (preview ? { status: "ready", preview } : { status: "failed", preview: before.preview }));
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [address, mapping]);
  return state;
}

async function ask(address: string, mapping: Mapping, signal: AbortSignal): Promise<MappingPreview | null> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(mapping),
      signal,
    });
    return response.ok ? ((await response.json()) as MappingPreview) : null;
  } catch {
    return null;
  }
}
