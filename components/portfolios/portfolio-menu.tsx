"use client";
import { EllipsisVertical } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { archivePortfolioAction, makeDefaultPortfolioAction, restorePortfolioAction } from "@/lib/portfolios/actions";
import type { PortfolioSummary } from "@/lib/portfolios/schema";
import { EditPortfolio } from "./edit-portfolio";

/** Everything that can be done to a portfolio as a whole. */
export function PortfolioMenu({ portfolio }: { portfolio: Pick<PortfolioSummary, "id" | "name" | "description" | "active" | "isDefault"> }) {
  const [editing, setEditing] = useState(false);
  const router = useRouter();
  const archive = useAction(archivePortfolioAction);
  const restore = useAction(restorePortfolioAction);
  const makeDefault = useAction(makeDefaultPortfolioAction);
  const { id, active, isDefault } = portfolio;
  return (
    <>
      <Menu label={`Actions for ${portfolio.name}`} trigger={<EllipsisVertical aria-hidden />}>
        <MenuItem onClick={() => setEditing(true)}>Edit</MenuItem>
        {active && !isDefault ? <MenuItem onClick={() => makeDefault.run({ id })}>Make default</MenuItem> : null}
        {active ? <MenuItem onClick={() => archive.run({ id })}>Archive</MenuItem> : <MenuItem onClick={() => restore.run({ id })}>Restore</MenuItem>}
        <MenuSeparator />
        <MenuItem tone="danger" onClick={() => router.push(`/portfolios?delete=${id}` as Route, { scroll: false })}>Delete</MenuItem>
      </Menu>
      <EditPortfolio portfolio={portfolio} open={editing} onOpenChange={setEditing} />
    </>
  );
}
