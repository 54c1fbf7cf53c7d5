"use client";
import { Columns3 } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import type { AppTable } from "./app-table";

/** The menu that shows and hides columns. A table's first column names its rows and stays. */
export function ColumnsMenu<Data extends object>({ table }: { table: AppTable<Data> }) {
  const { columns, visibility } = table;
  if (!visibility) return null;
  const entries = columns
    .filter(({ canHide }) => canHide)
    .map(({ id, meta }) => ({
      kind: "checkbox" as const,
      label: meta.label,
      checked: !visibility.hidden.has(id),
      onChange: (checked: boolean) => visibility.setHidden(id, !checked),
    }));
  return <Menu trigger={{ label: "Columns", icon: <Columns3 aria-hidden />, variant: "secondary", size: "sm" }} entries={entries} />;
}
