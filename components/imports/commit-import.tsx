"use client";
import type { Route } from "next";
import { useAction } from "@/components/form/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { cancelImportAction, commitImportAction } from "@/lib/imports/actions";
import { type Effect, effectLabel, isNothing } from "./import-effect";

interface CommitImportProps {
  accountId: string;
  importId: string;
  effect: Effect;
  /** Whether some rows have no account to go to yet. */
  undecided: boolean;
}

/** Has the previewed rows written, or throws the preview away. */
export function CommitImport({ accountId, importId, effect, undecided }: CommitImportProps) {
  const commit = useAction(commitImportAction);
  const cancel = useAction(cancelImportAction);
  const nothing = isNothing(effect);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={nothing || undecided} pending={commit.pending} onClick={() => commit.run({ importId })}>
          {effectLabel(effect)}
        </Button>
        <Button variant="secondary" pending={cancel.pending} onClick={() => cancel.run({ importId })}>
          Cancel import
        </Button>
        {nothing && (
          <ButtonLink variant="ghost" href={`/accounts/${accountId}` as Route}>
            Back to the account
          </ButtonLink>
        )}
      </div>
      {undecided && <p className="text-muted">Choose above where the rows go first.</p>}
      {nothing && <p className="text-muted">Everything in this file is in your accounts already, left out, or not a row of the ledger.</p>}
    </div>
  );
}
