import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { TransactionsSection, TransactionsSkeleton } from "@/components/transactions/transactions-section";
import { getAccount } from "@/lib/accounts/queries";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { readCursor } from "@/lib/transactions/cursor";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Transactions" };

type Search = Awaited<PageProps<"/accounts/[id]/transactions">["searchParams"]>;

export default async function AccountTransactionsPage({ params, searchParams }: PageProps<"/accounts/[id]/transactions">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  return (
    <Suspense fallback={<TransactionsSkeleton />}>
      <Transactions actor={actor} account={account} search={await searchParams} />
    </Suspense>
  );
}

async function Transactions({ actor, account, search }: { actor: Actor; account: AccountSummary; search: Search }) {
  const filter = parseFilter(search);
  const after = readCursor(String(search.after ?? ""));
  const [page, settings] = await Promise.all([getLedgerPage(actor, { accountId: BigInt(account.id) }, filter, after), getSettings(actor)]);
  const scope = { kind: "account", id: account.id } as const;
  return page && <TransactionsSection scope={scope} filter={filter} page={page} isContinued={after !== null} accounts={[account]} settings={settings} />;
}
