"use client";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import type { AppTable } from "./app-table";

/** The menu that shows and hides columns. A table's first column names its rows and stays. */
export function ColumnsMenu<Data extends object>({ table }: { table: AppTable<Data> }) {
  const entries = table
    .getAllLeafColumns()
    .filter((column) => column.getCanHide())
    .map((column) => ({
      kind: "checkbox" as const,
      label: column.columnDef.meta?.label ?? column.id,
      checked: column.getIsVisible(),
      onChange: (checked: boolean) => column.toggleVisibility(checked),
    }));
  return <Menu trigger={{ label: "Columns", icon: <Icon name="columns-3" />, variant: "secondary", size: "sm" }} entries={entries} />;
}
