import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountActions } from "@/components/accounts/account-actions";
import { AccountFacts } from "@/components/accounts/account-facts";
import { SyncNotice } from "@/components/accounts/sync-notice";
import { TopHoldings, TopHoldingsSkeleton } from "@/components/accounts/top-holdings";
import { ImportsCard, ImportsCardSkeleton } from "@/components/imports/imports-card";
import { RecentTransactions, RecentTransactionsSkeleton } from "@/components/transactions/recent-transactions";
import { countAccountContents, getAccount } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getAccountHoldings } from "@/lib/holdings/queries";
import { listImports } from "@/lib/imports/queries";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage({ params }: PageProps<"/accounts/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  return (
    <div className="space-y-5">
      <AccountActions account={account} contents={await countAccountContents(actor, id)} />
      {account.brokerCode === "ibkr-flex" && <SyncNotice />}
      <AccountFacts account={account} {...(await getSettings(actor))} />
      <div className="grid gap-5 lg:grid-cols-2">
        <Suspense fallback={<TopHoldingsSkeleton />}>{holdings(actor, id)}</Suspense>
        <Suspense fallback={<RecentTransactionsSkeleton />}>{transactions(actor, id)}</Suspense>
      </div>
      <Suspense fallback={<ImportsCardSkeleton />}>{imports(actor, id)}</Suspense>
    </div>
  );
}

async function holdings(actor: Actor, id: bigint) {
  const found = await getAccountHoldings(actor, id);
  return found && <TopHoldings accountId={id.toString()} rows={found.rows} {...(await getSettings(actor))} />;
}

async function transactions(actor: Actor, id: bigint) {
  const page = await getLedgerPage(actor, { accountId: id }, parseFilter({}), null);
  return page && <RecentTransactions base={`/accounts/${id}`} rows={page.rows.slice(0, 5)} {...(await getSettings(actor))} />;
}

async function imports(actor: Actor, id: bigint) {
  return <ImportsCard accountId={id.toString()} imports={await listImports(actor, id, 5)} {...(await getSettings(actor))} />;
}
