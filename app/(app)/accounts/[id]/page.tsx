import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountActions } from "@/components/accounts/account-actions";
import { AccountFacts } from "@/components/accounts/account-facts";
import { SyncNotice } from "@/components/accounts/sync-notice";
import { TopHoldings, TopHoldingsSkeleton } from "@/components/accounts/top-holdings";
import { ImportsCard, ImportsCardSkeleton } from "@/components/imports/imports-card";
import { OnlyNow } from "@/components/moment/only-now";
import { RecentTransactions, RecentTransactionsSkeleton } from "@/components/transactions/recent-transactions";
import { countAccountContents, getAccount } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getAccountHoldings } from "@/lib/holdings/queries";
import { listImports } from "@/lib/imports/queries";
import { type Moment, parseMoment } from "@/lib/moment/schema";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage({ params, searchParams }: PageProps<"/accounts/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const moment = parseMoment(await searchParams);
  const account = id && (await getAccount(actor, id, moment));
  if (!account) notFound();
  return (
    <div className="space-y-5">
      <OnlyNow>
        <AccountActions account={account} contents={await countAccountContents(actor, id)} />
        {account.brokerCode === "ibkr-flex" && <SyncNotice />}
      </OnlyNow>
      <AccountFacts account={account} {...(await getSettings(actor))} />
      <div className="grid gap-5 lg:grid-cols-2">
        <Suspense fallback={<TopHoldingsSkeleton />}>{holdings(actor, id, moment)}</Suspense>
        <Suspense fallback={<RecentTransactionsSkeleton />}>{transactions(actor, id, moment)}</Suspense>
      </div>
      <OnlyNow>
        <Suspense fallback={<ImportsCardSkeleton />}>{imports(actor, id)}</Suspense>
      </OnlyNow>
    </div>
  );
}

async function holdings(actor: Actor, id: bigint, moment: Moment) {
  const found = await getAccountHoldings(actor, id, { moment });
  return found && <TopHoldings accountId={id.toString()} rows={found.rows} {...(await getSettings(actor))} />;
}

async function transactions(actor: Actor, id: bigint, moment: Moment) {
  const page = await getLedgerPage(actor, { accountId: id }, parseFilter({}), null, moment);
  return page && <RecentTransactions base={`/accounts/${id}`} rows={page.rows.slice(0, 5)} {...(await getSettings(actor))} />;
}

async function imports(actor: Actor, id: bigint) {
  return <ImportsCard accountId={id.toString()} imports={await listImports(actor, id, 5)} {...(await getSettings(actor))} />;
}
