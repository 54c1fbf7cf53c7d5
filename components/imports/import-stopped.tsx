"use client";
import type { Route } from "next";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { cancelImportAction, retryImportAction } from "@/lib/imports/actions";
import type { ImportProblem } from "@/lib/imports/schema";
import { ImportProblemNote } from "./import-problem";

interface ImportStoppedProps {
  accountId: string;
  importId: string;
}

interface ImportFailedProps extends ImportStoppedProps {
  problem: ImportProblem | null;
  isMapped: boolean;
}

/** A file that could not be read: why, and what to do with it. The file itself is kept. */
export function ImportFailed({ accountId, importId, problem, isMapped }: ImportFailedProps) {
  const retry = useAction(retryImportAction);
  const discard = useAction(cancelImportAction);
  return (
    <ImportProblemNote
      title="This file could not be read"
      problem={problem ?? { problem: "It is not said why.", mend: "Try again.", line: null }}
      actions={
        <>
          {isMapped && (
            <ButtonLink variant="secondary" href={`/accounts/${accountId}/import/${importId}?mapping=change` as Route}>
              Change mapping
            </ButtonLink>
          )}
          <Button variant="secondary" pending={retry.pending} onClick={() => retry.run({ importId })}>
            Read it again
          </Button>
          <Button variant="ghost" pending={discard.pending} onClick={() => discard.run({ importId })}>
            Discard
          </Button>
        </>
      }
    />
  );
}

/** A file of which only the beginning is there. */
export function UploadUnfinished({ accountId, importId }: ImportStoppedProps) {
  const discard = useAction(cancelImportAction);
  return (
    <Alert
      tone="warning"
      title="This file is not all there yet"
      actions={
        <>
          <ButtonLink variant="secondary" href={`/accounts/${accountId}/import` as Route}>
            Choose the file
          </ButtonLink>
          <Button variant="ghost" pending={discard.pending} onClick={() => discard.run({ importId })}>
            Discard
          </Button>
        </>
      }
    >
      Choose the same file again on the import page: the upload goes on where it stopped.
    </Alert>
  );
}
