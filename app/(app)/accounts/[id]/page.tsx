import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountActions } from "@/components/accounts/account-actions";
import { AccountFacts } from "@/components/accounts/account-facts";
import { RecentTransactions, RecentTransactionsSkeleton } from "@/components/accounts/recent-transactions";
import { SyncNotice } from "@/components/accounts/sync-notice";
import { TopHoldings, TopHoldingsSkeleton } from "@/components/accounts/top-holdings";
import { ImportsCard, ImportsCardSkeleton } from "@/components/imports/imports-card";
import { Card } from "@/components/ui/card";
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
      <Card><AccountFacts account={account} {...(await getSettings(actor))} /></Card>
      <div className="grid gap-5 lg:grid-cols-2">
        <Suspense fallback={<TopHoldingsSkeleton />}><Holdings actor={actor} id={id} /></Suspense>
        <Suspense fallback={<RecentTransactionsSkeleton />}><Transactions actor={actor} id={id} /></Suspense>
      </div>
      <Suspense fallback={<ImportsCardSkeleton />}><Imports actor={actor} id={id} /></Suspense>
    </div>
  );
}

interface PartProps {
  actor: Actor;
  id: bigint;
}

async function Holdings({ actor, id }: PartProps) {
  const [holdings, settings] = await Promise.all([getAccountHoldings(actor, id), getSettings(actor)]);
  return holdings && <TopHoldings accountId={id.toString()} rows={holdings.rows} locale={settings.locale} />;
}

async function Transactions({ actor, id }: PartProps) {
  const [page, settings] = await Promise.all([getLedgerPage(actor, { accountId: id }, parseFilter({}), null), getSettings(actor)]);
  return page && <RecentTransactions accountId={id.toString()} rows={page.rows.slice(0, 5)} timeZone={settings.timeZone} locale={settings.locale} />;
}

async function Imports({ actor, id }: PartProps) {
  const [imports, settings] = await Promise.all([listImports(actor, id), getSettings(actor)]);
  return <ImportsCard accountId={id.toString()} imports={imports} timeZone={settings.timeZone} locale={settings.locale} />;
}
