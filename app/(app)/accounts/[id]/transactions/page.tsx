import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TransactionsSection } from "@/components/transactions/transactions-section";
import { getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { parseMoment } from "@/lib/moment/schema";
import { readCursor } from "@/lib/transactions/cursor";
import { parseFilter } from "@/lib/transactions/filter";
import { getLedgerPage } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Transactions" };

/** One piece, no boundary: a page of the ledger takes milliseconds at any size, and what is streamed later shows only with a script. */
export default async function AccountTransactionsPage({ params, searchParams }: PageProps<"/accounts/[id]/transactions">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  const search = await searchParams;
  const filter = parseFilter(search);
  const moment = parseMoment(search);
  const after = readCursor(String(search.after ?? ""));
  const [page, settings] = await Promise.all([getLedgerPage(actor, { accountId: id }, filter, after, moment), getSettings(actor)]);
  if (!page) notFound();
  const scope = { kind: "account", id: account.id, moment } as const;
  return (
    <TransactionsSection scope={scope} filter={filter} page={page} isContinued={after !== null} accounts={[account]} settings={settings} />
  );
}
