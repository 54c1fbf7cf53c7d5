import { notFound } from "next/navigation";
import { Suspense } from "react";
import { AccountHeader } from "@/components/accounts/account-header";
import { OnlyNow } from "@/components/moment/only-now";
import { AgreementBadge } from "@/components/reconciliation/agreement-badge";
import { getAccount } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { brokerManifest } from "@/lib/brokers/registry";
import { parseRowId } from "@/lib/db/row-id";
import { getAgreement } from "@/lib/reconciliation/queries";
import { getSettings } from "@/lib/users/queries";

/** The header above every page of an account. It shows the account and guards nothing: each page asks again, beside its own data. */
export default async function AccountLayout({ params, children }: LayoutProps<"/accounts/[id]">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const account = id && (await getAccount(actor, id));
  if (!account) notFound();
  const { timeZone, locale } = await getSettings(actor);
  const manifest = brokerManifest(account.brokerCode);
  return (
    <>
      <AccountHeader
        account={account}
        hasCredentials={(manifest?.fields.length ?? 0) > 0}
        isSynced={manifest?.sync !== undefined}
        timeZone={timeZone}
        locale={locale}
        agreement={<Suspense fallback={null}>{agreement(actor, id)}</Suspense>}
      />
      {children}
    </>
  );
}

async function agreement(actor: Actor, id: bigint) {
  const [found, { locale, timeZone }] = await Promise.all([getAgreement(actor, id), getSettings(actor)]);
  return (
    found && (
      <OnlyNow>
        <AgreementBadge agreement={found} locale={locale} timeZone={timeZone} />
      </OnlyNow>
    )
  );
}
