import type { Route } from "next";
import { OnlyNow } from "@/components/moment/only-now";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { TransactionDraft } from "@/lib/formats/types";
import { tradeTypeRow } from "@/lib/transactions/trade-types";
import type { Settings } from "@/lib/users/schema";
import { DeleteTransaction } from "./delete-transaction";
import { EditTransaction } from "./edit-transaction";
import { TransactionFacts } from "./transaction-facts";
import { formContext } from "./transaction-form-context";

interface TransactionDetailViewProps {
  detail: { id: string; draft: TransactionDraft; seen: string };
  account: { id: string; displayName: string };
  settings: Settings;
  startsEditing: boolean;
  /** What it is about; null for cash, and where it isn't known. */
  instrument: { id: string; symbol: string } | null;
}

/** One row with all it knows, and what can be done with it. */
export function TransactionDetailView({ detail, account, settings, startsEditing, instrument }: TransactionDetailViewProps) {
  const { id, draft, seen } = detail;
  const { meta } = draft;
  return (
    <div className="min-w-0 space-y-5">
      <div className="flex flex-wrap items-center gap-2">
        <ButtonLink
          href={`/accounts/${account.id}/transactions` as Route}
          size="icon"
          variant="ghost"
          icon={<Icon name="arrow-left" />}
          aria-label="All transactions"
        />
        <h2 className="mr-auto text-lg font-semibold">
          {tradeTypeRow(draft.tradeType).label} {draft.symbol}
        </h2>
        <OnlyNow>
          <EditTransaction id={id} seen={seen} draft={draft} form={formContext([account], settings)} startsOpen={startsEditing} />
          <DeleteTransaction id={id} />
        </OnlyNow>
      </div>
      {meta.needsReview && (
        <Alert tone="warning" title="Needs review">
          {meta.reasons && meta.reasons.length > 0 ? (
            <ul>
              {meta.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          ) : (
            "Check the numbers, then save the row."
          )}
        </Alert>
      )}
      <TransactionFacts id={id} draft={draft} instrument={instrument} locale={settings.locale} timeZone={settings.timeZone} />
    </div>
  );
}
