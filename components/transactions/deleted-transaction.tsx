import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { RestoreTransaction } from "./delete-transaction";

/** What a deleted row leaves at its address. */
export function DeletedTransaction({ id, accountId }: { id: string; accountId: string }) {
  return (
    <Card>
      <EmptyState
        icon={<Icon name="trash-2" />}
        title="This transaction was deleted"
        actions={
          <>
            <RestoreTransaction id={id} />
            <ButtonLink href={`/accounts/${accountId}/transactions` as Route} variant="secondary">
              All transactions
            </ButtonLink>
          </>
        }
      >
        It counts nowhere any more, and an import won’t bring it back. You can.
      </EmptyState>
    </Card>
  );
}
