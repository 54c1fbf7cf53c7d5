import type { Route } from "next";
import { OnlyNow } from "@/components/moment/only-now";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";

interface NothingToCompareProps {
  accountId: string;
  lacks: "snapshot" | "ledger" | "both";
  /** It is looked at as it was: nothing can be added there. */
  isPast: boolean;
}

/** What to do where one of the two sides is missing. */
export function NothingToCompare({ accountId, lacks, isPast }: NothingToCompareProps) {
  const base = `/accounts/${accountId}`;
  return (
    <Card>
      <EmptyState
        icon={<Icon name="scale" />}
        title={lacks === "ledger" ? "There is no ledger to compare with" : "There is no broker’s list to compare with"}
        actions={
          <OnlyNow>
            <ButtonLink href={`${base}/import` as Route} variant="primary" icon={<Icon name="file-up" />}>
              Import file
            </ButtonLink>
            <ButtonLink href={`${base}/${lacks === "ledger" ? "transactions" : "holdings"}` as Route} variant="secondary">
              {lacks === "ledger" ? "Add transactions" : "Add holdings"}
            </ButtonLink>
          </OnlyNow>
        }
      >
        {isPast
          ? lacks === "ledger"
            ? "By then the ledger had no row."
            : "By then there was no list of positions yet."
          : lacks === "ledger"
            ? "The broker’s list is here. Import or add the transactions that led to it, and this page shows what is missing."
            : lacks === "snapshot"
              ? "The ledger is here. Import a statement with positions, or add what the broker says you hold, and this page shows whether both agree and why not."
              : "Import a statement with transactions and positions: this page then shows whether both agree, why not, and how to mend it."}
      </EmptyState>
    </Card>
  );
}
