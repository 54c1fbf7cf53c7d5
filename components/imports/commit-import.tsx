"use client";
import type { Route } from "next";
import { useAction } from "@/components/form/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { cancelImportAction, commitImportAction } from "@/lib/imports/actions";
import { type Effect, effectLabel } from "./import-effect";

interface CommitImportProps {
  accountId: string;
  importId: string;
  effect: Effect;
  /** Why there is nothing to write; null when there is. */
  whyNothing: string | null;
  /** Whether some rows have no account to go to yet. */
  undecided: boolean;
}

/** Has the previewed rows written, or throws the preview away. */
export function CommitImport({ accountId, importId, effect, whyNothing, undecided }: CommitImportProps) {
  const commit = useAction(commitImportAction);
  const cancel = useAction(cancelImportAction);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={whyNothing !== null || undecided}
          pending={commit.pending}
          onClick={() => commit.run({ importId })}
        >
          {effectLabel(effect)}
        </Button>
        <Button variant="secondary" pending={cancel.pending} onClick={() => cancel.run({ importId })}>
          Cancel import
        </Button>
        {whyNothing && (
          <ButtonLink variant="ghost" href={`/accounts/${accountId}` as Route}>
            Back to the account
          </ButtonLink>
        )}
      </div>
      {undecided && <p className="text-muted">Choose above where the rows go first.</p>}
      {whyNothing && <p className="text-muted">{whyNothing}</p>}
    </div>
  );
}
