import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { AccountSummary } from "@/lib/accounts/schema";
import { AccountStatusButton } from "./account-status-button";
import { DeleteAccountDialog } from "./delete-account-dialog";
import { EditAccountSheet } from "./edit-account-sheet";

interface AccountActionsProps {
  account: AccountSummary;
  contents: { holdings: number; transactions: number; imports: number };
}

/** What can be done with an account as a whole. */
export function AccountActions({ account, contents }: AccountActionsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink href={`/accounts/${account.id}/import` as Route} variant="primary" icon={<Icon name="file-up" />}>
        Import file
      </ButtonLink>
      <EditAccountSheet account={account} />
      <AccountStatusButton id={account.id} status={account.status} />
      <DeleteAccountDialog id={account.id} name={account.displayName} contents={contents} />
    </div>
  );
}
