"use client";

import { useRouter } from "next/navigation";
import { ConfirmAction } from "@/components/form/confirm-action";
import { deletePortfolioAction } from "@/lib/portfolios/actions";
import type { PortfolioContents, PortfolioSummary } from "@/lib/portfolios/schema";
import { count } from "./count";

interface DeletePortfolioProps {
  portfolio: Pick<PortfolioSummary, "id" | "name">;
  contents: PortfolioContents;
}

/**
 * Asks before a portfolio goes, and says what goes with it. The address opens it (`/portfolios?delete=12`), so that counting a long
 * ledger happens for the one portfolio that somebody wants to delete and not for every row of the list.
 */
export function DeletePortfolio({ portfolio: { id, name }, contents }: DeletePortfolioProps) {
  const router = useRouter();
  return (
    <ConfirmAction
      open
      onOpenChange={(open) => open || router.replace("/portfolios", { scroll: false })}
      action={deletePortfolioAction}
      values={{ id, confirmation: name }}
      title={`Delete “${name}”?`}
      phrase={name}
      confirmLabel="Delete portfolio"
    >
      <p>This can’t be undone. What goes with it:</p>
      <ul className="list-disc pl-5">
        <li>{count(contents.accounts, "account")}, with credentials and imports</li>
        <li>{count(contents.holdings, "holding")}, those of older snapshots included</li>
        <li>{count(contents.transactions, "transaction")}</li>
      </ul>
      <p>To keep the numbers and only put them out of sight, archive it instead.</p>
    </ConfirmAction>
  );
}
