import type { AccountSummary } from "@/lib/accounts/schema";
import type { ImportView } from "@/lib/imports/schema";
import { ImportPreview } from "./import-preview";
import { ImportUnderWay } from "./import-progress-bar";
import { ImportResult, ImportUndone } from "./import-result";
import { ImportFailed, UploadUnfinished } from "./import-stopped";

interface ImportStateProps {
  view: ImportView;
  here: AccountSummary;
  /** All accounts of the person. */
  accounts: readonly AccountSummary[];
  timeZone: string;
  locale: string;
}

/** Where an import stands, with what can be done about it: nothing but stopping while the worker is at it. */
export function ImportState({ view, here, accounts, timeZone, locale }: ImportStateProps) {
  const ids = { accountId: view.accountId, importId: view.id };
  if (view.running)
    return <ImportUnderWay base={`/accounts/${view.accountId}/import/${view.id}`} importId={view.id} status={view.status} />;
  if (view.status === "uploading") return <UploadUnfinished {...ids} />;
  if (view.status === "failed") return <ImportFailed {...ids} problem={view.problem} isMapped={view.isMapped} />;
  if (view.status === "imported") return <ImportResult view={view} />;
  if (view.status === "undone") return <ImportUndone accountId={view.accountId} />;
  return <ImportPreview view={view} here={here} accounts={accounts} timeZone={timeZone} locale={locale} />;
}
