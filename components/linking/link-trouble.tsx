import type { Route } from "next";
import { SyncNow } from "@/components/sync/sync-now";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import type { SyncProblem } from "@/lib/sync/schema";

interface LinkTroubleProps {
  accountId: string;
  problem: SyncProblem;
  /** Nothing happens by itself any more. */
  isStopped: boolean;
  heldImportId: string | null;
}

/** What stands between an account and its broker, and the button that mends it. */
export function LinkTrouble({ accountId, problem, isStopped, heldImportId }: LinkTroubleProps) {
  return (
    <Alert
      tone={isStopped ? "danger" : "warning"}
      title={isStopped ? problem.message : "The last sync came to nothing"}
      actions={<Mend accountId={accountId} problem={problem} heldImportId={heldImportId} />}
    >
      {[isStopped ? "" : problem.message, problem.mend, isStopped ? "" : "It is tried again by itself."].filter(Boolean).join(" ")}
    </Alert>
  );
}

function Mend({ accountId, problem, heldImportId }: Pick<LinkTroubleProps, "accountId" | "problem" | "heldImportId">) {
  if (problem.kind === "shrunken" && heldImportId)
    return (
      <ButtonLink variant="primary" href={`/accounts/${accountId}/import/${heldImportId}` as Route}>
        See what came
      </ButtonLink>
    );
  const isAboutKey = ["sign-in", "permission", "setup", "address", "sealed"].includes(problem.kind);
  return (
    <>
      {isAboutKey && (
        <ButtonLink variant="primary" href={`/accounts/${accountId}/credentials` as Route}>
          Replace credentials
        </ButtonLink>
      )}
      <SyncNow accountId={accountId} label="Try again" />
    </>
  );
}
