"use client";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import type { MenuEntry } from "@/components/ui/menu-entry";
import { rereadImportAction } from "@/lib/imports/actions";
import type { ImportEntry } from "@/lib/imports/history/schema";
import { DeleteRecord } from "./delete-record";
import { UndoImport } from "./undo-import";

type Shown = Pick<ImportEntry, "id" | "accountId" | "fileName" | "status" | "hasOriginal">;

/** What can be done with an import of the list. */
export function ImportEntryActions({ entry }: { entry: Shown }) {
  const { id, accountId, fileName, status, hasOriginal } = entry;
  const [asking, setAsking] = useState<"undo" | "delete" | null>(null);
  const reread = useAction(rereadImportAction);
  const close = () => setAsking(null);
  const entries: MenuEntry[] = [
    ...(status === "imported" ? [{ label: "Undo import", onSelect: () => setAsking("undo") }] : []),
    ...(status === "imported" && hasOriginal ? [{ label: "Read again", onSelect: () => reread.run({ importId: id }) }] : []),
    ...(hasOriginal
      ? [{ kind: "download", label: "Download original", href: `/accounts/${accountId}/import/${id}/original` } as const]
      : []),
    ...(status === "undone" || status === "cancelled"
      ? [{ label: "Delete record", danger: true, onSelect: () => setAsking("delete") }]
      : []),
  ];
  if (entries.length === 0) return null;
  return (
    <>
      <Menu
        trigger={{ label: `Actions for ${fileName}`, variant: "ghost", size: "icon", icon: <Icon name="ellipsis-vertical" /> }}
        entries={entries}
      />
      <UndoImport accountId={accountId} importId={id} withTrigger={false} open={asking === "undo"} onOpenChange={close} />
      <DeleteRecord importId={id} fileName={fileName} withTrigger={false} open={asking === "delete"} onOpenChange={close} />
    </>
  );
}
