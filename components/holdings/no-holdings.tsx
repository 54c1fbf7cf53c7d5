"use client";
import type { Route } from "next";
import { useMoment } from "@/components/moment/use-moment";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { isNow } from "@/lib/moment/schema";
import { AddHolding } from "./add-holding";
import type { HoldingFormContext } from "./holding-form";

export interface NoHoldingsProps {
  form: HoldingFormContext;
  isSnapshot: boolean;
}

/** Nothing held, and the two ways to change that. An empty list of the broker's is a fact, and said so. */
export function NoHoldings({ form, isSnapshot }: NoHoldingsProps) {
  const [account, ...others] = form.accounts;
  if (!isNow(useMoment()))
    return (
      <Card>
        <EmptyState icon={<Icon name="layers" />} title="Nothing was held then">
          Or nothing of it had been recorded yet.
        </EmptyState>
      </Card>
    );
  return (
    <Card>
      <EmptyState
        icon={<Icon name="layers" />}
        title={isSnapshot ? "This list is empty" : "No holdings yet"}
        actions={
          <>
            {account && others.length === 0 && (
              <ButtonLink variant="primary" href={`/accounts/${account.value}/import` as Route}>
                Import file
              </ButtonLink>
            )}
            <AddHolding form={form} />
          </>
        }
      >
        {!account
          ? "Link account to this portfolio first: holdings belong to an account."
          : isSnapshot
            ? "On that day nothing was held."
            : "Import a file from your broker, or add what you hold by hand. Transactions make holdings too."}
      </EmptyState>
    </Card>
  );
}
