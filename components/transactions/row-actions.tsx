"use client";
import type { Route } from "next";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import type { TransactionView } from "@/lib/transactions/view";
import { useDeleteTransaction } from "./use-delete-transaction";

/** What can be done with a row, beside opening it. */
export function RowActions({ row, onGone }: { row: TransactionView; onGone: (id: string, isGone: boolean) => void }) {
  const { remove, pending } = useDeleteTransaction(row.id, (isGone) => onGone(row.id, isGone));
  return (
    // Above the link that covers the row.
    <span className="relative z-1 -my-1.5 block">
      <Menu
        trigger={{ label: "Actions", icon: <Icon name="ellipsis" />, size: "icon", variant: "ghost" }}
        entries={[
          {
            kind: "link",
            label: "Edit",
            icon: <Icon name="pencil" />,
            href: `/accounts/${row.accountId}/transactions/${row.id}?edit=1` as Route,
          },
          { label: "Delete", icon: <Icon name="trash-2" />, danger: true, disabled: pending, onSelect: remove },
        ]}
      />
    </span>
  );
}
