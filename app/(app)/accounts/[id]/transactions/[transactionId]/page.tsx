import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { LotsCard, LotsCardSkeleton } from "@/components/lots/lots-card";
import { DeletedTransaction } from "@/components/transactions/deleted-transaction";
import { TransactionDetailView } from "@/components/transactions/transaction-detail-view";
import { TransactionHistory } from "@/components/transactions/transaction-history";
import { getAccount } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { parseRowId } from "@/lib/db/row-id";
import { instrumentOf } from "@/lib/instruments/queries";
import { isNow, type Moment, parseMoment } from "@/lib/moment/schema";
import { getSaleLots } from "@/lib/performance/lots/queries";
import { mayClose } from "@/lib/performance/lots/rules";
import { getHistory, getTransaction, type TransactionDetail } from "@/lib/transactions/queries";
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
        <div className="min-w-0 space-y-5">
          <TransactionDetailView
            {...{ detail, account, settings }}
            startsEditing={isNow(moment) && search.edit === "1"}
            instrument={await instrumentOf(actor, detail.draft)}
          />
          {mayClose(detail.draft) && <Suspense fallback={<LotsCardSkeleton {...detail.draft} />}>{lots(actor, detail, moment)}</Suspense>}
        </div>
      ) : (
        <DeletedTransaction id={transactionId} accountId={account.id} />
      )}
      <TransactionHistory history={history} locale={settings.locale} timeZone={settings.timeZone} />
    </div>
  );
}

async function lots(actor: Actor, detail: TransactionDetail, moment: Moment) {
  const sale = await getSaleLots(actor, detail, moment);
  return sale && <LotsCard sale={sale} {...detail} {...(await getSettings(actor))} />;
}
