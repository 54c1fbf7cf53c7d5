import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { LoadSample } from "./load-sample";

/** What to do while a portfolio has no account. `offerSample`: not where the sample has been loaded already. */
export function FirstSteps({ portfolioId, offerSample }: { portfolioId: string; offerSample: boolean }) {
  return (
    <EmptyState
      icon={<Icon name="landmark" />}
      title="No accounts yet"
      actions={
        <>
          <ButtonLink variant="primary" href={`/portfolios/${portfolioId}/accounts/new` as Route}>
            Link account
          </ButtonLink>
          {offerSample ? <LoadSample /> : null}
        </>
      }
    >
      {offerSample
        ? "Link a broker account and import its statement. Or look around first with sample data: it is invented, kept apart in a portfolio of its own, and gone again with one click."
        : "Link a broker account, then import its statement or type its transactions."}
    </EmptyState>
  );
}
