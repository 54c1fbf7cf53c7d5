import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeletedTransaction } from "@/components/transactions/deleted-transaction";
import { TransactionDetailView } from "@/components/transactions/transaction-detail-view";
import { TransactionHistory } from "@/components/transactions/transaction-history";
import { getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { instrumentOf } from "@/lib/instruments/queries";
import { isNow, parseMoment } from "@/lib/moment/schema";
import { getHistory, getTransaction } from "@/lib/transactions/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Transaction" };

export default async function TransactionPage({ params, searchParams }: PageProps<"/accounts/[id]/transactions/[transactionId]">) {
  const actor = await requireActor();
  const { id, transactionId } = await params;
  const [accountId, rowId] = [parseRowId(id), parseRowId(transactionId)];
  const account = accountId && (await getAccount(actor, accountId));
  if (!account || !rowId) notFound();
  const search = await searchParams;
  const moment = parseMoment(search);
  const [detail, history, settings] = await Promise.all([
    getTransaction(actor, rowId, moment),
    getHistory(actor, rowId),
    getSettings(actor),
  ]);
  if (detail && detail.accountId !== account.id) notFound();
  if (!detail && (!isNow(moment) || history[0]?.operation !== "delete")) notFound();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {detail ? (
        <TransactionDetailView
          {...{ detail, account, settings }}
          startsEditing={isNow(moment) && search.edit === "1"}
          instrument={await instrumentOf(actor, detail.draft)}
        />
      ) : (
        <DeletedTransaction id={transactionId} accountId={account.id} />
      )}
      <TransactionHistory history={history} locale={settings.locale} timeZone={settings.timeZone} />
    </div>
  );
}
