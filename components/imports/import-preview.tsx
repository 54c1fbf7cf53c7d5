import { Alert } from "@/components/ui/alert";
import { DateTime } from "@/components/ui/date-time";
import type { AccountSummary } from "@/lib/accounts/schema";
import type { ImportView } from "@/lib/imports/schema";
import { CommitImport } from "./commit-import";
import { effectOf, isNothing, isUnreadable, whyNothing } from "./import-effect";
import { ImportProblemNote } from "./import-problem";
import { StatementTargets } from "./statement-targets";

interface ImportPreviewProps {
  view: ImportView;
  here: AccountSummary;
  /** All accounts of the person. */
  accounts: readonly AccountSummary[];
  timeZone: string;
  locale: string;
}

/** What a file would do, before it does anything: where its rows go, and the decision. */
export function ImportPreview({ view, here, accounts, timeZone, locale }: ImportPreviewProps) {
  const effect = effectOf(view);
  return (
    <div className="space-y-4">
      {view.problem && <ImportProblemNote title="The import was not written" problem={view.problem} />}
      {view.sameFileImportedAt && (
        <Alert tone="info" title="This file was imported before">
          On <DateTime value={view.sameFileImportedAt} timeZone={timeZone} locale={locale} />. What is in the account already is not added
          again.
        </Alert>
      )}
      {!isUnreadable(view) && <StatementTargets importId={view.id} statements={view.statements} here={here} accounts={accounts} />}
      <CommitImport
        accountId={view.accountId}
        importId={view.id}
        effect={effect}
        whyNothing={isNothing(effect) ? whyNothing(view) : null}
        undecided={view.statements.some(({ decision }) => decision === "undecided")}
      />
    </div>
  );
}
