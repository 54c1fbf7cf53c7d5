"use client";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
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
export function DeletePortfolio({ portfolio, contents }: DeletePortfolioProps) {
  const router = useRouter();
  const close = () => router.replace("/portfolios", { scroll: false });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      title={`Delete “${portfolio.name}”?`}
      phrase={portfolio.name}
      confirmLabel="Delete portfolio"
      action={deletePortfolioAction}
      fields={{ id: portfolio.id }}
    >
      <p>This deletes for good, and can’t be undone:</p>
      <ul className="list-disc pl-5">
        <li>{count(contents.accounts, "account")} with their credentials and imports</li>
        <li>{count(contents.holdings, "holding")}, older snapshots included</li>
        <li>{count(contents.transactions, "transaction")}</li>
      </ul>
      <p>To keep the numbers and only put it out of sight, archive it instead.</p>
    </ConfirmDialog>
  );
}
