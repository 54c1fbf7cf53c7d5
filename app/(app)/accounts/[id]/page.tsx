import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountActions } from "@/components/accounts/account-actions";
import { AccountFacts } from "@/components/accounts/account-facts";
import { TopHoldingsSkeleton } from "@/components/accounts/top-holdings";
import { ImportsCardSkeleton } from "@/components/imports/imports-card";
import { LinkCard } from "@/components/linking/link-card";
import { OnlyNow } from "@/components/moment/only-now";
import { RecentTransactionsSkeleton } from "@/components/transactions/recent-transactions";
import { countAccountContents, getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getLinkState } from "@/lib/linking/queries";
import { parseMoment } from "@/lib/moment/schema";
import { getSettings } from "@/lib/users/queries";
import { LargestHoldings, LastImports, LastTransactions } from "./account-parts";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage({ params, searchParams }: PageProps<"/accounts/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const moment = parseMoment(await searchParams);
  const account = id && (await getAccount(actor, id, moment));
  if (!account) notFound();
  const [link, settings] = await Promise.all([getLinkState(actor, id), getSettings(actor)]);
  return (
    <div className="space-y-5">
      <OnlyNow>
        <AccountActions account={account} contents={await countAccountContents(actor, id)} />
        {link && <LinkCard account={account} link={link} {...settings} />}
      </OnlyNow>
      <AccountFacts account={account} {...settings} />
      <div className="grid gap-5 lg:grid-cols-2">
        <Suspense fallback={<TopHoldingsSkeleton />}>
          <LargestHoldings actor={actor} id={id} moment={moment} />
        </Suspense>
        <Suspense fallback={<RecentTransactionsSkeleton />}>
          <LastTransactions actor={actor} id={id} moment={moment} />
        </Suspense>
      </div>
      <OnlyNow>
        <Suspense fallback={<ImportsCardSkeleton />}>
          <LastImports actor={actor} id={id} />
        </Suspense>
      </OnlyNow>
    </div>
  );
}
