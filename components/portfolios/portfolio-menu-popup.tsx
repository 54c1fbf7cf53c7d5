"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import type { MenuFrame } from "@/components/ui/menu";
import type { MenuEntry } from "@/components/ui/menu-entry";
import { MenuPopup } from "@/components/ui/menu-popup";
import { archivePortfolioAction, makeDefaultPortfolioAction, restorePortfolioAction } from "@/lib/portfolios/actions";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { EditPortfolio } from "./edit-portfolio";

export type MenuPortfolio = Pick<PortfolioSummary, "id" | "name" | "description" | "active" | "isDefault">;

/** What the menu of a portfolio offers, and the form that it opens. */
export function PortfolioMenuPopup({ portfolio, ...frame }: MenuFrame & { portfolio: MenuPortfolio }) {
  const { id, active, isDefault } = portfolio;
  const [editing, setEditing] = useState(false);
  const router = useRouter();
  const archive = useAction(archivePortfolioAction);
  const restore = useAction(restorePortfolioAction);
  const makeDefault = useAction(makeDefaultPortfolioAction);
  const entries: MenuEntry[] = [
    { label: "Edit", onSelect: () => setEditing(true) },
    ...(active && !isDefault ? [{ label: "Make default", onSelect: () => makeDefault.run({ id }) }] : []),
    active ? { label: "Archive", onSelect: () => archive.run({ id }) } : { label: "Restore", onSelect: () => restore.run({ id }) },
    { kind: "separator" },
    // The list opens the question for this address: see DeletePortfolio.
    { label: "Delete", danger: true, onSelect: () => router.push(`/portfolios?delete=${id}` as Route, { scroll: false }) },
  ];
  return (
    <>
      <MenuPopup {...frame} entries={entries} />
      <EditPortfolio portfolio={portfolio} open={editing} onOpenChange={setEditing} />
    </>
  );
}
