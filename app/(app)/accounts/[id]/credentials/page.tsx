import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { credentialInputs } from "@/components/credentials/credential-input";
import { CredentialStatus } from "@/components/credentials/credential-status";
import { ReplaceCredentialsForm } from "@/components/credentials/replace-credentials-form";
import { SetupSteps } from "@/components/credentials/setup-steps";
import { TestSealedConnection } from "@/components/linking/test-connection";
import { UnlinkDialog } from "@/components/linking/unlink-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { getAccount } from "@/lib/accounts/queries";
import { requireActor } from "@/lib/auth/session";
import { brokerManifest } from "@/lib/brokers/registry";
import { getCredentialState } from "@/lib/credentials/queries";
import { parseRowId } from "@/lib/db/row-id";
import { getLinkState } from "@/lib/linking/queries";
import { getSettings } from "@/lib/users/queries";

export const metadata: Metadata = { title: "Credentials" };

export default async function CredentialsPage({ params }: PageProps<"/accounts/[id]/credentials">) {
  const actor = await requireActor();
  const id = parseRowId((await params).id);
  const [account, credential] = id ? [await getAccount(actor, id), await getCredentialState(actor, id)] : [null, null];
  if (!id || !account || !credential) notFound();
  const manifest = brokerManifest(account.brokerCode);
  if (!manifest || manifest.fields.length === 0) {
    return <EmptyState title="No credentials needed">{account.brokerName} accounts have none: nothing is fetched for them.</EmptyState>;
  }
  const [{ timeZone, locale }, link] = await Promise.all([getSettings(actor), getLinkState(actor, id)]);
  const inputs = credentialInputs(manifest);
  return (
    <div className="max-w-2xl space-y-6">
      <CredentialStatus
        credential={credential}
        inputs={inputs}
        usedAt={link?.secretUsedAt ?? null}
        timeZone={timeZone}
        locale={locale}
        actions={link && <UnlinkDialog accountId={account.id} accountName={account.displayName} brokerName={account.brokerName} />}
      />
      {link && credential.state === "sealed" && <TestSealedConnection accountId={account.id} locale={locale} />}
      <ReplaceCredentialsForm accountId={account.id} inputs={inputs} canKeep={credential.state === "sealed"} />
      <SetupSteps steps={manifest.setup} />
    </div>
  );
}
