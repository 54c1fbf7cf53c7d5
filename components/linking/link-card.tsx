import type { Route } from "next";
import { broughtWords } from "@/components/sync/run-words";
import { SyncNow } from "@/components/sync/sync-now";
import { SyncUnderWay } from "@/components/sync/sync-under-way";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { KeyValue } from "@/components/ui/key-value";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { LinkState } from "@/lib/linking/schema";
import { ChooseAccounts } from "./choose-accounts";
import { KeyWarnings } from "./key-facts";
import { LinkTrouble } from "./link-trouble";
import { SignInAtBroker } from "./sign-in-at-broker";

interface LinkCardProps {
  account: AccountSummary;
  link: LinkState;
  timeZone: string;
  locale: string;
}

/** How an account stands with its broker: what it is at, what it waits for, and what to do about it. */
export function LinkCard({ account, link, timeZone, locale }: LinkCardProps) {
  const isAwake = account.status !== "paused" && account.status !== "closed";
  const isChoosing = link.remote === null && link.found.length > 0;
  const canSync = isAwake && !link.open && !link.needsLogin && !isChoosing;
  return (
    <Card
      title="Sync"
      description={link.brings.join(", ")}
      actions={
        <>
          {canSync && <SyncNow accountId={account.id} size="sm" />}
          <ButtonLink size="sm" variant="ghost" href={`/accounts/${account.id}/sync` as Route}>
            All syncs
          </ButtonLink>
        </>
      }
      className="space-y-4"
    >
      <Present account={account} link={link} isAwake={isAwake} />
      {!link.open && <Facts link={link} timeZone={timeZone} locale={locale} />}
      {link.key && <KeyWarnings facts={link.key} />}
    </Card>
  );
}

function Present({ account, link, isAwake }: Pick<LinkCardProps, "account" | "link"> & { isAwake: boolean }) {
  if (!isAwake) return <p className="text-muted">Nothing is fetched while the account is {account.status}.</p>;
  if (link.open) return <SyncUnderWay accountId={account.id} run={link.open} />;
  if (link.needsLogin)
    return (
      <Alert
        tone="warning"
        title={link.problem?.message}
        actions={<SignInAtBroker accountId={account.id} brokerName={account.brokerName} />}
      >
        {link.problem?.mend}
      </Alert>
    );
  if (link.problem)
    return (
      <LinkTrouble
        accountId={account.id}
        problem={link.problem}
        isStopped={account.status === "attention" || account.status === "linking"}
        heldImportId={link.heldImportId}
      />
    );
  if (link.remote === null && link.found.length > 0) return <ChooseAccounts accountId={account.id} found={link.found} />;
  return null;
}

function Facts({ link, timeZone, locale }: Pick<LinkCardProps, "link" | "timeZone" | "locale">) {
  const { remote, succeededAt, nextDue, last } = link;
  if (remote === null) return null;
  return (
    <KeyValue
      items={[
        { label: "Account at the broker", value: remote.name === remote.id ? remote.id : `${remote.name} (${remote.id})` },
        {
          label: "Last synced",
          value: succeededAt ? <DateTime value={succeededAt} timeZone={timeZone} locale={locale} /> : "Not yet",
        },
        ...(last?.status === "done" ? [{ label: "What came", value: broughtWords(last.counts) }] : []),
        {
          label: "Next by itself",
          value: nextDue ? <DateTime value={nextDue} timeZone={timeZone} locale={locale} /> : "Not before you say so",
        },
      ]}
    />
  );
}
