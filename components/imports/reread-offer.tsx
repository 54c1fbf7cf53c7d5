"use client";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { rereadImportAction } from "@/lib/imports/actions";
import type { ImportRecord } from "@/lib/imports/history/schema";

/** Reading the file again: offered where a newer version of its parser is there, and possible at any time. */
export function RereadOffer({
  importId,
  record: { formatName, parserVersion, currentVersion },
}: {
  importId: string;
  record: ImportRecord;
}) {
  const reread = useAction(rereadImportAction);
  const run = () => reread.run({ importId });
  if (currentVersion <= parserVersion) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <span>
          Read as {formatName}, version {parserVersion}: the one that would read it now.
        </span>
        <Button variant="ghost" size="sm" pending={reread.pending} onClick={run}>
          Read again
        </Button>
      </p>
    );
  }
  return (
    <Alert
      tone="info"
      title="This version of Truefolio reads such files better"
      actions={
        <Button variant="secondary" pending={reread.pending} onClick={run}>
          See what would change
        </Button>
      }
    >
      It was read as {formatName}, version {parserVersion}; now there is version {currentVersion}. Nothing changes before you have seen the
      difference and confirmed it.
    </Alert>
  );
}
