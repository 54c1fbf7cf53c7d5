"use client";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";

const FORMATS = [
  ["csv", "CSV"],
  ["json", "JSON"],
] as const;

/** Downloads of what the table shows. `addressOf` gives the address for a format. */
export function ExportMenu({ addressOf }: { addressOf: (format: "csv" | "json") => string }) {
  const entries = FORMATS.map(([format, label]) => ({ kind: "download" as const, label, href: addressOf(format) }));
  return <Menu trigger={{ label: "Export", icon: <Icon name="download" />, variant: "secondary", size: "sm" }} entries={entries} />;
}
