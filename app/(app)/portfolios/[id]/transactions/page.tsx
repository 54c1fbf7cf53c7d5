import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TransactionsSection } from "@/components/transactions/transactions-section";
import { listAccounts } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { parseMoment } from "@/lib/moment/schema";
import { readCursor } from "@/lib/transactions/cursor";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Transactions" };

/** One piece, no boundary: a page of the ledger takes milliseconds at any size, and what is streamed later shows only with a script. */
export default async function PortfolioTransactionsPage({ params, searchParams }: PageProps<"/portfolios/[id]/transactions">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  if (!id) notFound();
  const search = await searchParams;
  const filter = parseFilter(search);
  const moment = parseMoment(search);
  const after = readCursor(String(search.after ?? ""));
  const [page, accounts, settings] = await Promise.all([
    getLedgerPage(actor, { portfolioId: id }, filter, after, moment),
    listAccounts(actor, id),
    getSettings(actor),
  ]);
  if (!page) notFound();
  const scope = { kind: "portfolio", id: id.toString(), moment } as const;
  return (
    <TransactionsSection scope={scope} filter={filter} page={page} isContinued={after !== null} accounts={accounts} settings={settings} />
  );
}
