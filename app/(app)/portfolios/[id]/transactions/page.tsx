import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { TransactionsSection, TransactionsSkeleton } from "@/components/transactions/transactions-section";
import { listAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { getPortfolio } from "@/lib/portfolios/queries";
import { readCursor } from "@/lib/transactions/cursor";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Transactions" };

type Search = Awaited<PageProps<"/portfolios/[id]/transactions">["searchParams"]>;

export default async function PortfolioTransactionsPage({ params, searchParams }: PageProps<"/portfolios/[id]/transactions">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id || !(await getPortfolio(actor, id))) notFound();
  return (
    <Suspense fallback={<TransactionsSkeleton />}>
      <Transactions actor={actor} id={id} search={await searchParams} />
    </Suspense>
  );
}

async function Transactions({ actor, id, search }: { actor: Actor; id: bigint; search: Search }) {
  const filter = parseFilter(search);
  const after = readCursor(String(search.after ?? ""));
  const [page, accounts, settings] = await Promise.all([getLedgerPage(actor, { portfolioId: id }, filter, after), listAccounts(actor, id), getSettings(actor)]);
  const scope = { kind: "portfolio", id: id.toString() } as const;
  return page && <TransactionsSection scope={scope} filter={filter} page={page} isContinued={after !== null} accounts={accounts} settings={settings} />;
}
