import { SyncDigest } from "@/components/linking/sync-digest";
import { AccountList } from "@/components/portfolios/account-list";
import { OpenDifferences } from "@/components/reconciliation/open-differences";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { Actor } from "@/lib/auth/actor";
import { getSyncDigest } from "@/lib/linking/queries";
import { openDifferences } from "@/lib/reconciliation/queries";
import { getSettings } from "@/lib/users/queries";

interface AccountsPartProps {
  actor: Actor;
  id: bigint;
  accounts: readonly AccountSummary[];
  /** Whether a past moment is looked at: what differs is a matter of now. */
  isPast: boolean;
}

/** The accounts of a portfolio, what differs in them first. */
export async function AccountsPart({ actor, id, accounts, isPast }: AccountsPartProps) {
  const [differences, syncs, settings] = await Promise.all([
    isPast ? null : openDifferences(actor, id),
    isPast ? [] : getSyncDigest(actor, id),
    getSettings(actor),
  ]);
  return (
    <>
      <SyncDigest entries={syncs} {...settings} />
      {differences && <OpenDifferences differences={differences} {...settings} />}
      <AccountList portfolioId={id.toString()} accounts={accounts} agreements={differences?.accounts ?? {}} {...settings} />
    </>
  );
}
