"use client";
import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { isNow } from "@/lib/moment/schema";
import { AddTransaction } from "./add-transaction";
import type { LedgerScopeView } from "./ledger-scope";
import type { TransactionFormContext } from "./transaction-form";

/** An empty ledger, and the two ways to fill it. */
export function NoTransactions({ scope, form }: { scope: LedgerScopeView; form: TransactionFormContext }) {
  const account = scope.kind === "account" ? scope.id : form.accounts.length === 1 ? form.accounts[0]?.value : undefined;
  if (!isNow(scope.moment))
    return (
      <Card>
        <EmptyState icon={<Icon name="arrow-left-right" />} title="No transactions by then">
          Nothing had been recorded, or nothing had happened yet.
        </EmptyState>
      </Card>
    );
  return (
    <Card>
      <EmptyState
        icon={<Icon name="arrow-left-right" />}
        title="No transactions yet"
        actions={
          <>
            {account && (
              <ButtonLink variant="primary" href={`/accounts/${account}/import` as Route}>
                Import file
              </ButtonLink>
            )}
            <AddTransaction form={form} />
          </>
        }
      >
        {form.accounts.length === 0
          ? "Link account to this portfolio first: transactions belong to an account."
          : "Import a file from your broker, or add transactions by hand."}
      </EmptyState>
    </Card>
  );
}
