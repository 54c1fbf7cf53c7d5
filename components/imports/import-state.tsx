import type { AccountSummary } from "@/lib/accounts/schema";
import type { ImportView } from "@/lib/imports/schema";
import { ImportPreview } from "./import-preview";
import { ImportUnderWay } from "./import-progress-bar";
import { ImportResult, ImportUndone } from "./import-result";

interface ImportStateProps {
  view: ImportView;
  here: AccountSummary;
  /** All accounts of the person. */
  accounts: readonly AccountSummary[];
  timeZone: string;
  locale: string;
}

/** Where an import stands, with what can be done about it: nothing while it is being written. */
export function ImportState({ view, here, accounts, timeZone, locale }: ImportStateProps) {
  if (view.running) return <ImportUnderWay base={`/accounts/${view.accountId}/import/${view.id}`} />;
  if (view.status === "imported") return <ImportResult view={view} />;
  if (view.status === "undone") return <ImportUndone accountId={view.accountId} />;
  return <ImportPreview view={view} here={here} accounts={accounts} timeZone={timeZone} locale={locale} />;
}
