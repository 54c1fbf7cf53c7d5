"use client";
import type { ColumnVisibilityState, Updater } from "@tanstack/react-table";
import { startTransition, useEffect, useRef, useState } from "react";
import { IDLE } from "@/lib/action/state";
import { saveHiddenColumnsAction } from "@/lib/users/actions";

/** People tick several boxes in a row: one save for all of them. */
const SAVE_AFTER_MS = 800;

interface HiddenColumns {
  columnVisibility: ColumnVisibilityState;
  onColumnVisibilityChange: (updater: Updater<ColumnVisibilityState>) => void;
}

/**
 * Which columns a person hides in a table, remembered with their settings.
 * @param table the table's name in the settings
 * @param hidden the ids as the server knows them: the first render has them already, so that nothing jumps
 */
export function useHiddenColumns(table: string, hidden: readonly string[]): HiddenColumns {
  const [columnVisibility, setColumnVisibility] = useState<ColumnVisibilityState>(() =>
    Object.fromEntries(hidden.map((id) => [id, false])),
  );
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const onColumnVisibilityChange = (updater: Updater<ColumnVisibilityState>) => {
    const next = typeof updater === "function" ? updater(columnVisibility) : updater;
    setColumnVisibility(next);
    const form = new FormData();
    form.set("table", table);
    form.set(
      "hidden",
      Object.keys(next)
        .filter((id) => next[id] === false)
        .join(","),
    );
    clearTimeout(timer.current);
    // A failure costs a preference, not work: the columns on screen are right either way.
    timer.current = setTimeout(() => startTransition(async () => void (await saveHiddenColumnsAction(IDLE, form))), SAVE_AFTER_MS);
  };
  return { columnVisibility, onColumnVisibilityChange };
}
