"use client";
import { startTransition, useEffect, useRef, useState } from "react";
import { IDLE } from "@/lib/action/state";
import { saveHiddenColumnsAction } from "@/lib/users/actions";
import type { ColumnVisibility } from "./app-table";

/** People tick several boxes in a row: one save for all of them. */
const SAVE_AFTER_MS = 800;

/**
 * Which columns a person hides in a table, remembered with their settings.
 * @param table the table's name in the settings
 * @param hidden the ids as the server knows them: the first render has them already, so that nothing jumps
 */
export function useHiddenColumns(table: string, hidden: readonly string[]): ColumnVisibility {
  const [current, setCurrent] = useState<ReadonlySet<string>>(() => new Set(hidden));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const setHidden = (id: string, isHidden: boolean) => {
    const next = new Set(current);
    if (isHidden) next.add(id);
    else next.delete(id);
    setCurrent(next);
    const form = new FormData();
    form.set("table", table);
    form.set("hidden", [...next].join(","));
    clearTimeout(timer.current);
    // A failure costs a preference, not work: the columns on screen are right either way.
    timer.current = setTimeout(() => startTransition(async () => void (await saveHiddenColumnsAction(IDLE, form))), SAVE_AFTER_MS);
  };
  return { hidden: current, setHidden };
}
